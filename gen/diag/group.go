package diag

import "slices"

// maxApart is how many files may have findings of one rule before these are
// printed as a group.
const maxApart = 10

// groups parts findings into those that are printed one by one and those of
// rules that hit more than maxApart files, a list for each rule and severity, in
// the order of the first of each.
func (l List) groups() (apart List, together []List) {
	type kind struct {
		rule     string
		severity Severity
	}
	files := map[kind]map[string]bool{}
	for _, d := range l {
		if d.Rule == "" || d.Span.File == nil {
			continue
		}
		k := kind{d.Rule, d.Severity}
		if files[k] == nil {
			files[k] = map[string]bool{}
		}
		files[k][d.Span.File.Name] = true
	}
	at := map[kind]int{}
	for _, d := range l {
		k := kind{d.Rule, d.Severity}
		if d.Span.File == nil || len(files[k]) <= maxApart {
			apart = append(apart, d)
			continue
		}
		i, ok := at[k]
		if !ok {
			i = len(together)
			at[k] = i
			together = append(together, nil)
		}
		together[i] = append(together[i], d)
	}
	return apart, together
}

// Grouped reports whether [Text] prints some of the findings as a group.
func (l List) Grouped() bool {
	_, together := l.groups()
	return len(together) > 0
}

// group prints findings of one rule as one block: a line for each place.
func (p *textPrinter) group(l List) {
	first := &l[0]
	paint := severityPaint(first.Severity)
	p.print(p.paint(paint, first.Severity.String()+":"), " ", p.paint(bold, l.Summary()), " [", Printable(first.Rule), "]\n")
	for i := range l {
		p.print(indent, p.paint(bold, place(l[i].Span)+":"), " ", Printable(l[i].Message), "\n")
	}
	other := func(d Diagnostic) bool { return d.Hint != first.Hint }
	if first.Hint != "" && !slices.ContainsFunc(l, other) {
		p.print(indent, p.paint(bold, "hint:"), " ", Printable(first.Hint), "\n")
	}
}
