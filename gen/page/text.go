package page

import (
	"iter"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// A flat text is the text of some nodes with the place of each byte. Blocks are
// apart by line breaks.
type flat struct {
	s    string
	runs []run
}

// A run says that the bytes of the text from off on are those of a node's value
// from in on.
type run struct {
	off, in int
	node    *mdx.Node
}

func flatten(nodes ...*mdx.Node) flat {
	var b strings.Builder
	var t flat
	add := func(n *mdx.Node, in int, s string) {
		t.runs = append(t.runs, run{b.Len(), in, n})
		b.WriteString(s)
	}
	var walk func(n *mdx.Node)
	walk = func(n *mdx.Node) {
		switch n.Kind {
		case mdx.Text, mdx.CodeSpan, mdx.CodeBlock:
			add(n, 0, n.Value)
		case mdx.TextExpression, mdx.FlowExpression:
			if text, in, ok := stringLiteral(n.Value); ok {
				add(n, in, text)
			}
		case mdx.Break, mdx.TableCell:
			b.WriteByte('\n')
		}
		for _, c := range n.Children {
			walk(c)
		}
		if n.Kind == mdx.Paragraph || n.Kind == mdx.CodeBlock {
			b.WriteByte('\n')
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	t.s = b.String()
	return t
}

// stringLiteral returns the text of an expression that is a string without
// escapes, and where in the expression it begins.
func stringLiteral(expression string) (text string, in int, ok bool) {
	start, end := trim(expression, 0, len(expression), " \t\r\n")
	s := expression[start:end]
	if len(s) < 2 || strings.IndexByte("\"'`", s[0]) < 0 || s[len(s)-1] != s[0] || strings.ContainsAny(s[1:len(s)-1], "\\$\"'`\n") {
		return "", 0, false
	}
	return s[1 : len(s)-1], start + 1, true
}

// span returns the place of a part of the text that is not empty.
func (t flat) span(start, end int) source.Span {
	first, last := t.at(start), t.at(max(start, end-1))
	if first == nil || last == nil {
		return source.Span{}
	}
	from := first.node.ValueSpan(start-first.off+first.in, start-first.off+first.in)
	to := last.node.ValueSpan(last.in, end-last.off+last.in)
	return from.File.Span(int(from.Start), int(max(from.Start, to.End)))
}

func (t flat) at(off int) *run {
	i := sort.Search(len(t.runs), func(i int) bool { return t.runs[i].off > off })
	if i == 0 {
		return nil
	}
	return &t.runs[i-1]
}

// words yields where the parts of s are that stand between white space.
func words(s string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		start := -1
		for i := 0; i <= len(s); i++ {
			switch space := i == len(s) || strings.IndexByte(" \t\r\n", s[i]) >= 0; {
			case !space && start < 0:
				start = i
			case space && start >= 0:
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
	}
}

// oneLine returns s with every run of white space as one space.
func oneLine(s string) string {
	space := true // before the text, as before a word, no space belongs
	for i := range len(s) {
		c := s[i]
		if c == ' ' && space || c < ' ' || c >= utf8.RuneSelf {
			return strings.Join(strings.Fields(s), " ")
		}
		space = c == ' '
	}
	if space {
		return strings.TrimRight(s, " ")
	}
	return s
}
