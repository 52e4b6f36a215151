package record

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// Cut returns what may be records of a page by a rule, in the page's order. Which
// of them state a code, and so are errors, [Record.Codes] says; the caller skips
// items and elements that are inside a record.
func Cut(s *Source, rule *Rule) []*Record { return cut(s, rule).records }

// PassedTables returns the tables of a page that a rule of rows skips, because they lack
// its columns or have statuses in place of codes.
func PassedTables(s *Source, rule *Rule) []*mdx.Node { return cut(s, rule).passed }

func cut(s *Source, rule *Rule) *cutter {
	c := &cutter{source: s, rule: rule}
	switch rule.Each.Kind {
	case Page: // it stands under nothing
		c.add(&Record{Blocks: s.Blocks, Span: s.File.All()})
	case Heading:
		c.headings()
	default:
		if s.Title != nil {
			c.path = append(c.path, s.Title)
		}
		c.walk(s.Blocks)
	}
	return c
}

type cutter struct {
	source  *Source
	rule    *Rule
	path    []*mdx.Node // the headings that what is cut stands under, the outermost first
	records []*Record
	passed  []*mdx.Node // tables

	asked, hasFull bool // whether a table of the page has more of the rule's columns than the code's
}

func (c *cutter) add(r *Record) {
	if !c.meant() {
		return
	}
	r.Source, r.Rule = c.source, c.rule
	if len(c.path) > 0 {
		r.Above = c.path[len(c.path)-1]
	}
	c.records = append(c.records, r)
}

// meant reports whether the rule reads what stands under the headings of here.
func (c *cutter) meant() bool {
	return len(c.rule.Under) == 0 || slices.ContainsFunc(c.path, func(n *mdx.Node) bool {
		title, _ := HeadingID(n)
		words := HeadingWords(title)
		return slices.ContainsFunc(c.rule.Under, func(v catalog.Value[string]) bool { return HeadingWords(v.V) == words })
	})
}

// leave goes out of the headings of a level and below.
func (c *cutter) leave(level int) {
	for len(c.path) > 0 && c.path[len(c.path)-1].Level >= level {
		c.path = c.path[:len(c.path)-1]
	}
}

// headings makes a record of each heading of the rule's level and what follows it
// up to the next heading of its level or above. A heading in an element, such as
// that of a layout, divides what stands there.
func (c *cutter) headings() {
	blocks := c.source.Blocks
	if t := c.source.Title; t != nil && c.rule.Each.Level == 1 {
		blocks = append([]*mdx.Node{t}, blocks...)
		if q := c.source.Subtitle; q != nil {
			blocks = slices.Insert(blocks, 1, q)
		}
	} else if t != nil {
		c.path = append(c.path, t)
	}
	c.divide(blocks)
}

func (c *cutter) divide(blocks []*mdx.Node) {
	var open *Record
	level := c.rule.Each.Level
	for _, n := range blocks {
		switch {
		case n.Kind == mdx.Heading && n.Level <= level:
			open = nil
			c.leave(n.Level)
			if n.Level < level {
				c.path = append(c.path, n)
				continue
			}
			open = &Record{Head: n, Span: n.Span}
			c.add(open)
		case open != nil:
			open.Blocks = append(open.Blocks, n)
			open.Span.End = max(open.Span.End, n.Span.End)
		case holdsHeading(n):
			c.divide(n.Children)
		}
	}
}

// holdsHeading reports whether a block is an element with a heading in it.
func holdsHeading(n *mdx.Node) bool {
	return n.Kind == mdx.FlowElement && slices.ContainsFunc(n.Children, func(n *mdx.Node) bool { return n.Kind == mdx.Heading || holdsHeading(n) })
}

// walk looks for rows, items and elements wherever on the page they stand.
func (c *cutter) walk(nodes []*mdx.Node) {
	for _, n := range nodes {
		each := c.rule.Each
		switch {
		case n.Kind == mdx.Heading:
			c.leave(n.Level)
			c.path = append(c.path, n)
		case n.Kind == mdx.Table && each.Kind == Row:
			c.table(n)
			continue
		case n.Kind == mdx.ListItem && each.Kind == Item:
			c.add(&Record{Head: n, Blocks: n.Children, Span: n.Span})
		case (n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement) && each.Kind == Element && n.Name == each.Name:
			c.add(&Record{Head: n, Blocks: paragraphs(n), Span: n.Span})
		}
		c.walk(n.Children)
	}
}

