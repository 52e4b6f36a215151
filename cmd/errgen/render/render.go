// Package render writes Markdown for a person: wrapped to a width and, on a terminal,
// styled.
package render

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
)

// A Renderer writes a page's tree for a person: wrapped to a width and, on a
// terminal, styled. Page text passes through diag.Printable, so that nothing in
// it acts on the terminal.
type Renderer struct {
	b      strings.Builder
	Width  int // columns; 0 means no wrapping
	Colour bool
	// Link returns what to show of where a link leads, besides its label; empty
	// for nothing. A nil one shows the URL as it is.
	Link func(url, label string) string
}

// The styles: a sequence that turns one on, and what ends it.
const (
	Bold  = "\x1b[1m"
	Dim   = "\x1b[2m"
	Code  = "\x1b[36m"
	Alarm = "\x1b[1;31m"
	End   = "\x1b[0m"
)

// A Word is what no line break may part. Columns are those of the text without
// its style.
type Word struct {
	text    string
	columns int
	style   string
	glued   bool // no space before it
	hard    bool // a line break before it
}

// String returns what was written.
func (r *Renderer) String() string { return r.b.String() }

// Flow writes blocks, an empty line between them, each line after prefix.
func (r *Renderer) Flow(nodes []*mdx.Node, prefix string) {
	first := true
	for _, n := range nodes {
		if n.Kind == mdx.ESM || n.Kind == mdx.FlowExpression {
			continue
		}
		if !first {
			r.Line(prefix, "")
		}
		first = false
		r.block(n, prefix)
	}
}

