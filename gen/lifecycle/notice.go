package lifecycle

import (
	"bytes"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
)

// A spot is where a block can be added to a record: at the start of a line.
// A line break that a spot asks for is a NUL, as each file has its own.
type spot struct {
	at                 int
	gap, indent, after string
}

// spots returns where a notice may stand on a record, the best first: below what states
// the code, and below each block that follows it, up to the next heading.
func spots(e *catalog.Entry) []spot {
	doc, _ := mdx.Parse(e.File, mdx.Options{MaxSize: len(e.File.Data) + 1})
	if e.Record.IsZero() {
		return pageSpots(e, doc)
	}
	siblings, i := find(doc.Root.Children, int(e.Record.Start))
	if i < 0 {
		return nil
	}
	switch n := siblings[i]; n.Kind {
	case mdx.Heading:
		return following(e, siblings, i)
	case mdx.ListItem, mdx.FlowElement:
		if len(n.Children) == 0 || lineStart(e.File.Data, int(n.Children[0].Span.Start)) == lineStart(e.File.Data, int(n.Span.Start)) && n.Kind == mdx.FlowElement {
			return nil // all of it stands on one line
		}
		out := following(e, n.Children, 0)
		if n.Kind == mdx.FlowElement {
			first := int(n.Children[0].Span.Start)
			out = append([]spot{between(e, lineStart(e.File.Data, first), indentOf(e, n.Children[0]))}, out...)
		}
		return out
	}
	return nil
}

func pageSpots(e *catalog.Entry, doc *mdx.Document) []spot {
	blocks := doc.Root.Children
	first := -1
	for i, n := range blocks {
		if s := e.Code.Span; n.Span.Start <= s.Start && s.End <= n.Span.End && s.File == e.File || n.Kind == mdx.Heading && n.Level == 1 {
			first = i
		}
	}
	if first >= 0 {
		return following(e, blocks, first)
	}
	at := int(e.Start.Start)
	if span := doc.FrontMatter; !span.IsZero() {
		at = nextLine(e.File.Data, int(span.End))
		if rest := e.File.Data[at:]; bytes.HasPrefix(rest, []byte("---")) {
			at = nextLine(e.File.Data, at)
		}
	}
	return append([]spot{between(e, at, "")}, following(e, blocks, 0)...)
}

// following returns the spots below one of some blocks and those that follow it, up to the
// next heading; none in a box between lines of colons.
func following(e *catalog.Entry, blocks []*mdx.Node, from int) (out []spot) {
	depth := 0
	for i, n := range blocks {
		if i > from && n.Kind == mdx.Heading {
			break
		}
		if n.Kind == mdx.Paragraph {
			for line := range strings.Lines(n.Span.Text()) {
				switch name := strings.TrimLeft(line, " >:"); {
				case !strings.HasPrefix(strings.TrimLeft(line, " >"), ":::"):
				case strings.TrimSpace(name) == "":
					depth = max(depth-1, 0)
				default:
					depth++
				}
			}
		}
		if i >= from && depth == 0 {
			out = append(out, between(e, nextLine(e.File.Data, max(int(n.Span.End)-1, int(n.Span.Start))), indentOf(e, n)))
		}
	}
	return out
}

// between returns the spot at the start of a line, with the blank lines that part a block
// from those around it.
func between(e *catalog.Entry, at int, indent string) spot {
	s := spot{at: at, gap: "\x00", indent: indent}
	data := e.File.Data
	if at < len(data) {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		if len(bytes.TrimSpace(line)) > 0 {
			s.after = "\x00"
		}
	}
	return s
}

// indentOf returns the spaces that lines of the block are indented by.
func indentOf(e *catalog.Entry, n *mdx.Node) string {
	start := int(n.Span.Start)
	line := e.File.Data[lineStart(e.File.Data, start):start]
	return strings.Repeat(" ", len(line)) // a list's mark is as wide as what stands below it
}

// find returns the nodes among which one begins at an offset, and which of them it is.
func find(nodes []*mdx.Node, at int) ([]*mdx.Node, int) {
	for i, n := range nodes {
		switch {
		case int(n.Span.Start) == at && (n.Kind == mdx.Heading || n.Kind == mdx.ListItem || n.Kind == mdx.FlowElement || n.Kind == mdx.TableRow):
			return nodes, i
		case int(n.Span.Start) <= at && at < int(n.Span.End):
			if in, i := find(n.Children, at); i >= 0 {
				return in, i
			}
		}
	}
	return nil, -1
}

func lineStart(data []byte, at int) int { return bytes.LastIndexByte(data[:at], '\n') + 1 }
