package markdown

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// A textPlace is what a text stands in, which decides what has to be escaped.
type textPlace uint8

const (
	paragraphText textPlace = iota
	headingText
	cellText
)

// renderInline writes tidy nodes of a text.
func renderInline(nodes []*mdx.Node, where textPlace) string {
	w := textWriter{where: where, start: true}
	w.nodes(nodes, 0)
	s := w.b.String()
	if where == headingText && strings.HasSuffix(s, "#") {
		// A heading may end with any number of them, which are no text.
		if i := len(strings.TrimRight(s, "#")); i == 0 || s[i-1] == ' ' {
			s = s[:len(s)-1] + `\#`
		}
	}
	return s
}

// A textWriter writes the text of one paragraph, heading or cell.
type textWriter struct {
	b     strings.Builder
	where textPlace
	start bool   // at the start of a line
	link  int    // links around
	mark  string // the last one written
	first bool   // a line break has come: what may begin a line after others matters
}

// prev returns the last character written, a blank at the start.
func (w *textWriter) prev() rune {
	if w.b.Len() == 0 {
		return ' '
	}
	c, _ := utf8.DecodeLastRuneInString(w.b.String())
	return c
}

func (w *textWriter) write(s string) {
	if s != "" {
		w.b.WriteString(s)
		w.start = false
	}
}

// nodes writes nodes; after is the character that follows them, 0 for none.
func (w *textWriter) nodes(nodes []*mdx.Node, after rune) {
	for i, n := range nodes {
		var before *mdx.Node
		if i > 0 {
			before = nodes[i-1]
		}
		w.node(n, before, nodes[i+1:], after)
	}
}

// nextRune returns the character that comes where rest is still to be written, and
// after behind it.
func nextRune(rest []*mdx.Node, after rune) rune {
	if len(rest) > 0 {
		return firstRune(rest[0])
	}
	return after
}

// firstRune returns the character that a node begins with.
func firstRune(n *mdx.Node) rune {
	switch n.Kind {
	case mdx.Text:
		c, _ := utf8.DecodeRuneInString(n.Value)
		return c
	case mdx.Break:
		return '\n'
	case mdx.CodeSpan:
		return '`'
	case mdx.Image:
		return '!'
	case mdx.Link, mdx.FootnoteRef:
		return '['
	case mdx.TextElement:
		return '<'
	}
	return '*'
}

// lastRune returns the character that a node ends with.
func lastRune(n *mdx.Node) rune {
	switch n.Kind {
	case mdx.Text:
		c, _ := utf8.DecodeLastRuneInString(n.Value)
		return c
	case mdx.Break:
		return '\n'
	}
	return '*' // all the others end with punctuation
}

// node writes n; before is its neighbour, rest what comes behind it, after the
// character that follows all of them.
func (w *textWriter) node(n, before *mdx.Node, rest []*mdx.Node, after rune) {
	next := nextRune(rest, after)
	switch n.Kind {
	case mdx.Text:
		w.text(n.Value, before, rest, after)
	case mdx.Break:
		w.b.WriteString("\\\n")
		w.start = true
		w.first = true
	case mdx.CodeSpan:
		w.code(n.Value)
	case mdx.Emphasis:
		w.marked(n, emphasisMark(n, w.prev(), next))
	case mdx.Strong:
		mark := "**"
		if w.touches(before) {
			mark = "__"
		}
		w.marked(n, mark)
	case mdx.Strikethrough:
		w.marked(n, "~~")
	case mdx.Link:
		w.linked(n, rest, after)
	case mdx.Image:
		w.write("!")
		w.linked(n, rest, after)
	case mdx.FootnoteRef:
		w.write("[^" + n.Name + "]")
	case mdx.TextElement:
		w.element(n)
	}
}

// isPunct reports whether c is punctuation to CommonMark.
func isPunct(c rune) bool { return unicode.IsPunct(c) || unicode.IsSymbol(c) }

func isWord(c rune) bool {
	return c != 0 && c != '\n' && !unicode.IsSpace(c) && !isPunct(c)
}

// emphasisMark returns the mark of emphasis between two characters. An underscore
// does nothing inside of a word, and a star next to others may be taken for part
// of another mark; where neither will do, the text around helps out, see text.
func emphasisMark(n *mdx.Node, prev, next rune) string {
	first, last := n.Children[0].Kind, n.Children[len(n.Children)-1].Kind
	inWord := isWord(prev) || prev == '_' || isWord(next) || next == '_'
	if inWord && prev != '*' && next != '*' && !isMark(first) && !isMark(last) {
		return "*"
	}
	return "_"
}