func (r *Renderer) block(n *mdx.Node, prefix string) {
	switch n.Kind {
	case mdx.Heading:
		r.Wrap(r.inlineWords(n.Children, Bold), prefix, prefix)
	case mdx.ThematicBreak:
		r.Line(prefix, strings.Repeat("-", 20))
	case mdx.BlockQuote:
		r.Flow(n.Children, prefix+"| ")
	case mdx.List:
		r.list(n, prefix)
	case mdx.CodeBlock, mdx.FlowHTML:
		for line := range strings.Lines(n.Value) {
			r.Line(prefix, "  "+r.Styled(diag.Printable(strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", "    ")), Dim))
		}
	case mdx.Table:
		r.table(n, prefix)
	case mdx.FlowElement:
		if label := elementLabel(n); label != "" {
			r.Line(prefix, r.Styled(diag.Printable(label)+":", Bold))
			prefix += "  "
		}
		r.Flow(n.Children, prefix)
	case mdx.FootnoteDef:
		r.Line(prefix, "["+diag.Printable(n.Name)+"]")
		r.Flow(n.Children, prefix+"  ")
	default:
		r.Wrap(r.inlineWords([]*mdx.Node{n}, ""), prefix, prefix)
	}
}

func (r *Renderer) list(n *mdx.Node, prefix string) {
	for i, item := range n.Children {
		bullet := "- "
		if n.Ordered {
			bullet = fmt.Sprintf("%d. ", n.Start+i)
		}
		if item.Checked != nil {
			bullet += map[bool]string{true: "[x] ", false: "[ ] "}[*item.Checked]
		}
		if i > 0 && n.Loose {
			r.Line(prefix, "")
		}
		hang := prefix + strings.Repeat(" ", len(bullet))
		for j, child := range item.Children {
			switch {
			case j == 0 && child.Kind == mdx.Paragraph:
				r.Wrap(r.inlineWords(child.Children, ""), prefix+bullet, hang)
				continue
			case j == 0:
				r.Line(prefix, strings.TrimRight(bullet, " "))
			case child.Kind != mdx.List:
				r.Line(hang, "")
			}
			r.block(child, hang)
		}
		if len(item.Children) == 0 {
			r.Line(prefix, strings.TrimRight(bullet, " "))
		}
	}
}

func (r *Renderer) table(n *mdx.Node, prefix string) {
	var widths []int
	rows := make([][]string, len(n.Children))
	for i, row := range n.Children {
		for j, cell := range row.Children {
			text := diag.Printable(mdx.PlainText(cell))
			rows[i] = append(rows[i], text)
			if j == len(widths) {
				widths = append(widths, 0)
			}
			widths[j] = max(widths[j], diag.Width(text))
		}
	}
	for i, row := range rows {
		line := ""
		for j, text := range row {
			style := ""
			if i == 0 {
				style = Bold
			}
			line += r.Styled(text, style) + strings.Repeat(" ", widths[j]-diag.Width(text)+2)
		}
		r.Line(prefix, strings.TrimRight(line, " "))
	}
}

// inlineWords returns the inline nodes as words, in order.
func (r *Renderer) inlineWords(nodes []*mdx.Node, style string) []Word {
	var out []Word
	r.inline(&out, nodes, style)
	return out
}

func (r *Renderer) inline(out *[]Word, nodes []*mdx.Node, style string) {
	for _, n := range nodes {
		switch n.Kind {
		case mdx.Text:
			text(out, n.Value, style)
		case mdx.CodeSpan:
			add(out, "`"+n.Value+"`", Code, true)
		case mdx.Strong:
			r.inline(out, n.Children, Bold)
		case mdx.Link:
			r.inline(out, n.Children, style)
			if to := r.leads(n.URL, mdx.PlainText(n)); to != "" {
				add(out, "("+to+")", Dim, false)
			}
		case mdx.Break:
			*out = append(*out, Word{hard: true})
		case mdx.FootnoteRef:
			add(out, "["+n.Name+"]", Dim, true)
		case mdx.TextExpression, mdx.TextHTML:
		default:
			r.inline(out, n.Children, style)
		}
	}
}

// leads returns what to show of where a link leads.
func (r *Renderer) leads(url, label string) string {
	switch {
	case url == label:
		return ""
	case r.Link != nil:
		return r.Link(url, label)
	}
	return url
}

// elementLabel returns what a reader sees of a component besides its content:
// its title, or what kind of callout it is. Components that only lay out have
// neither.
func elementLabel(n *mdx.Node) string {
	for _, a := range n.Attrs {
		if a.Kind == mdx.StringAttr && (a.Name == "title" || a.Name == "label") && a.Value != "" {
			return a.Value
		}
	}
	switch n.Name {
	case "Danger", "Warning", "Note", "Info", "Tip", "Check", "Caution":
		return n.Name
	}
	return ""
}

// text adds running text; where it does not begin with a space, its first word
// is glued to the one before it.
func text(out *[]Word, value, style string) {
	glued := value != "" && !strings.ContainsAny(value[:1], " \t\n")
	for _, field := range strings.Fields(value) {
		add(out, field, style, glued)
		glued = false
	}
	if len(*out) > 0 && value != "" && strings.ContainsAny(value[len(value)-1:], " \t\n") {
		*out = append(*out, Word{}) // an empty word: the next one is not glued to the last
	}
}

func add(out *[]Word, value, style string, glued bool) {
	shown := diag.Printable(value)
	n := len(*out)
	if n > 0 && (*out)[n-1].text == "" && !(*out)[n-1].hard {
		*out, glued = (*out)[:n-1], false
	}
	*out = append(*out, Word{text: shown, columns: diag.Width(shown), style: style, glued: glued})
}

// Wrap writes words, the first line after first and the others after rest.
func (r *Renderer) Wrap(words []Word, first, rest string) {
	prefix, columns := first, 0
	var line styledLine
	flush := func() {
		r.Line(prefix, line.end())
		prefix, columns, line = rest, 0, styledLine{colour: r.Colour}
	}
	line.colour = r.Colour
	for i, w := range words {
		if w.hard {
			flush()
			continue
		}
		if w.text == "" {
			continue
		}
		space := ""
		if columns > 0 && !w.glued {
			space = " "
			run := w.columns
			for _, next := range words[i+1:] {
				if !next.glued {
					break
				}
				run += next.columns
			}
			if r.Width > 0 && diag.Width(prefix)+columns+1+run > r.Width {
				flush()
				space = ""
			}
		}
		line.add(space, w)
		columns += len(space) + w.columns
	}
	if columns > 0 {
		flush()
	}
}

// A styledLine turns styles on and off where they change.
type styledLine struct {
	b      strings.Builder
	style  string
	colour bool
}

func (l *styledLine) add(space string, w Word) {
	if l.colour && w.style != l.style {
		if l.style != "" {
			l.b.WriteString(End)
		}
		l.b.WriteString(space + w.style + w.text)
		l.style = w.style
		return
	}
	l.b.WriteString(space + w.text)
}

func (l *styledLine) end() string {
	if l.style != "" {
		l.b.WriteString(End)
	}
	return l.b.String()
}

// Styled returns a text in a style.
func (r *Renderer) Styled(text, style string) string {
	if !r.Colour || style == "" || text == "" {
		return text
	}
	return style + text + End
}

// Line writes a line.
func (r *Renderer) Line(prefix, text string) {
	r.b.WriteString(strings.TrimRight(prefix+text, " "))
	r.b.WriteByte('\n')
}

// Words returns the words of a text.
func Words(s, style string) []Word {
	var out []Word
	text(&out, s, style)
	return out
}

// MaxWidth is the width of lines that eyes can follow.
const MaxWidth = 100
