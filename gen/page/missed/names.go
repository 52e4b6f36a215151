package missed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// A placed fact is one that a rule reads somewhere, under the name that errgen.yaml has
// for it.
type placed struct {
	name   string
	places record.Places
}

func placedBy(rule *record.Rule) []placed {
	out := []placed{
		{"description", rule.Description}, {"title", rule.Title}, {"detail", rule.Detail}, {"name", rule.Name},
		{"retryable", rule.Retryable}, {"deprecated", rule.Deprecated}, {"replaced_by", rule.ReplacedBy},
		{"retired", rule.Retired}, {"aliases", rule.Aliases},
	}
	for _, f := range rule.Facts {
		out = append(out, placed{f.Fact.Name, f.Places})
	}
	return out
}

// Names tells of the facts that the records of a page state under other names than those
// that the rule reads. What it says of a column it says once for its table.
type Names struct {
	of      *string       // the first column of the table that is told of
	renamed []source.Span // the headings of its columns that hold a fact under another name
	facts   []string      // which one, of each
}

// Report reports the facts that a record states under another name than the rule reads:
// in a column, a label or an attribute. code is that of the record. status says that one
// of them is the status, so that nothing more is to be said of it.
func (n *Names) Report(r *record.Record, code catalog.Code, found *diag.List) (status bool) {
	switch {
	case r.Rule.Each.Kind == record.Row:
		n.columns(r, found)
	case r.Rule.Labels(), r.Rule.Each.Kind == record.Element:
		return names(r, code, found)
	}
	return false
}

func (n *Names) columns(r *record.Record, found *diag.List) {
	if len(r.Columns) == 0 || n.of == &r.Columns[0] {
		return
	}
	*n = Names{of: &r.Columns[0]}
	for _, f := range placedBy(r.Rule) {
		wanted := r.Rule.ColumnsOf(f.places)
		if len(wanted) == 0 || slices.ContainsFunc(wanted, func(c string) bool { return slices.Contains(r.Columns, c) }) {
			continue
		}
		i := slices.IndexFunc(r.Columns, func(c string) bool { return unread(r.Rule, "column", c) && alike(c, wanted) })
		if i < 0 {
			i = inPlaceOf(r, wanted)
		}
		if i < 0 {
			continue
		}
		table := Table(r)
		if table == nil {
			return
		}
		at := table.Children[0].Children[i].Span
		n.renamed, n.facts = append(n.renamed, at), append(n.facts, f.name)
		f.report(found, at, "the table", "column", r.Names[i])
	}
}

// report adds a finding of a fact that stands under another name. who is what has it,
// and word what kind of name it is.
func (f placed) report(found *diag.List, at source.Span, who, word, name string) {
	i := slices.IndexFunc(f.places, func(p record.Place) bool { return p.Word == word })
	found.Add(ruleRenamed, diag.Error, at, "%s does not have %s, but has %s", who, f.places[i].Says(), strconv.Quote(name)).
		Hint = "write " + strconv.Quote(f.places[i].Arg) + ", or add " + strconv.Quote(word+" "+name) + " to " + f.name + " in errgen.yaml"
}

// Table returns the table that a record is a row of.
func Table(r *record.Record) *mdx.Node {
	tables := r.Tables()
	if i := slices.IndexFunc(tables, func(t *mdx.Node) bool { return t.Span.Contains(r.Head.Span) }); i >= 0 {
		return tables[i]
	}
	return nil
}

// inPlaceOf returns the column that stands where another table of the page has one of
// those wanted, all others being the same; -1 where there is none.
func inPlaceOf(r *record.Record, wanted []string) int {
	for _, t := range r.Tables() {
		other, _ := record.Columns(t)
		i := slices.IndexFunc(other, func(c string) bool { return slices.Contains(wanted, c) })
		if i < 0 || len(other) != len(r.Columns) || !unread(r.Rule, "column", r.Columns[i]) {
			continue
		}
		if slices.Equal(other[:i], r.Columns[:i]) && slices.Equal(other[i+1:], r.Columns[i+1:]) {
			return i
		}
	}
	return -1
}

// unread reports whether no place of a rule has that word and name.
func unread(rule *record.Rule, word, name string) bool {
	return name != "" && !rule.HasPlace(word, name)
}

// names looks for the labels and the attributes of a record that are called almost as
// those that it lacks.
func names(r *record.Record, code catalog.Code, found *diag.List) (status bool) {
	facts := append(placedBy(r.Rule), placed{"status", r.Rule.Status})
	for _, word := range [...]string{"label", "attribute"} {
		for _, f := range facts {
			wanted := r.Rule.NamesOf(f.places, word)
			if len(wanted) == 0 {
				continue
			}
			if _, _, ok := r.First(f.places); ok {
				continue
			}
			for _, t := range r.NamesIn(word) {
				name := t.S
				if word == "label" {
					name = record.HeadingWords(name)
				}
				if !unread(r.Rule, word, name) || !alike(name, wanted) {
					continue
				}
				f.report(found, t.All(), string(code), word, strings.Trim(t.S, " \t\r\n:"))
				status = status || f.name == "status"
				break
			}
		}
	}
	return status
}

// alike reports whether a name was probably meant as one of some others: it has the same
// words, differs in a few letters, or begins alike, as Retry and Retryable.
func alike(name string, wanted []string) bool {
	return slices.ContainsFunc(wanted, func(want string) bool {
		a, b := strings.ToLower(name), strings.ToLower(want)
		same := 0
		for same < len(a) && same < len(b) && a[same] == b[same] {
			same++
		}
		return within(a, b) || within(b, a) || nearest.Name(a, []string{b}) != "" || same >= 4 && 3*same >= 2*min(len(a), len(b))
	})
}

// within reports whether the words of one text stand in another.
func within(part, of string) bool { return strings.Contains(" "+of+" ", " "+part+" ") }

// Lost returns the heading of the column that has a fact of a row under another name.
func (n *Names) Lost(r *record.Record, fact string) []diag.Related {
	if i := slices.Index(n.facts, fact); i >= 0 && r.Head != nil && r.Head.Kind == mdx.TableRow {
		return []diag.Related{{Span: n.renamed[i], Message: "the table has this column"}}
	}
	return nil
}
