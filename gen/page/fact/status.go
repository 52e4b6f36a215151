package fact

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/page/missed"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

func (r *Reader) addStatus(v catalog.Value[int], from catalog.Source) {
	r.Entry.Statuses = append(r.Entry.Statuses, catalog.Stated[int]{Value: v, From: from})
}

// status takes the status from the strongest place. Inferred ones count
// only where no place is about the status: text may well speak of others.
func (r *Reader) status() {
	e := r.Entry
	stated := false
	for i := range r.Rule.Status {
		p := &r.Rule.Status[i]
		if p.Inferred() && stated {
			continue
		}
		r.statusAt(p)
		stated = stated || len(e.Statuses) > 0 && !p.Inferred()
	}
	if n, own := r.Source.Key("status"); len(e.Statuses) == 0 && r.Record.Head == nil && n != nil && n.Tag == "!!null" {
		r.noStatus = r.noStatus || own || n.Value != "" // wherever the rule looks for statuses
	}
	if len(e.Statuses) == 0 && !r.noStatus {
		for _, rule := range r.page.Status {
			if Matches(rule.Match, string(e.Code.V)) {
				r.addStatus(rule.Status, catalog.FromConfig)
				break
			}
		}
	}
	if len(e.Statuses) > 0 && !r.Rule.Status.Has("example", "json") {
		// No place of the rule, but what it shows must be what is sent.
		for i := range e.Examples {
			if s := e.Examples[i].Status; !s.Span.IsZero() {
				r.addStatus(s, catalog.FromExample)
			}
		}
	}
	switch {
	case len(e.Statuses) > 0:
		e.Status, e.StatusFrom = e.Statuses[0].Value, e.Statuses[0].From
	case !r.noStatus && r.misspeltStatus():
	case r.noStatus, r.Rule.Status.Only():
		e.NoStatus = true
	case r.withoutStatusColumn():
		e.NoStatus = true // said of the table, once
	case r.Rule.Status.None():
		e.NoStatus = true
		places := r.Rule.Status[:len(r.Rule.Status)-1]
		if shown, ok := r.shownStatus(); ok {
			d := r.Found.Add(ruleStatusMissing, diag.Error, shown.Span.Or(r.Here), "the example of %s shows status %d, but no status is stated", e.Code.V, shown.V)
			d.Hint = "state it in " + places.Says() + ", or add the member of the example to status in errgen.yaml"
			return
		}
		d := r.Found.Add(ruleStatusMissing, diag.Warning, e.Code.Span.Or(r.Here), "%s states no HTTP status", e.Code.V)
		d.Hint = "state it in " + places.Says()
		switch place, at := r.passedStatus(places); {
		case place != nil:
			d.Hint = place.Says() + " names " + strconv.Quote(at.Text()) + ", but match in errgen.yaml does not match it: '" + place.Match.String() + "'"
			d.Span = at
		case r.Record.Head == nil:
			d.Hint += ", or write \"status: null\" in the front matter if the error has no HTTP status"
		case places.Has("column", "label", "attribute"):
			d.Hint += ", or write a dash there if the error has no HTTP status"
		}
	}
}

// withoutStatusColumn reports whether the record is a row of a table that lacks the
// columns in which all statuses stand, and notes that at the table's first row.
func (r *Reader) withoutStatusColumn() bool {
	if r.Record.Head == nil || r.Record.Head.Kind != mdx.TableRow {
		return false
	}
	places := slices.DeleteFunc(slices.Clone(r.Rule.Status), func(p record.Place) bool { return p.Word == "none" || p.Inferred() })
	wanted := r.Rule.ColumnsOf(places)
	if len(wanted) == 0 || len(wanted) < len(places) || slices.ContainsFunc(wanted, func(c string) bool { return slices.Contains(r.Record.Columns, c) }) {
		return false
	}
	table := missed.Table(r.Record)
	if table == nil || slices.Contains(r.page.lacking, table) {
		return table != nil
	}
	r.page.lacking = append(r.page.lacking, table)
	severity := diag.Error
	if r.Rule.Status.None() {
		severity = diag.Warning // a table of errors that are none of HTTP may lack it
	}
	d := r.Found.Add(ruleStatusMissing, severity, table.Children[0].Span, "the table has no status, want it in %s", places.Says())
	d.Hint = "add the column, or rename the one that has it"
	if severity == diag.Error {
		d.Hint += "; \"status: none\" in errgen.yaml says that errors have none"
	}
	for i, cell := range r.Record.Head.Children {
		if status, ok := threeDigits(strings.Trim(record.Line(mdx.PlainText(cell)), "`* ")); ok && isError(status) && i < len(r.Record.Names) {
			d.Hint = "rename the column " + strconv.Quote(r.Record.Names[i]) + ", or add \"column " + r.Record.Names[i] + "\" to status in errgen.yaml"
		}
	}
	return true
}

