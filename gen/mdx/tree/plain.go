package tree

import (
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/mdx/script"
)

// PlainText returns the text of a node as a reader sees it: no syntax, line
// breaks as spaces, code as it is, what an expression that is a string or a number shows; other
// expressions, ESM and tags left out. Blocks
// are on separate lines, the cells of a row are separated by a space.
func PlainText(n *Node) string {
	for only := n; ; only = only.Children[0] {
		switch {
		case only.Kind == Text && strings.IndexByte(only.Value, '\n') < 0:
			return strings.TrimSpace(only.Value)
		case len(only.Children) != 1 || only.Kind != Paragraph && only.Kind != Heading && only.Kind != ListItem && only.Kind != Link && only.Kind != Strong && only.Kind != Emphasis:
			var p plainText
			p.b.Grow(room(n))
			p.node(n)
			return strings.TrimSpace(p.b.String())
		}
	}
}

// room returns how long the text of a node can be.
func room(n *Node) int {
	size := len(n.Value) + len("\n\n")
	for _, c := range n.Children {
		size += room(c)
	}
	return size
}

type plainText struct {
	b    strings.Builder
	last byte // the last byte written
}

func (p *plainText) node(n *Node) {
	switch n.Kind {
	case Text:
		p.text(strings.ReplaceAll(n.Value, "\n", " "))
	case CodeSpan:
		p.write(n.Value)
	case Break:
		p.text(" ")
	case CodeBlock:
		p.line()
		p.write(n.Value)
		p.line()
	case FlowHTML, TextHTML:
		p.text(HTMLText(n.Value))
	case TextElement:
		if n.Name == "br" {
			p.text(" ")
		}
		p.children(n)
	case TextExpression, FlowExpression:
		if s, ok := script.TextOf(n.Value); ok {
			p.text(strings.ReplaceAll(s, "\n", " "))
		}
	case ESM, FootnoteRef, Definition, ThematicBreak:
	case TableCell:
		p.text(" ")
		p.children(n)
	case Paragraph, Heading, BlockQuote, List, ListItem, Table, TableRow, FootnoteDef, FlowElement:
		p.line()
		p.children(n)
		p.line()
	default:
		p.children(n)
	}
}

func (p *plainText) children(n *Node) {
	for _, c := range n.Children {
		p.node(c)
	}
}

// text writes running text. Where something between two blanks has been left
// out, one of them is.
func (p *plainText) text(s string) {
	if p.last == ' ' || p.last == '\n' || p.last == 0 {
		s = strings.TrimLeft(s, " ")
	}
	p.write(s)
}

func (p *plainText) write(s string) {
	if s == "" {
		return
	}
	p.b.WriteString(s)
	p.last = s[len(s)-1]
}

// line ends the line, if there is anything on it.
func (p *plainText) line() {
	if p.last != '\n' && p.last != 0 {
		p.write("\n")
	}
}

// Slug returns the id that docs sites give to a heading of that text: lower
// case, blanks as hyphens, everything but letters, digits, hyphens and
// underscores left out. A second heading of the same text gets "-1" after it,
// which is the caller's to add.
func Slug(heading string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-' || c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c):
			return unicode.ToLower(c)
		}
		return -1
	}, strings.TrimSpace(heading))
}
