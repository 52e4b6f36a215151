package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

const ruleFactRenamed = "fact-renamed"

// A placed fact is one that a rule reads somewhere, under the name that errgen.yaml has
// for it.
type placed struct {
	name   string
	places record.Places
}

func (r *reader) placed() []placed {
	out := []placed{
		{"description", r.rule.Description}, {"title", r.rule.Title}, {"detail", r.rule.Detail}, {"name", r.rule.Name},
		{"retryable", r.rule.Retryable}, {"deprecated", r.rule.Deprecated}, {"replaced_by", r.rule.ReplacedBy},
		{"retired", r.rule.Retired}, {"aliases", r.rule.Aliases},
	}
	for _, f := range r.rule.Facts {
		out = append(out, placed{f.Fact.Name, f.Places})
	}
	return out
}

// renamed reports the facts that the record states under another name than the rule
// reads: in a column, which is said once for its table, a label or an attribute.
func (r *reader) renamed() {
	switch {
	case r.rule.Each.Kind == record.Row:
		r.renamedColumns()
	case r.rule.Labels(), r.rule.Each.Kind == record.Element:
		r.renamedNames()
	}
}

// columns is what is told of the columns of a table.
type columns struct {
	of      *string       // the first of them
	renamed []source.Span // the headings of those that hold a fact under another name
	facts   []string      // which one, of each
}

func (r *reader) renamedColumns() {
	if len(r.rec.Columns) == 0 || r.columns.of == &r.rec.Columns[0] {
		return
	}
	r.columns = columns{of: &r.rec.Columns[0]}
	for _, f := range r.placed() {
		wanted := r.rule.ColumnsOf(f.places)
		if len(wanted) == 0 || slices.ContainsFunc(wanted, func(c string) bool { return slices.Contains(r.rec.Columns, c) }) {
			continue
		}
		i := slices.IndexFunc(r.rec.Columns, func(c string) bool { return r.unread("column", c) && alike(c, wanted) })
		if i < 0 {
			i = r.inPlaceOf(wanted)
		}
		if i < 0 {
			continue
		}
		table := r.table()
		if table == nil {
			return
		}
		at := table.Children[0].Children[i].Span
		r.columns.renamed, r.columns.facts = append(r.columns.renamed, at), append(r.columns.facts, f.name)
		r.sayRenamed(at, "the table", "column", r.rec.Names[i], f)
	}
}

// sayRenamed adds a finding of a fact that stands under another name. who is what has
// it, and word what kind of name it is.
func (r *reader) sayRenamed(at source.Span, who, word, name string, f placed) {
	i := slices.IndexFunc(f.places, func(p record.Place) bool { return p.Word == word })
	r.found.Add(ruleFactRenamed, diag.Error, at, "%s does not have %s, but has %s", who, f.places[i].Says(), strconv.Quote(name)).
		Hint = "write " + strconv.Quote(f.places[i].Arg) + ", or add " + strconv.Quote(word+" "+name) + " to " + f.name + " in errgen.yaml"
}

// table returns the table that the record is a row of.
func (r *reader) table() *mdx.Node {
	tables := r.src.Tables()
	if i := slices.IndexFunc(tables, func(t *mdx.Node) bool { return t.Span.Contains(r.rec.Head.Span) }); i >= 0 {
		return tables[i]
	}
	return nil
}

// inPlaceOf returns the column that stands where another table of the page has one of
// those wanted, all others being the same; -1 where there is none.
func (r *reader) inPlaceOf(wanted []string) int {
	for _, t := range r.src.Tables() {
		other, _ := record.Columns(t)
		i := slices.IndexFunc(other, func(c string) bool { return slices.Contains(wanted, c) })
		if i < 0 || len(other) != len(r.rec.Columns) || !r.unread("column", r.rec.Columns[i]) {
			continue
		}
		if slices.Equal(other[:i], r.rec.Columns[:i]) && slices.Equal(other[i+1:], r.rec.Columns[i+1:]) {
			return i
		}
	}
	return -1
}

// unread reports whether no place of the rule has that word and name.
func (r *reader) unread(word, name string) bool { return name != "" && !r.rule.HasPlace(word, name) }

// renamedNames looks for the labels and the attributes of a record that are called almost
// as those that it lacks.
func (r *reader) renamedNames() {
	facts := append(r.placed(), placed{"status", r.rule.Status})
	for _, word := range [...]string{"label", "attribute"} {
		for _, f := range facts {
			wanted := r.rule.NamesOf(f.places, word)
			if len(wanted) == 0 {
				continue
			}
			if _, _, ok := r.rec.First(f.places); ok {
				continue
			}
			for _, t := range r.rec.NamesIn(word) {
				name := t.S
				if word == "label" {
					name = record.HeadingWords(name)
				}
				if !r.unread(word, name) || !alike(name, wanted) {
					continue
				}
				r.sayRenamed(t.All(), string(r.entry.Code.V), word, strings.Trim(t.S, " \t\r\n:"), f)
				r.noStatus = r.noStatus || f.name == "status"
				break
			}
		}
	}
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

const ruleRowCells = "row-cells"

// countCells reports a row that has not as many cells as its table has columns: a bar that
// was lost, or that stands in a text, moves what follows it to another column. wrong are
// the findings that this explains; where it gives none, cells may be left out at the end.
func (r *reader) countCells(wrong int) {
	cells, columns := len(r.rec.Head.Children), len(r.rec.Names)
	if cells == columns {
		return
	}
	severity, hint := diag.Error, "write a bar in text as \\|; cells after the last column are not shown"
	if cells < columns {
		hint = "add the missing bar; an empty cell needs one, too"
		if len(r.found) == wrong {
			severity = diag.Warning
		}
	}
	r.found = r.found[:wrong]
	r.found.Add(ruleRowCells, severity, r.here(), "the row has %s, but its table has %s", count(cells, "cell"), count(columns, "column")).Hint = hint
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// lostColumn returns the heading of the column that has a fact under another name.
func (r *reader) lostColumn(fact string) []diag.Related {
	if i := slices.Index(r.columns.facts, fact); i >= 0 && r.rec.Head != nil && r.rec.Head.Kind == mdx.TableRow {
		return []diag.Related{{Span: r.columns.renamed[i], Message: "the table has this column"}}
	}
	return nil
}