// passedStatus returns a place that names a status which its Match does not take, nil
// where there is none.
func (r *Reader) passedStatus(places record.Places) (*record.Place, source.Span) {
	for i := range places {
		p := &places[i]
		if p.Match == nil {
			continue
		}
		for _, t := range r.Record.Whole(p) {
			for s, e := range statusWords(t.S) {
				if status, ok := threeDigits(t.S[s:e]); ok && isError(status) {
					return p, t.Span(s, e).Or(r.Here)
				}
			}
		}
	}
	return nil, source.Span{}
}

// shownStatus returns the status of an error that an example shows.
func (r *Reader) shownStatus() (catalog.Value[int], bool) {
	for i := range r.Entry.Examples {
		if s := r.Entry.Examples[i].Status; isError(s.V) {
			return s, true
		}
	}
	return catalog.Value[int]{}, false
}

// statusAt reads the statuses that a place states. Of several, the first is the
// default one.
func (r *Reader) statusAt(p *record.Place) {
	switch {
	case p.Word == "front":
		if n, own := r.Source.Key(p.Arg); p.Match == nil && n != nil {
			r.frontStatus(p, n, own)
			return
		}
	case p.Word == "prose":
		if one, ok := only(r.backQuoted); ok {
			r.addStatus(one, p.Source())
		}
		return
	case p.Word == "summary":
		r.summaryStatus()
		return
	}
	for _, t := range r.Record.Texts(p) {
		if r.statusIn(p, t) && !p.Many() || p.Word == "label" && strings.ContainsAny(t.S, "0123456789") {
			break // what follows may be another error's, whose heading was lost
		}
	}
}

// statusIn reads the statuses in a text: a number, or the words of three digits in
// it. A dash says that there is none.
func (r *Reader) statusIn(p *record.Place, t record.Text) bool {
	if status, err := strconv.Atoi(strings.TrimSpace(t.S)); err == nil && p.Source() == catalog.FromExample {
		r.addStatus(catalog.Value[int]{V: status, Span: t.All()}, p.Source())
		return true
	}
	if noStatus(t.S) && p.Word != "section" {
		r.noStatus = true
		return true
	}
	first := true
	for s, e := range statusWords(t.S) {
		status, ok := threeDigits(t.S[s:e])
		if !ok {
			continue
		}
		v := catalog.Value[int]{V: status, Span: t.Span(s, e)}
		switch {
		case first:
			r.addStatus(v, p.Source())
		case p.Word == "section" || !isError(status):
			return true
		default:
			r.other(v)
		}
		first = false
	}
	return !first
}

// misspeltStatus reports what stands in a place of a status and is none: all that a place
// says which is about nothing else, or a word of three characters that looks like one.
func (r *Reader) misspeltStatus() bool {
	for i := range r.Rule.Status {
		p := &r.Rule.Status[i]
		if p.Inferred() || p.Word == "front" && p.Arg == "status" && p.Match == nil {
			continue // which is read as what it is
		}
		for _, t := range r.Record.Whole(p) {
			start, end := record.Trim(t.S, 0, len(t.S), " \t\r\n`*")
			hint := "write three digits, from 400 to 599"
			for s, e := range statusWords(t.S) {
				if _, ok := threeDigits(t.S[s:e]); ok {
					continue // it is one, which Match does not take
				}
				if status, ok := threeDigits(lookalikes.Replace(t.S[s:e])); ok && isError(status) && strings.ContainsAny(t.S[s:e], "0123456789") {
					start, end, hint = s, e, "did you mean "+strconv.Itoa(status)+"?"
					break
				}
			}
			about := slices.Contains([]string{"column", "label", "attribute", "json", "front"}, p.Word) && hint[0] != 'd'
			if start == end || noStatus(t.S) || hint[0] != 'd' && !about || len(t.S) > 200 {
				continue
			}
			at := t.Span(start, end).Or(r.Here)
			r.Found.Add(ruleStatusRange, diag.Error, at, "%s is not an HTTP status", strconv.Quote(record.Line(t.S[start:end]))).Hint = hint
			r.addStatus(catalog.Value[int]{Span: at}, p.Source())
			return true
		}
	}
	return false
}

