package record

import (
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
)

// readAdmonition reads boxes in both forms: between lines of colons, and as a
// quote that begins with the name in brackets.
func readAdmonition(r *Record, p *Place) []Text {
	var out []Text
	eachBlocks(r.Blocks, func(blocks []*mdx.Node) {
		for i := 0; i < len(blocks); i++ {
			n := blocks[i]
			switch n.Kind {
			case mdx.Paragraph:
				if t, is, last, ok := Box(blocks[i:], p.key); ok {
					if all := lines(blocks[i : i+last+1]); p.Match != nil {
						// A part may be that of the title, which stands beside the name.
						t = all.Cut(strings.Index(all.S, is)+len(is), strings.LastIndex(strings.TrimRight(all.S, " \t\r\n"), "\n")+1)
					}
					out = append(out, t)
					i += last
				}
			case mdx.BlockQuote:
				t := Flatten(n.Children...)
				if rest, ok := strings.CutPrefix(t.S, "[!"); ok {
					if name, _, closed := strings.Cut(rest, "]"); closed && strings.EqualFold(name, p.key) {
						out = append(out, t.Cut(len("[!]")+len(name), len(t.S)))
					}
				}
			}
		}
	})
	return out
}

// eachBlocks calls f with each list of blocks that follow one another.
func eachBlocks(blocks []*mdx.Node, f func([]*mdx.Node)) {
	f(blocks)
	for _, n := range blocks {
		if n.Kind < mdx.Text && len(n.Children) > 0 && n.Kind != mdx.Paragraph && n.Kind != mdx.Heading {
			eachBlocks(n.Children, f)
		}
	}
}

// Box reads a box that begins with the first of some blocks: the text between a
// line :::name and one of colons alone, which may stand in one paragraph or in
// several. An empty name is that of any box. last is the index of the block that ends
// it.
func Box(blocks []*mdx.Node, name string) (t Text, is string, last int, ok bool) {
	first := lines(blocks[:1]).S
	rest := strings.TrimLeft(first, ":")
	colons := len(first) - len(rest)
	rest = strings.TrimLeft(rest, " ")
	is = rest
	if i := strings.IndexAny(rest, " \t\r\n[{"); i >= 0 {
		is = rest[:i]
	}
	if colons < 3 || is == "" || name != "" && !strings.EqualFold(is, name) {
		return t, "", 0, false
	}
	closing := strings.Repeat(":", colons)
	for last < len(blocks) && blocks[last].Kind != mdx.Heading {
		all := lines(blocks[:last+1])
		body := strings.TrimRight(all.S, " \t\r\n")
		line := body[strings.LastIndexByte(body, '\n')+1:]
		start := strings.IndexByte(all.S, '\n') + 1
		if strings.TrimSpace(line) == closing && start > 0 && len(body)-len(line) >= start {
			return all.Cut(start, len(body)-len(line)), is, last, true
		}
		if last++; last > maxBox {
			break
		}
	}
	return t, "", 0, false
}

// lines is the text of nodes whose lines stay apart.
func lines(nodes []*mdx.Node) Text {
	f := flattener{lines: true}
	for _, n := range nodes {
		f.node(n)
	}
	return f.text()
}

// maxBox is how many blocks a box that states a fact holds at most.
const maxBox = 20

// readQuote gives the quotes before anything else of the record but its code, which
// may stand in an element or a box above them.
func readQuote(r *Record, _ *Place) []Text {
	var out []Text
	blocks := r.Blocks
	if r.Head == nil && r.Subtitle != nil {
		out = append(out, quoteText(r, r.Subtitle))
	}
	for _, n := range blocks {
		switch {
		case n.Kind == mdx.BlockQuote && !isBox(n):
			out = append(out, quoteText(r, n))
		case n.Kind == mdx.BlockQuote, n.Kind == mdx.FlowExpression, n.Kind == mdx.FlowHTML, n.Kind == mdx.ESM, n.Kind == mdx.Definition:
		case len(out) == 0 && (n.Kind == mdx.FlowElement || isElement(n)):
		default:
			return out
		}
	}
	return out
}

// isBox reports whether a quote is one that sites show as a box.
func isBox(n *mdx.Node) bool {
	t := Flatten(n.Children...).S
	return strings.HasPrefix(t, "[!") && strings.Contains(t, "]")
}

// isElement reports whether a paragraph has nothing but elements in it.
func isElement(n *mdx.Node) bool {
	if n.Kind != mdx.Paragraph {
		return false
	}
	for _, c := range n.Children {
		switch {
		case c.Kind == mdx.TextElement, c.Kind == mdx.TextExpression, c.Kind == mdx.Image, c.Kind == mdx.Break:
		case c.Kind == mdx.Text && strings.TrimSpace(c.Value) == "":
		default:
			return false
		}
	}
	return true
}

func quoteText(r *Record, n *mdx.Node) Text {
	f := flattener{html: r.Rule.Placeholders == "<name>"}
	for _, c := range n.Children {
		f.node(c)
	}
	return f.text()
}

// readSubtitle gives the description of an exported page as it is written, without
// the marks of the quote and the escapes of Markdown. Exports write it there as the
// front matter has it, so that asterisks in it are no emphasis.
func readSubtitle(r *Record, _ *Place) []Text {
	if r.Subtitle == nil {
		return nil
	}
	return []Text{Written(Quoted(r.Subtitle.Span.Text()), r.Subtitle.Span)}
}

// Quoted returns the text of a block quote as it is written.
func Quoted(s string) string {
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
