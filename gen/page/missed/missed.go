// Package missed notices what was meant as an error of a page, or as a fact of one, and is
// not read.
//
// [Page.Look] goes through a page whose records have been read: a candidate whose code is
// misspelt or stands elsewhere, a heading of another level, a table without the column of
// the code, a row that an empty line cut off. Whether that is a mistake is known when all
// pages are read, since it may mention an error of another page: [Findings]. [Names] tells
// of facts under another name, and [Forms] of texts that are no code.
package missed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// Ids of the rules whose findings are made here.
const (
	ruleMissed      = "record-missed"
	ruleCodeMissing = "code-missing"
	ruleCodeSyntax  = "code-syntax"
	ruleRenamed     = "fact-renamed"
)

// A Seen is something on a page that looks like an error but is not one by the rule of the
// page: a heading whose code is misspelt, a table without the column of the code. If an
// error of the catalogue has the code, it is only a mention of that error.
type Seen struct {
	Code    catalog.Code // that it states, or is meant to state; empty: unknown
	Finding diag.Diagnostic
	Group   source.Span // of several in one table or page, the first is reported
}

// Findings returns the findings of what was seen on the pages of a catalogue.
func Findings(c *catalog.Catalog, seen []Seen) (found diag.List) {
	told := map[source.Span]bool{}
	for _, s := range seen {
		if s.Code != "" && c.Lookup(s.Code) != nil || told[s.Group] {
			continue
		}
		if !s.Group.IsZero() {
			told[s.Group] = true
		}
		found = append(found, s.Finding)
	}
	return found
}

// A Page is a page whose records have been read.
type Page struct {
	Source  *record.Source
	Rule    *record.Rule
	DocsURL string
	Root    *mdx.Node
	// Section reports whether a heading of those words is the title of a section.
	Section func(words string) bool
	Seen    []Seen // what was noted
}

// see notes something that was meant as an error.
func (p *Page) see(code catalog.Code, group source.Span, rule string, at source.Span, message, hint string) {
	p.Seen = append(p.Seen, Seen{code, diag.Diagnostic{Rule: rule, Severity: diag.Error, Span: at, Message: message, Hint: hint}, group})
}

// Doubt notes something that may be meant as an error, or may be about something else.
func (p *Page) Doubt(code catalog.Code, group, at source.Span, message, hint string) {
	p.Seen = append(p.Seen, Seen{code, diag.Diagnostic{Rule: ruleMissed, Severity: diag.Warning, Span: at, Message: message, Hint: hint}, group})
}

// Look notes what was meant as a record and is none. told are the records of the page,
// and untold those candidates of the rule that state no code.
func (p *Page) Look(told, untold []*record.Record) {
	near := p.neighbours(told)
	if len(told) == 0 && !p.Rule.Form.Distinct() {
		untold = nil // any word may be a code
	}
	for _, r := range untold {
		beside := near(r)
		if p.miss(r, beside && p.Rule.Each.Kind != record.Heading) {
			continue
		}
		if says, ok := statesMore(r); ok && beside {
			what := p.Rule.Each.Kind.String()
			if p.Rule.Each.Kind == record.Element {
				what = p.Rule.Each.Name + " " + what
			}
			p.see("", source.Span{}, ruleMissed, r.At(), "the "+what+" states no code, but "+says+", as the errors beside it do",
				"state its code in "+p.Rule.Code.Says())
		}
	}
	switch p.Rule.Each.Kind {
	case record.Heading:
		p.otherHeadings(told)
	case record.Row:
		for _, t := range record.PassedTables(p.Source, p.Rule) {
			p.passedTable(t)
		}
		p.looseRows(p.Source.Blocks)
	case record.Item:
		p.looseItems(told)
	case record.Element:
		p.otherElements(p.Source.Blocks)
	}
	if p.Rule.Each.Kind != record.Page && p.Rule.Each.Kind != record.Item {
		p.otherShapes(told)
	}
}

// miss reports whether a record that states no code was to state one, and notes that.
// likely says that it stands among errors.
func (p *Page) miss(r *record.Record, likely bool) bool {
	for i := range p.Rule.Code {
		place := &p.Rule.Code[i]
		if place.Source() == catalog.FromPath {
			continue
		}
		for _, t := range r.Whole(place) {
			near, start, end, ok := p.Rule.Form.Meant(t.S, likely)
			if !ok {
				continue
			}
			at := t.Span(start, end).Or(r.At())
			if word := t.S[start:end]; word != near {
				p.see(catalog.Code(near), source.Span{}, ruleCodeSyntax, at,
					strconv.Quote(word)+" does not have the form "+strconv.Quote(p.Rule.Form.String()), "write "+strconv.Quote(near))
				return true
			}
			message, hint := place.Says()+" states the code "+strconv.Quote(near)+", but not in a way that is read", "write it like the other codes"
			if place.Match != nil {
				message = place.Says() + " states the code " + strconv.Quote(near) + ", but match does not find it there"
				hint = "write it like the other codes, or change match in errgen.yaml, which is '" + place.Match.String() + "'"
			}
			p.see(catalog.Code(near), source.Span{}, ruleCodeMissing, at, message, hint)
			return true
		}
	}
	return false
}

