package page

import (
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
)

// blocks divides what stands below the front matter into title, subtitle and the
// rest, and reads what belongs to the page and not to a record: the ids that links
// may name, and the comments that silence rules.
func (p *pageReader) blocks() {
	p.src.Blocks = p.unwrap(p.opening(p.doc.Root.Children))
	for _, n := range p.outer {
		p.attributeAnchor(n)
	}
	if p.src.Title != nil && p.rule.Each.Kind == record.Heading && p.rule.Each.Level == 1 {
		p.headingAnchor(p.src.Title)
	}
	p.marks(p.src.Blocks)
}

// marks reads the anchors and the ignores among nodes and below them.
func (p *pageReader) marks(nodes []*mdx.Node) {
	p.ignores(nodes)
	for _, n := range nodes {
		switch n.Kind {
		case mdx.Text, mdx.CodeBlock, mdx.CodeSpan:
			continue
		case mdx.Heading:
			p.headingAnchor(n)
		case mdx.TextExpression:
			p.ignoreInText(n)
		case mdx.TextHTML, mdx.FlowHTML:
			if n.Kind == mdx.TextHTML {
				p.ignoreInText(n)
			}
			for _, id := range record.HTMLIDs(n) {
				p.anchor(n, id, n.Span)
			}
		case mdx.FlowElement, mdx.TextElement:
			p.attributeAnchor(n)
			p.imageElement(n)
		case mdx.Image:
			p.image(n)
		}
		p.marks(n.Children)
	}
}

// body reads the sections, the links and the examples of a record.
func (r *reader) body() {
	for _, n := range r.outer {
		r.attributeLink(n)
	}
	blocks := r.rec.Blocks
	if r.rec.Head != nil && r.rec.Head.Kind == mdx.Heading {
		r.walk(r.rec.Head)
	}
	first := 0
	for first < len(blocks) && blocks[first].Kind != mdx.Heading {
		first++
	}
	r.inLead = true
	r.walkAll(blocks[:first])
	r.inLead = false
	r.lead(blocks[:first])
	for i, sections := 0, r.rec.Sections(); i < len(sections); i++ {
		r.section(&sections[i])
	}
}

// lead keeps what a part of a page says before its first heading as a section, and
// the cells of a row that no place names, each under the heading of its column. That
// of a page is known by its description and its example.
func (r *reader) lead(blocks []*mdx.Node) {
	head := r.rec.Head
	switch {
	case head == nil || len(blocks) == 0:
		return
	case head.Kind == mdx.TableRow:
		r.cells(head)
		return
	}
	heading := catalog.Value[string]{V: string(r.entry.Code.V), Span: r.entry.Record}
	level := 2
	if head.Kind == mdx.Heading {
		heading.V, _ = record.HeadingID(head)
		level = head.Level
	}
	text := markdown.Render(blocks)
	if text == "" {
		return
	}
	span := blocks[0].Span
	span.End = blocks[len(blocks)-1].Span.End
	r.entry.Sections = append(r.entry.Sections, catalog.Section{
		Kind: r.kind(record.HeadingWords(heading.V)), Heading: heading, Level: level, Markdown: text, Items: items(blocks), Span: span,
	})
}

func (r *reader) cells(row *mdx.Node) {
	for i, cell := range row.Children {
		if i >= len(r.rec.Names) || r.rec.Names[i] == "" || r.rule.Reads(r.rec.Columns[i]) {
			continue
		}
		text := markdown.Render([]*mdx.Node{{Kind: mdx.Paragraph, Span: cell.Span, Children: cell.Children}})
		if text == "" {
			continue
		}
		r.entry.Sections = append(r.entry.Sections, catalog.Section{
			Kind: r.kind(r.rec.Columns[i]), Heading: catalog.Value[string]{V: r.rec.Names[i], Span: cell.Span}, Level: 3, Markdown: text, Span: cell.Span,
		})
	}
}

// unwrap returns the blocks of a page of which every section stands in an element,
// such as that of a layout, as if they stood in none.
func (p *pageReader) unwrap(blocks []*mdx.Node) []*mdx.Node {
	if !slices.ContainsFunc(blocks, holdsSection) || slices.ContainsFunc(blocks, isHeading) {
		return blocks
	}
	var out []*mdx.Node
	for _, n := range blocks {
		if !holdsSection(n) {
			out = append(out, n)
			continue
		}
		p.outer = append(p.outer, n)
		out = append(out, n.Children...)
	}
	return p.unwrap(out)
}

// holdsSection reports whether a block is an element with a heading in it.
func holdsSection(n *mdx.Node) bool {
	return n.Kind == mdx.FlowElement && n.Name != "Danger" && (slices.ContainsFunc(n.Children, isHeading) || slices.ContainsFunc(n.Children, holdsSection))
}

func isHeading(n *mdx.Node) bool { return n.Kind == mdx.Heading }

// opening reads what a page begins with: the title as a heading of level 1, and
// the description as a quote below it. An exported page has both, after a banner
// of the docs site, which is a quote that holds a heading.
func (p *pageReader) opening(blocks []*mdx.Node) []*mdx.Node {
	if len(blocks) > 0 && blocks[0].Kind == mdx.BlockQuote && holdsHeading(blocks[0]) {
		blocks = blocks[1:]
	}
	if len(blocks) == 0 || blocks[0].Kind != mdx.Heading || blocks[0].Level != 1 {
		return blocks
	}
	title, _ := record.HeadingID(blocks[0])
	if n := p.front.Text("title"); n != nil && title != record.Line(n.Value) {
		return blocks
	}
	p.src.Title = blocks[0]
	p.top = p.lineAfter(blocks[0])
	blocks = blocks[1:]
	if len(blocks) > 0 && blocks[0].Kind == mdx.BlockQuote {
		quote := record.Line(record.Quoted(blocks[0].Span.Text()))
		if n := p.front.Text("description"); n == nil || n.Value == "" || record.Line(n.Value) == quote {
			p.src.Subtitle = blocks[0]
			p.top = p.lineAfter(blocks[0])
			blocks = blocks[1:]
		}
	}
	return blocks
}

func holdsHeading(quote *mdx.Node) bool { return slices.ContainsFunc(quote.Children, isHeading) }

// lineAfter returns the start of the line after a node.
func (p *pageReader) lineAfter(n *mdx.Node) int {
	end := int(n.Span.End)
	data := p.file.Data
	if end > 0 && end <= len(data) && data[end-1] == '\n' {
		return end
	}
	for end < len(data) && data[end] != '\n' {
		end++
	}
	return min(end+1, len(data))
}

func (r *reader) walkAll(nodes []*mdx.Node) {
	for _, n := range nodes {
		r.walk(n)
	}
}

// walk reads what is read wherever in the record it stands.
func (r *reader) walk(n *mdx.Node) {
	switch n.Kind {
	case mdx.Text:
		return
	case mdx.CodeBlock:
		r.fence(n)
	case mdx.CodeSpan:
		if !r.inRelated {
			r.facts.CodeSpan(n)
		}
	case mdx.Link:
		r.link(n)
	case mdx.FlowElement, mdx.TextElement:
		r.attributeLink(n)
	}
	r.walkAll(n.Children)
}

// text returns the plain text of a node as one line.
func text(n *mdx.Node) string { return record.Line(mdx.PlainText(n)) }