// paragraphs returns the content of an element as blocks: one paragraph where it is text,
// as on one line.
func paragraphs(n *mdx.Node) []*mdx.Node {
	if !slices.ContainsFunc(n.Children, func(c *mdx.Node) bool { return c.Kind >= mdx.Text }) {
		return n.Children
	}
	span := n.Children[0].Span
	span.End = n.Children[len(n.Children)-1].Span.End
	return []*mdx.Node{{Kind: mdx.Paragraph, Span: span, Children: n.Children}}
}

// table makes a record of each row of a table that has the columns in which the
// rule looks for a code. Where one such table of the page has further columns of the
// rule, another that has none of them is about something else.
func (c *cutter) table(t *mdx.Node) {
	if len(t.Children) < 2 || !c.meant() {
		return
	}
	if fit := c.rule.fits(t); fit == noCode || fit == codeAlone && c.full() {
		c.passed = append(c.passed, t)
		return
	}
	columns, names := Columns(t)
	if c.rule.aboutStatuses(t, columns) {
		c.passed = append(c.passed, t) // its codes may stand in another column
		return
	}
	for _, row := range t.Children[1:] {
		c.add(&Record{Head: row, Blocks: []*mdx.Node{row}, Span: row.Span, Columns: columns, Names: names})
	}
}

// aboutStatuses reports whether each row of a table has a status of HTTP where codes
// would stand, such as "404 Not Found": it tells what statuses mean, and no errors.
func (r *Rule) aboutStatuses(t *mdx.Node, columns []string) bool {
	code := r.ColumnsOf(r.Code)
	at := slices.IndexFunc(columns, func(c string) bool { return slices.Contains(code, c) })
	return at >= 0 && !slices.ContainsFunc(t.Children[1:], func(row *mdx.Node) bool {
		if at >= len(row.Children) {
			return true
		}
		text := strings.Trim(Line(mdx.PlainText(row.Children[at])), "`* ")
		status, _, _ := strings.Cut(text, " ")
		return !isStatus(status) || r.Form.Has(text) || r.Form.Has(status)
	})
}

// isStatus reports whether a word is a status of HTTP, or a class of them such as 4xx.
func isStatus(s string) bool {
	return len(s) == 3 && '1' <= s[0] && s[0] <= '5' &&
		('0' <= s[1] && s[1] <= '9' && '0' <= s[2] && s[2] <= '9' || strings.EqualFold(s[1:], "xx"))
}

// full reports whether a table of the page has the column of the code and others that
// the rule reads.
func (c *cutter) full() bool {
	if !c.asked {
		c.asked = true
		c.hasFull = slices.ContainsFunc(c.source.Tables(), func(t *mdx.Node) bool { return c.rule.fits(t) == codeAndMore })
	}
	return c.hasFull
}

// A tableFit says which of a rule's columns a table has.
type tableFit uint8

const (
	noCode tableFit = iota
	codeAlone
	codeAndMore
)

func (r *Rule) fits(t *mdx.Node) tableFit {
	columns, _ := Columns(t)
	in := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(columns, w) })
	}
	code, others := r.ColumnsOf(r.Code), r.OtherColumns()
	switch {
	case len(code) > 0 && !in(code):
		return noCode
	case len(others) > 0 && !in(others):
		return codeAlone
	}
	return codeAndMore
}

// Columns returns the headings of the columns of a table, as HeadingWords has them and
// as they are written.
func Columns(t *mdx.Node) (columns, names []string) {
	if len(t.Children) == 0 {
		return nil, nil
	}
	for _, cell := range t.Children[0].Children {
		name := Line(mdx.PlainText(cell))
		names = append(names, name)
		columns = append(columns, columnKey(name))
	}
	return columns, names
}

// Tables returns the tables of the page, in its order.
func (s *Source) Tables() (out []*mdx.Node) {
	var walk func(nodes []*mdx.Node)
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			if n.Kind == mdx.Table {
				out = append(out, n)
				continue
			}
			walk(n.Children)
		}
	}
	walk(s.Blocks)
	return out
}

// Within reports whether a record is within a span.
func (r *Record) Within(s source.Span) bool {
	return r.Head != nil && s.File == r.File && s.Start <= r.Span.Start && r.Span.End <= s.End
}

// At returns where a finding about the record as a whole is shown: the first line
// of what it is known by.
func (r *Record) At() source.Span {
	if r.Head == nil {
		return source.Span{}
	}
	s := r.Head.Span
	for i := s.Start; i < s.End; i++ {
		if c := s.File.Data[i]; c == '\n' || c == '\r' {
			s.End = i
			break
		}
	}
	return s
}
