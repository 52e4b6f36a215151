package page

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
)

// body reads what stands below the front matter.
func (r *reader) body(root *mdx.Node) {
	blocks := r.unwrap(r.opening(root.Children))
	r.ignores(blocks)
	first := 0
	for first < len(blocks) && blocks[first].Kind != mdx.Heading {
		first++
	}
	r.inLead = true
	r.walkAll(blocks[:first])
	r.inLead = false
	for start := first; start < len(blocks); {
		end := start + 1
		for end < len(blocks) && blocks[end].Kind != mdx.Heading {
			end++
		}
		r.section(blocks[start], blocks[start+1:end])
		start = end
	}
}

// unwrap returns the blocks of a page of which every section stands in an element,
// such as that of a layout, as if they stood in none.
func (r *reader) unwrap(blocks []*mdx.Node) []*mdx.Node {
	if !slices.ContainsFunc(blocks, holdsSection) || slices.ContainsFunc(blocks, isHeading) {
		return blocks
	}
	var out []*mdx.Node
	for _, n := range blocks {
		if !holdsSection(n) {
			out = append(out, n)
			continue
		}
		r.attributes(n)
		out = append(out, n.Children...)
	}
	return r.unwrap(out)
}

// holdsSection reports whether a block is an element with a heading in it.
func holdsSection(n *mdx.Node) bool {
	return n.Kind == mdx.FlowElement && n.Name != "Danger" && (slices.ContainsFunc(n.Children, isHeading) || slices.ContainsFunc(n.Children, holdsSection))
}

func isHeading(n *mdx.Node) bool { return n.Kind == mdx.Heading }

// opening reads what a page begins with: the title as a heading of level 1, and
// the description as a quote below it. An exported page has both, after a banner
// of the docs site, which is a quote that holds a heading.
func (r *reader) opening(blocks []*mdx.Node) []*mdx.Node {
	if len(blocks) > 0 && blocks[0].Kind == mdx.BlockQuote && holdsHeading(blocks[0]) {
		blocks = blocks[1:]
	}
	if len(blocks) == 0 || blocks[0].Kind != mdx.Heading || blocks[0].Level != 1 {
		return blocks
	}
	title, _ := headingText(blocks[0])
	if r.ownTitle && title != r.entry.Heading.V {
		return blocks
	}
	if !r.ownTitle {
		r.entry.Heading = catalog.Value[string]{V: title, Span: blocks[0].Span}
	}
	r.top = r.lineAfter(blocks[0])
	blocks = blocks[1:]
	if len(blocks) > 0 && blocks[0].Kind == mdx.BlockQuote {
		quote := oneLine(quoted(blocks[0].Span.Text()))
		if r.entry.Description.V == "" {
			r.entry.Description = catalog.Value[string]{V: quote, Span: blocks[0].Span}
		}
		if r.entry.Description.V == quote {
			r.top = r.lineAfter(blocks[0])
			blocks = blocks[1:]
		}
	}
	return blocks
}

func holdsHeading(quote *mdx.Node) bool { return slices.ContainsFunc(quote.Children, isHeading) }

// quoted returns the text of a block quote as it is written, without the marks
// of the quote and the escapes of Markdown. Exports write the description there
// as the front matter has it, so that asterisks in it are no emphasis.
func quoted(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimLeft(line, " \t")
		line = strings.TrimPrefix(line, ">")
		for i := 0; i < len(line); i++ {
			if line[i] == '\\' && i+1 < len(line) && isPunctuation(line[i+1]) {
				i++
			}
			b.WriteByte(line[i])
		}
	}
	return b.String()
}

func isPunctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// lineAfter returns the start of the line after a node.
func (r *reader) lineAfter(n *mdx.Node) int {
	end := int(n.Span.End)
	data := r.file.Data
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

// walk reads what is read wherever on the page it stands.
func (r *reader) walk(n *mdx.Node) {
	switch n.Kind {
	case mdx.Text:
		return
	case mdx.CodeBlock:
		r.fence(n)
	case mdx.CodeSpan:
		if !r.inRelated {
			r.codeSpan(n)
		}
	case mdx.Heading:
		r.headingAnchor(n)
	case mdx.Link:
		r.link(n)
	case mdx.TextExpression, mdx.TextHTML:
		r.ignoreInText(n)
	case mdx.FlowElement, mdx.TextElement:
		if n.Name == "Danger" {
			r.danger(n)
		}
		r.attributes(n)
	}
	if n.Kind < mdx.Text {
		r.ignores(n.Children)
	}
	r.walkAll(n.Children)
}

// text returns the plain text of a node as one line.
func text(n *mdx.Node) string { return oneLine(mdx.PlainText(n)) }
