// Package markdown writes the tree of a page as Markdown in one canonical form:
// "-" bullets, "**" and "_", fences of back-quotes with their language and title
// alone, one line a paragraph, the fewest escapes that read back as the same text.
//
// Components keep their tags, each on a line of its own, with those attributes that
// are strings or have no value. An expression that is a string or a number, such
// as {' '}, is its text; others, comments, ESM, fragments and the tags of HTML are left out.
package markdown

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// Render returns nodes as Markdown in one canonical form, whatever form they
// were written in. Two pages with the same content give the same bytes, and
// rendering the result again, read as MDX, gives the same text.
func Render(nodes []*mdx.Node) string {
	w := &writer{}
	w.blocks(tidyBlocks(nodes), false)
	s := strings.TrimRight(w.b.String(), "\n")
	if rest, found := strings.CutPrefix(s, "\uFEFF"); found {
		s = "&#xFEFF;" + rest // at the start of a file it would be no text
	}
	return s
}

// A writer writes blocks. Every line begins with what the containers
// around it ask for.
type writer struct {
	b      strings.Builder
	prefix string // of every line
	first  string // of the next line only, where it is not empty: with an item's marker
	bullet string // of the item that is being begun
}

func (w *writer) line(s string) {
	prefix := w.prefix
	if w.first != "" {
		prefix, w.first = w.first, ""
	}
	if s == "" {
		prefix = strings.TrimRight(prefix, " ")
	}
	w.b.WriteString(prefix)
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

func (w *writer) lines(s string) {
	for line := range strings.SplitSeq(s, "\n") {
		w.line(line)
	}
}

// inside writes the content of a container whose first line begins with marker
// and the others with rest.
func (w *writer) inside(marker, rest string, write func()) {
	prefix := w.prefix
	if w.first == "" {
		w.first = prefix
	}
	w.first += marker
	w.prefix = prefix + rest
	write()
	if w.first != "" {
		w.line("") // an empty container is its marker alone
	}
	w.prefix = prefix
}

// blocks writes nodes with blank lines between, but for those in a tight list.
func (w *writer) blocks(nodes []*mdx.Node, tight bool) {
	second := false // the list before has the second kind of marker
	for i, n := range nodes {
		if i > 0 && !tight {
			w.line("")
		}
		if n.Kind == mdx.List {
			second = i > 0 && nodes[i-1].Kind == mdx.List && nodes[i-1].Ordered == n.Ordered && !second ||
				i == 0 && w.bullet == "- " && !n.Ordered && isBare(n)
			w.list(n, second)
			continue
		}
		second = false
		w.bullet = ""
		w.block(n)
	}
}

func (w *writer) block(n *mdx.Node) {
	switch n.Kind {
	case mdx.Paragraph:
		w.lines(renderInline(n.Children, paragraphText))
	case mdx.Heading:
		text := renderInline(n.Children, headingText)
		w.line(strings.TrimRight(strings.Repeat("#", n.Level)+" "+text, " "))
	case mdx.ThematicBreak:
		w.line("***")
	case mdx.BlockQuote:
		w.inside("> ", "> ", func() { w.blocks(n.Children, false) })
	case mdx.CodeBlock:
		w.code(n)
	case mdx.Table:
		w.table(n)
	case mdx.FootnoteDef:
		w.inside("[^"+n.Name+"]: ", "    ", func() { w.blocks(n.Children, false) })
	case mdx.FlowElement:
		if len(n.Children) == 0 {
			w.line("<" + n.Name + attributes(n.Attrs, paragraphText) + " />")
			return
		}
		w.line("<" + n.Name + attributes(n.Attrs, paragraphText) + ">")
		w.blocks(n.Children, false)
		w.line("</" + n.Name + ">")
	}
}

func (w *writer) list(n *mdx.Node, second bool) {
	loose := n.Loose
	for _, item := range n.Children {
		loose = loose || needsBlank(item.Children)
	}
	for i, item := range n.Children {
		if i > 0 && loose {
			w.line("")
		}
		marker := "- "
		switch {
		case n.Ordered:
			marker = strconv.Itoa(min(n.Start+i, 999_999_999)) + ". "
			if second {
				marker = marker[:len(marker)-2] + ") "
			}
		case second:
			marker = "+ "
		}
		rest := strings.Repeat(" ", len(marker))
		if item.Checked != nil && len(item.Children) > 0 && item.Children[0].Kind == mdx.Paragraph {
			box := "[ ] "
			if *item.Checked {
				box = "[x] "
			}
			marker += box
		}
		w.bullet = marker
		w.inside(marker, rest, func() { w.blocks(item.Children, !loose) })
		w.bullet = ""
	}
}

// isBare reports whether a list begins with nothing but markers, of which three of
// one kind would be a thematic break.
func isBare(list *mdx.Node) bool {
	item := list.Children[0]
	return len(item.Children) == 0 || item.Children[0].Kind == mdx.List && isBare(item.Children[0])
}

// needsBlank reports whether blocks of an item would run together without blank
// lines between, or hold blank lines that make the list a loose one.
func needsBlank(nodes []*mdx.Node) bool {
	for i, n := range nodes {
		if n.Kind == mdx.FlowElement && (len(n.Children) > 1 || needsBlank(n.Children)) {
			return true
		}
		if i > 0 && !apart(nodes[i-1], n) {
			return true
		}
	}
	return false
}

// apart reports whether b right after a reads as a block of its own.
func apart(a, b *mdx.Node) bool {
	switch b.Kind {
	case mdx.Heading, mdx.ThematicBreak, mdx.CodeBlock, mdx.FlowElement:
		return a.Kind != mdx.FootnoteDef
	}
	switch a.Kind {
	case mdx.Heading, mdx.ThematicBreak, mdx.CodeBlock, mdx.FlowElement:
		return true
	case mdx.Paragraph:
		return b.Kind == mdx.BlockQuote || b.Kind == mdx.List && interrupts(b)
	case mdx.List:
		return b.Kind == mdx.BlockQuote || b.Kind == mdx.List
	case mdx.BlockQuote, mdx.Table:
		return b.Kind == mdx.List || b.Kind == mdx.BlockQuote && a.Kind == mdx.Table
	}
	return false
}

// interrupts reports whether a list can begin right below a paragraph.
func interrupts(list *mdx.Node) bool {
	return (!list.Ordered || list.Start == 1) && len(list.Children[0].Children) > 0
}

// code writes a fence that is longer than any in the code.
func (w *writer) code(n *mdx.Node) {
	info := strings.TrimRight(infoText(n.Lang)+" "+codeTitle(n.Meta), " ")
	mark := "`"
	if strings.Contains(info, "`") {
		mark = "~"
	}
	fence := strings.Repeat(mark, max(3, longestRun(n.Value, mark[0])+1))
	w.line(fence + info)
	if n.Value != "" || len(n.Pieces) > 0 {
		w.lines(n.Value)
	}
	w.line(fence)
}

// codeTitle returns the title in what follows the language of a fence. Docs sites
// put settings there as well, and exports add their own.
func codeTitle(meta string) string {
	var title []string
	for _, word := range strings.Fields(meta) {
		if value, found := strings.CutPrefix(word, `title="`); found && len(title) == 0 {
			rest := meta[strings.Index(meta, word)+len(word)-len(value):]
			if i := strings.IndexByte(rest, '"'); i >= 0 {
				return codeTitle(rest[:i])
			}
		}
		if strings.Contains(word, "=") || word[0] == '{' {
			break
		}
		title = append(title, infoText(word))
	}
	return strings.Join(title, " ")
}

// infoText writes a word of an info string.
func infoText(s string) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case c == '\\' && i+1 < len(s) && (s[i+1] <= ' ' || tree.IsPunct(s[i+1])), c == '&', c == '~' && i == 0:
			b.WriteByte('\\')
			b.WriteRune(c)
		case c <= ' ':
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func longestRun(s string, mark byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != mark {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

func (w *writer) table(n *mdx.Node) {
	for i, row := range n.Children {
		var b strings.Builder
		b.WriteByte('|')
		for _, cell := range row.Children {
			b.WriteString(strings.TrimRight(" "+renderInline(cell.Children, cellText), " ") + " |")
		}
		w.line(b.String())
		if i == 0 {
			w.line(dashes(n.Align))
		}
	}
}

func dashes(align []string) string {
	var b strings.Builder
	b.WriteByte('|')
	for _, a := range align {
		switch a {
		case "left":
			b.WriteString(" :-- |")
		case "center":
			b.WriteString(" :-: |")
		case "right":
			b.WriteString(" --: |")
		default:
			b.WriteString(" --- |")
		}
	}
	return b.String()
}

// attributes writes those attributes that are no JavaScript.
func attributes(attrs []mdx.Attr, where textPlace) string {
	var b strings.Builder
	for _, a := range attrs {
		switch a.Kind {
		case mdx.BooleanAttr:
			b.WriteString(" " + a.Name)
		case mdx.StringAttr:
			b.WriteString(" " + a.Name + `="` + attributeText(a.Value, where) + `"`)
		}
	}
	return b.String()
}

func attributeText(s string, where textPlace) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			b.WriteString("&quot;")
		case c == '&':
			b.WriteString("&amp;")
		case c < ' ' || c == '|' && where == cellText:
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
