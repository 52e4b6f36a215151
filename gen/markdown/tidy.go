package markdown

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
)

// tidyBlocks returns copies of blocks without what has no place in canonical
// Markdown, so that what is left can be written as it stands.
func tidyBlocks(nodes []*mdx.Node) []*mdx.Node {
	out := make([]*mdx.Node, 0, len(nodes))
	for _, n := range nodes {
		switch n.Kind {
		case mdx.Root:
			out = append(out, tidyBlocks(n.Children)...)
		case mdx.ESM, mdx.Definition:
		case mdx.FlowExpression:
			out = append(out, tidyParagraph(&mdx.Node{Kind: mdx.Paragraph, Children: []*mdx.Node{{Kind: mdx.TextExpression, Value: n.Value}}})...)
		case mdx.FlowHTML:
			out = append(out, tidyParagraph(&mdx.Node{Kind: mdx.Paragraph, Children: htmlNodes(n.Value)})...)
		case mdx.Paragraph:
			for _, part := range boxesApart(n) {
				out = append(out, tidyParagraph(part)...)
			}
		case mdx.Heading, mdx.TableCell:
			out = append(out, withChildren(n, tidyLine(n.Children)))
		case mdx.FlowElement:
			if n.Name == "br" {
				continue
			}
			children := tidyBlocks(n.Children)
			if n.Name == "" {
				out = append(out, children...)
				continue
			}
			out = append(out, withChildren(n, children))
		case mdx.BlockQuote:
			if children := tidyBlocks(n.Children); len(children) > 0 {
				out = append(out, withChildren(n, children))
			}
		case mdx.CodeBlock, mdx.ThematicBreak:
			out = append(out, n)
		case mdx.List, mdx.ListItem, mdx.Table, mdx.TableRow, mdx.FootnoteDef:
			out = append(out, withChildren(n, tidyBlocks(n.Children)))
		default: // text on its own
			out = append(out, tidyParagraph(&mdx.Node{Kind: mdx.Paragraph, Children: []*mdx.Node{n}})...)
		}
	}
	return out
}

// boxesApart returns a paragraph as several where lines of it open and close the boxes of
// docs sites, ":::note" and ":::": on one line with others they would be no marks.
func boxesApart(n *mdx.Node) []*mdx.Node {
	if !slices.ContainsFunc(n.Children, func(c *mdx.Node) bool { return c.Kind == mdx.Text && strings.Contains(c.Value, ":::") }) {
		return []*mdx.Node{n}
	}
	var out []*mdx.Node
	begin := func() {
		out = append(out, &mdx.Node{Kind: mdx.Paragraph, Span: n.Span})
	}
	add := func(c *mdx.Node) { out[len(out)-1].Children = append(out[len(out)-1].Children, c) }
	begin()
	first, mark := true, false // of the line; it is a mark
	for _, c := range n.Children {
		if c.Kind != mdx.Text {
			add(c)
			first = c.Kind == mdx.Break
			continue
		}
		for i, line := range strings.Split(c.Value, "\n") {
			if i > 0 {
				first = true
				if mark {
					begin()
					mark = false
				} else {
					add(&mdx.Node{Kind: mdx.Text, Span: c.Span, Value: "\n"})
				}
			}
			if first && marksBox(line) {
				begin()
				mark = true
			}
			add(&mdx.Node{Kind: mdx.Text, Span: c.Span, Value: line})
			first = first && line == ""
		}
	}
	return out
}

// marksBox reports whether a line opens or closes a box.
func marksBox(line string) bool {
	line = strings.TrimSpace(line)
	rest := strings.TrimLeft(line, ":")
	colons := len(line) - len(rest)
	rest = strings.TrimLeft(rest, " ") // as VitePress writes it, "::: note"
	return colons >= 3 && (rest == "" || 'a' <= rest[0]|0x20 && rest[0]|0x20 <= 'z')
}

// withChildren returns n with those children: n itself where it has them already,
// since most text is tidy as it is written.
func withChildren(n *mdx.Node, children []*mdx.Node) *mdx.Node {
	if slices.Equal(n.Children, children) {
		return n
	}
	m := *n
	m.Children = children
	return &m
}

// tidyParagraph returns a paragraph, or what it holds as blocks where that is
// nothing but components: `<Danger>text</Danger>` says the same on one line and
// on three.
func tidyParagraph(n *mdx.Node) []*mdx.Node {
	children := tidyText(n.Children, 0)
	children = trimText(children)
	if len(children) == 0 {
		return nil
	}
	components, ink := true, false
	for _, c := range children {
		switch {
		case c.Kind == mdx.TextElement:
			components = components && c.Name[0] >= 'A' && c.Name[0] <= 'Z'
			ink = ink || hasInk(c.Children)
		case c.Kind == mdx.Break, c.Kind == mdx.Text && strings.TrimSpace(c.Value) == "":
		default:
			components, ink = false, true
		}
	}
	if components || !ink {
		return unravel(children)
	}
	return []*mdx.Node{withChildren(n, breakLines(children))}
}

// unravel makes blocks of elements that stand in a paragraph of their own.
func unravel(nodes []*mdx.Node) []*mdx.Node {
	var out []*mdx.Node
	for _, c := range nodes {
		if c.Kind == mdx.TextElement {
			e := *c
			e.Kind = mdx.FlowElement
			e.Children = tidyParagraph(&mdx.Node{Kind: mdx.Paragraph, Children: c.Children})
			out = append(out, &e)
		}
	}
	return out
}

// hasInk reports whether nodes show anything but elements.
func hasInk(nodes []*mdx.Node) bool {
	for _, n := range nodes {
		switch n.Kind {
		case mdx.TextElement:
			if hasInk(n.Children) {
				return true
			}
		case mdx.Break:
		case mdx.Text:
			if strings.TrimSpace(n.Value) != "" {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// breakLines turns a line break into a blank where the line after it would be
// nothing but tags, which would make it a block.
func breakLines(nodes []*mdx.Node) []*mdx.Node {
	for i := len(nodes) - 1; i >= 0; i-- {
		if nodes[i].Kind != mdx.Break {
			continue
		}
		end := i + 1
		for end < len(nodes) && nodes[end].Kind != mdx.Break {
			end++
		}
		if !hasInk(nodes[i+1 : end]) {
			nodes[i] = &mdx.Node{Kind: mdx.Text, Value: " "}
		}
	}
	return tidyText(nodes, 0)
}
