package record

import (
	"slices"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// Cut returns what may be records of a page by a rule, in the page's order. Which
// of them state a code, and so are errors, [Record.Codes] says; of items and
// elements that stand in one another, the caller passes over those in a record.
func Cut(s *Source, rule *Rule) []*Record {
	c := cutter{source: s, rule: rule}
	switch rule.Each.Kind {
	case Page:
		c.add(&Record{Blocks: s.Blocks, Span: s.File.All()})
	case Heading:
		c.headings()
	default:
		c.walk(s.Blocks)
	}
	return c.records
}

type cutter struct {
	source  *Source
	rule    *Rule
	above   *mdx.Node
	records []*Record
}

func (c *cutter) add(r *Record) {
	r.Source, r.Rule = c.source, c.rule
	if r.Above == nil {
		r.Above = c.above
	}
	c.records = append(c.records, r)
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
	} else {
		c.above = t
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
			if n.Level < level {
				c.above = n
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
			c.above = n
		case n.Kind == mdx.Table && each.Kind == Row:
			c.table(n)
			continue
		case n.Kind == mdx.ListItem && each.Kind == Item:
			c.add(&Record{Head: n, Blocks: n.Children, Span: n.Span})
		case (n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement) && each.Kind == Element && n.Name == each.Name:
			c.add(&Record{Head: n, Blocks: n.Children, Span: n.Span})
		}
		c.walk(n.Children)
	}
}

// table makes a record of each row of a table that has the columns in which the
// rule looks for a code.
func (c *cutter) table(t *mdx.Node) {
	if len(t.Children) < 2 {
		return
	}
	var columns, names []string
	for _, cell := range t.Children[0].Children {
		name := Line(mdx.PlainText(cell))
		names = append(names, name)
		columns = append(columns, columnKey(name))
	}
	asked, has := false, false
	for i := range c.rule.Code {
		if p := &c.rule.Code[i]; p.Word == "column" {
			asked = true
			has = has || slices.Contains(columns, p.key)
		}
	}
	if asked && !has {
		return
	}
	for _, row := range t.Children[1:] {
		c.add(&Record{Head: row, Blocks: []*mdx.Node{row}, Span: row.Span, Columns: columns, Names: names})
	}
}

// Within reports whether a record stands within a span.
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