var lookalikes = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1")

// other adds a further status that the code is answered with.
func (r *Reader) other(v catalog.Value[int]) {
	has := func(o catalog.Value[int]) bool { return o.V == v.V }
	if r.Entry.Statuses[0].V != v.V && !slices.ContainsFunc(r.Entry.OtherStatuses, has) {
		r.Entry.OtherStatuses = append(r.Entry.OtherStatuses, v)
	}
}

// frontStatus reads a status of the front matter: a number, a list of them, or none.
// Under the key status nothing else is one, and a word there is the site's, such as
// "published".
func (r *Reader) frontStatus(p *record.Place, n *yamlpos.Node, own bool) {
	ours := p.Arg == "status"
	in := yamlpos.Reader{Rule: front.Rule, Found: r.Found}
	switch {
	case n.Kind == yamlpos.Seq:
		items, _ := in.List(n)
		for i, item := range items {
			v, ok := in.Int(item)
			switch {
			case !ok:
			case i == 0 || len(r.Entry.Statuses) == 0:
				r.addStatus(v, catalog.FromFrontMatter)
			default:
				r.other(v)
			}
		}
	case n.Kind == yamlpos.Scalar && n.Tag == "!!null", n.Kind == yamlpos.Scalar && n.Tag == "!!str" && n.Value == "none":
		r.noStatus = n.Value != "" || own || !ours
		if !r.noStatus {
			in.Int(n)
		}
	case n.Kind == yamlpos.Map && (own || ours):
		r.Statuses(n)
	case n.Kind == yamlpos.Scalar && n.Tag == "!!str" && !own && isWord(n.Value):
		r.Pass(n, p.Arg)
	case !ours && n.Kind == yamlpos.Scalar && n.Tag == "!!str":
		r.statusIn(p, record.Written(n.Value, n.Span))
	default:
		if v, ok := in.Int(n); ok {
			r.addStatus(v, catalog.FromFrontMatter)
		}
	}
}

// summaryStatus looks for the one status that the description names.
func (r *Reader) summaryStatus() {
	d := r.Entry.Description
	written := d.Span.Text()
	var named []catalog.Value[int]
	for _, status := range statusesNamed(d.V) {
		v := catalog.Value[int]{V: status, Span: d.Span}
		if i := strings.Index(written, strconv.Itoa(status)); i >= 0 {
			start := int(d.Span.Start) + i
			v.Span = d.Span.File.Span(start, start+len("404"))
		}
		named = append(named, v)
	}
	if one, ok := only(named); ok {
		r.addStatus(one, catalog.FromDescription)
	}
}

// only returns the first of statuses that are all the same.
func only(statuses []catalog.Value[int]) (one catalog.Value[int], ok bool) {
	for i, s := range statuses {
		if i > 0 && s.V != one.V {
			return one, false
		}
		if i == 0 {
			one, ok = s, true
		}
	}
	return one, ok
}

// CodeSpan notes a status in back-quotes: `503 Service Unavailable`, `HTTP 503`.
func (r *Reader) CodeSpan(n *mdx.Node) {
	s := n.Value
	prefixed := false
	if rest, ok := strings.CutPrefix(s, "HTTP"); ok {
		if version, after, ok := strings.Cut(rest, " "); ok && (version == "" || version[0] == '/') {
			s, prefixed = after, true
		}
	}
	number, phrase, _ := strings.Cut(s, " ")
	status, ok := threeDigits(number)
	if !ok || !isError(status) || !prefixed && !isPhrase(phrase) {
		return
	}
	start := len(n.Value) - len(s)
	r.backQuoted = append(r.backQuoted, catalog.Value[int]{V: status, Span: n.ValueSpan(start, start+len(number))})
}