// statesMore reports whether a record without a code states another fact in a place that
// is about nothing else, and which one.
func statesMore(r *record.Record) (says string, ok bool) {
	type fact struct {
		what   string
		places record.Places
	}
	facts := []fact{{"a status", r.Rule.Status}, {"an identifier", r.Rule.Name}}
	for _, f := range r.Rule.Facts {
		facts = append(facts, fact{"its " + f.Fact.Name, f.Places})
	}
	for _, f := range facts {
		for i := range f.places {
			p := &f.places[i]
			if p.Word != "label" && p.Word != "attribute" && p.Word != "json" && p.Match == nil {
				continue // anything may stand there
			}
			if t, _, ok := r.First(record.Places{*p}); ok {
				return f.what + " in " + p.Says() + ", " + strconv.Quote(record.Line(t.S)), true
			}
		}
	}
	return "", false
}

// neighbours returns a function that reports whether records stand beside another: headings
// of the page, items of its list, elements of its parent.
func (p *Page) neighbours(told []*record.Record) func(rec *record.Record) bool {
	if p.Rule.Each.Kind == record.Heading {
		return func(*record.Record) bool { return len(told) > 0 }
	}
	heads := make(map[*mdx.Node]bool, len(told))
	for _, r := range told {
		heads[r.Head] = true
	}
	beside := map[*mdx.Node]bool{} // nodes of whose parents another child is a record
	var walk func(n *mdx.Node)
	walk = func(n *mdx.Node) {
		has := slices.ContainsFunc(n.Children, func(c *mdx.Node) bool { return heads[c] })
		for _, c := range n.Children {
			if has {
				beside[c] = true
			}
			walk(c)
		}
	}
	walk(p.Root)
	return func(rec *record.Record) bool { return beside[rec.Head] }
}

// passedTable looks for errors in a table that has not the columns of one.
func (p *Page) passedTable(t *mdx.Node) {
	columns, names := record.Columns(t)
	code, others := p.Rule.ColumnsOf(p.Rule.Code), p.Rule.OtherColumns()
	has := 0
	for _, c := range others {
		if slices.Contains(columns, c) {
			has++
		}
	}
	at, named := p.codeColumn(t, columns, code)
	switch {
	case at < 0:
		if has == len(others) && has > 1 && !slices.ContainsFunc(code, func(c string) bool { return slices.Contains(columns, c) }) {
			p.Doubt("", t.Span, t.Children[0].Span,
				"the table has the other columns of errors, but not "+p.Rule.Code.Says(), "rename the column of its codes, or leave the table out with under in the rule in errgen.yaml")
		}
		return
	case slices.Contains(code, columns[at]):
		p.cellCodes(t, at, func(c catalog.Code, at source.Span) {
			p.Doubt(c, t.Span, at, "the row states the code "+strconv.Quote(string(c))+", but its table has no other column that the rule reads",
				"add its columns to the rule in errgen.yaml, or list the tables to read in under")
		})
	case named && (has > 0 || p.Rule.Form.Distinct()), has > 0 && p.Rule.Form.Distinct(), has == len(others) && has > 1:
		p.cellCodes(t, at, func(c catalog.Code, cell source.Span) {
			p.see(c, t.Span, ruleCodeMissing, cell, "the column "+strconv.Quote(names[at])+" states the code "+strconv.Quote(string(c))+", want it in "+p.Rule.Code.Says(),
				"rename the column, or add \"column "+names[at]+"\" to code in errgen.yaml")
		})
	}
}

// codeColumn returns which column of a table holds codes, -1 where none does, and whether
// it is called like a column of codes.
func (p *Page) codeColumn(t *mdx.Node, columns, code []string) (at int, named bool) {
	at = -1
	for i, c := range columns {
		n := 0
		for _, row := range t.Children[1:] {
			if i < len(row.Children) && p.cellCode(row.Children[i]) != "" {
				n++
			}
		}
		if 2*n < len(t.Children)-1 || n == 0 {
			continue
		}
		like := alike(c, code)
		if at < 0 || like && !named {
			at, named = i, like
		}
	}
	return at, named
}

// cellCode returns the code that a cell consists of.
func (p *Page) cellCode(cell *mdx.Node) string {
	s := strings.Trim(record.CellText(cell).S, " \t\r\n`\"'")
	if !p.Rule.Form.Has(s) {
		return ""
	}
	return s
}

// cellCodes calls f for each code of a column.
func (p *Page) cellCodes(t *mdx.Node, column int, f func(code catalog.Code, at source.Span)) {
	for _, row := range t.Children[1:] {
		if column >= len(row.Children) {
			continue
		}
		if code := p.cellCode(row.Children[column]); code != "" {
			f(catalog.Code(code), record.CellText(row.Children[column]).All())
		}
	}
}
