package record

import (
	"bytes"
	"iter"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/script"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A Text is the text at a place, with the position of each byte. Blocks are
// apart by line breaks.
type Text struct {
	S    string
	runs []run       // of text that nodes of the page hold
	at   source.Span // of any other: the whole of what is written
}

// A run says that the bytes of the text from off on are those of a node's value
// from in on.
type run struct {
	off, in int
	node    *mdx.Node
}

// Flatten returns the text of nodes as it is read, but for expressions that are a
// string, which are that.
func Flatten(nodes ...*mdx.Node) Text {
	var f flattener
	for _, n := range nodes {
		f.node(n)
	}
	return f.text()
}

type flattener struct {
	b     strings.Builder
	runs  []run
	html  bool // inline HTML is text: a placeholder such as <id>
	lines bool // lines stay apart
}

func (f *flattener) text() Text { return Text{S: f.b.String(), runs: f.runs} }

func (f *flattener) add(n *mdx.Node, in int, s string) {
	f.runs = append(f.runs, run{f.b.Len(), in, n})
	f.b.WriteString(s)
}

func (f *flattener) node(n *mdx.Node) {
	switch n.Kind {
	case mdx.Text:
		if f.lines {
			f.add(n, 0, n.Value)
			break
		}
		f.add(n, 0, strings.ReplaceAll(n.Value, "\n", " ")) // a line of text goes on in the next
	case mdx.CodeSpan, mdx.CodeBlock:
		f.add(n, 0, n.Value)
	case mdx.TextHTML:
		switch {
		case f.html:
			f.add(n, 0, n.Value)
		case f.lines && tree.HTMLName(n.Value) == "br":
			f.b.WriteByte('\n')
		}
	case mdx.TextElement:
		if f.lines && n.Name == "br" {
			f.b.WriteByte('\n')
		}
	case mdx.TextExpression, mdx.FlowExpression:
		if text, in, ok := script.StringLiteral(n.Value); ok {
			f.add(n, in, text)
		}
	case mdx.Break, mdx.TableCell:
		f.b.WriteByte('\n')
	}
	for _, c := range n.Children {
		f.node(c)
	}
	if n.Kind == mdx.Paragraph || n.Kind == mdx.CodeBlock || n.Kind == mdx.Heading {
		f.b.WriteByte('\n')
	}
}

// Lines returns the lines of a paragraph, each without the white space around it.
func Lines(n *mdx.Node) (out []Text) {
	t := lines([]*mdx.Node{n})
	for start := 0; start < len(t.S); {
		end := len(t.S)
		if i := strings.IndexByte(t.S[start:], '\n'); i >= 0 {
			end = start + i
		}
		if s, e := Trim(t.S, start, end, " \t\r"); s < e {
			out = append(out, t.Cut(s, e))
		}
		start = end + 1
	}
	return out
}

// Written returns a text that stands at one place of a file, such as a value of
// the front matter.
func Written(s string, at source.Span) Text { return Text{S: s, at: at} }

// Span returns the place of a part of the text that is not empty. It is zero for
// text that is not in the file, such as its name.
func (t Text) Span(start, end int) source.Span {
	if t.runs == nil {
		if t.at.IsZero() {
			return t.at
		}
		return Part(t.at, t.S[start:end])
	}
	first, last := t.run(start), t.run(max(start, end-1))
	if first == nil || last == nil {
		return source.Span{}
	}
	from := first.node.ValueSpan(start-first.off+first.in, start-first.off+first.in)
	to := last.node.ValueSpan(last.in, end-last.off+last.in)
	return from.File.Span(int(from.Start), int(max(from.Start, to.End)))
}

// All returns the place of the whole text but for white space around it.
func (t Text) All() source.Span {
	start, end := Trim(t.S, 0, len(t.S), " \t\r\n")
	if t.runs == nil {
		return t.at
	}
	return t.Span(start, end)
}

func (t Text) run(off int) *run {
	i := sort.Search(len(t.runs), func(i int) bool { return t.runs[i].off > off })
	if i == 0 {
		return nil
	}
	return &t.runs[i-1]
}

// Cut returns a part of the text.
func (t Text) Cut(start, end int) Text {
	out := Text{S: t.S[start:end], at: t.at}
	if t.runs == nil {
		if !t.at.IsZero() && start < end && end-start < len(t.S) {
			out.at = Part(t.at, out.S)
		}
		return out
	}
	out.runs = []run{}
	for i, r := range t.runs {
		if r.off >= end || i+1 < len(t.runs) && t.runs[i+1].off <= start {
			continue
		}
		if r.off < start {
			r.in, r.off = r.in+start-r.off, start
		}
		r.off -= start
		out.runs = append(out.runs, r)
	}
	return out
}

// Part returns the place of a text inside a value, or the whole value where it is
// not written there as it is.
func Part(of source.Span, text string) source.Span {
	// Not of.Text(): it copies, and this is called for every placeholder.
	if i := bytes.Index(of.File.Data[of.Start:of.End], []byte(text)); i >= 0 {
		start := int(of.Start) + i
		return of.File.Span(start, start+len(text))
	}
	return of
}

// Trim returns the part of s from start to end without the bytes of cut at both
// ends.
func Trim(s string, start, end int, cut string) (int, int) {
	for start < end && strings.IndexByte(cut, s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(cut, s[end-1]) >= 0 {
		end--
	}
	return start, end
}

// Words yields where the parts of s are that stand between white space.
func Words(s string) iter.Seq2[int, int] {
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

// Line returns s with every run of white space as one space.
func Line(s string) string {
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

// Marked reports whether a part of the text is made of nodes of the page, so that
// markup may stand in it.
func (t Text) Marked(start, end int) bool { return t.runs != nil && start < end }

// Plain returns text of a page as it is without escapes and without the places where a
// word may be broken.
func Plain(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = breaks.Replace(s)
	}
	return tree.Decode([]byte(s))
}

var breaks = strings.NewReplacer("<wbr/>", "", "<wbr />", "", "<wbr>", "")