// touches reports whether the node before has ended with stars, which would run
// together with others.
func (w *textWriter) touches(before *mdx.Node) bool {
	return before != nil && isMark(before.Kind) && w.prev() == '*'
}

func (w *textWriter) marked(n *mdx.Node, mark string) {
	w.write(mark)
	w.nodes(n.Children, '*')
	w.write(mark)
	w.mark = mark
}

func (w *textWriter) element(n *mdx.Node) {
	w.write("<" + n.Name + attributes(n.Attrs, w.where))
	if len(n.Children) == 0 {
		w.write(" />")
		return
	}
	w.write(">")
	w.nodes(n.Children, '<')
	w.write("</" + n.Name + ">")
}

func (w *textWriter) code(s string) {
	if w.where == cellText {
		s = strings.ReplaceAll(s, "|", "\\|")
	}
	ticks := strings.Repeat("`", unusedRun(s))
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
		s = " " + s + " "
	}
	w.write(ticks + s + ticks)
}

// unusedRun returns the smallest number of back-quotes of which s has no run.
func unusedRun(s string) int {
	var runs [64]bool
	run := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			run++
			continue
		}
		if run < len(runs) {
			runs[run] = true
		}
		run = 0
	}
	for n := 1; n < len(runs); n++ {
		if !runs[n] {
			return n
		}
	}
	return longestRun(s, '`') + 1
}

// linked writes a link or an image from its bracket on.
func (w *textWriter) linked(n *mdx.Node, rest []*mdx.Node, after rune) {
	if n.Kind == mdx.Link && w.bare(n, rest, after) {
		w.write(n.Children[0].Value)
		return
	}
	w.write("[")
	w.link++
	w.nodes(n.Children, ']')
	w.link--
	w.write("](")
	w.write(w.destination(n.URL, n.Title != ""))
	if n.Title != "" {
		w.write(` "` + w.quoted(n.Title, `"`) + `"`)
	}
	w.write(")")
}

// bare reports whether a link reads as itself without syntax: an address as its
// own text, with nothing around it that would be taken for part of it.
func (w *textWriter) bare(n *mdx.Node, rest []*mdx.Node, after rune) bool {
	if w.link > 0 || n.Title != "" || len(n.Children) != 1 || n.Children[0].Kind != mdx.Text {
		return false
	}
	s := n.Children[0].Value
	prev := w.prev()
	if n.URL != s && n.URL != "http://"+s || prev >= utf8.RuneSelf || strings.ContainsAny(s, "\\`*_~[]<>{}|&!'\"") {
		return false
	}
	if prev != ' ' && prev != '\n' && prev != '(' {
		return false
	}
	// A full stop or comma is no part of an address where a blank or nothing
	// follows.
	next := nextRune(rest, after)
	if len(rest) > 0 && rest[0].Kind == mdx.Text {
		if t := strings.TrimLeft(rest[0].Value, ".,"); t != "" {
			next = rune(t[0])
		} else {
			next = nextRune(rest[1:], after)
		}
	}
	return (next == 0 || next == ' ' || next == '\n') && inline.AddressLength([]byte(s), byte(prev)) == len(s)
}

func (w *textWriter) destination(url string, title bool) string {
	if url == "" {
		if title {
			return "<>"
		}
		return ""
	}
	angled := url[0] == '<' || strings.ContainsAny(url, "()")
	for i := range len(url) {
		angled = angled || url[i] <= ' ' || url[i] == 0x7f
	}
	if angled {
		return "<" + w.quoted(url, "<>") + ">"
	}
	return w.quoted(url, "")
}

// quoted escapes a destination or a title.
func (w *textWriter) quoted(s, special string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '\\' && (i+1 == len(s) || s[i+1] < ' ' || tree.IsPunct(s[i+1])), strings.IndexByte(special, c) >= 0,
			c == '&' && startsReference(s[i:]), c == '|' && w.where == cellText, c == '`', c == '[', c == ']':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ':
			fmt.Fprintf(&b, "&#%d;", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func startsReference(s string) bool {
	_, n := tree.CharRef(s)
	return n > 0
}
