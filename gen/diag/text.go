package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/source"
)

// TextOptions is how findings are printed for a person.
type TextOptions struct {
	Color bool // ANSI colours, for a terminal
	// Group prints the findings of a rule that hits many files last, as one block
	// with a line for each.
	Group bool
}

// Text prints the findings in the order given, each as
//
//	file:line:column: severity: message [rule]
//	    the line of the source
//	        ^^^^^^
//	    file:line:column: a place related to it
//	        the line there
//	        ^^^^
//	    hint: what to try next
//	    fix: what lint --fix would do
//	        - the line as it is
//	        + the line as it would be
//
// Columns count bytes; the carets stand under what a terminal draws for them. Each
// character of a page or a file name that is not printable is shown in a visible
// form, such as <U+001B>: no byte of it acts on the terminal, and a message stays
// on its line. Terminals differ in the order in which they draw text that runs from
// right to left, so the text that the carets of such a line mark is repeated after
// them.
//
// A finding without a file is printed without a place, and one in a file that
// could not be read with its name alone. The closing count is [List.Summary].
func Text(w io.Writer, l List, o TextOptions) error {
	p := &textPrinter{w: bufio.NewWriter(w), color: o.Color}
	var together []List
	if o.Group {
		l, together = l.groups()
	}
	for i := range l {
		p.finding(&l[i])
	}
	for _, group := range together {
		p.group(group)
	}
	return p.w.Flush()
}

// Summary returns the closing count of the findings, "3 errors, 1 warning in 2
// files", and "no findings" for none.
func (l List) Summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning} {
		if n := l.Count(s); n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if len(parts) == 0 {
		return "no findings"
	}
	files := map[string]bool{}
	for _, d := range l {
		if d.Span.File != nil {
			files[d.Span.File.Name] = true
		}
	}
	out := strings.Join(parts, ", ")
	if len(files) > 0 {
		out += " in " + plural(len(files), "file")
	}
	return out
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// Colours are bold or of medium brightness, so that they can be read on a light
// and on a dark background: never yellow, cyan or dim.
const (
	bold    = "1"
	red     = "31"
	green   = "32"
	boldRed = "1;31"
	magenta = "1;35"
)

const indent = "    "

// A textPrinter writes to a buffer; an error of writing is kept by it.
type textPrinter struct {
	w     *bufio.Writer
	color bool
}

func severityPaint(s Severity) string {
	if s == Warning {
		return magenta
	}
	return boldRed
}

func (p *textPrinter) finding(d *Diagnostic) {
	paint := severityPaint(d.Severity)
	if at := place(d.Span); at != "" {
		p.print(p.paint(bold, at+":"), " ")
	}
	p.print(p.paint(paint, d.Severity.String()+":"), " ", p.paint(bold, Printable(d.Message)))
	if d.Rule != "" {
		p.print(" [", Printable(d.Rule), "]")
	}
	p.print("\n")
	p.excerpt(indent, d.Span, paint)
	for _, r := range d.Related {
		p.print(indent)
		if at := place(r.Span); at != "" {
			p.print(p.paint(bold, at+":"), " ")
		}
		p.print(Printable(r.Message), "\n")
		p.excerpt(indent+indent, r.Span, bold)
	}
	if d.Hint != "" {
		p.print(indent, p.paint(bold, "hint:"), " ", Printable(d.Hint), "\n")
	}
	if d.Fix != nil {
		p.fix(d.Fix, d.Span.File)
	}
}

// place returns the span as file:line:column, or as much of it as is known.
func place(s source.Span) string {
	switch {
	case s.File == nil:
		return ""
	case s.File.Data == nil:
		return Printable(s.File.Name)
	}
	at := s.From()
	return fmt.Sprintf("%s:%d:%d", Printable(s.File.Name), at.Line, at.Column)
}

// excerpt prints the first line of the span with carets under it, and, where
// the span runs on, the number of its last line.
func (p *textPrinter) excerpt(margin string, s source.Span, paint string) {
	if s.File == nil || s.File.Data == nil {
		return
	}
	from, to := s.From(), s.To()
	line := s.File.Line(from.Line)
	if len(line) == 0 {
		return // nothing to point at
	}
	last, end := to.Line, to.Column-1
	if to.Column == 1 && last > from.Line {
		last-- // it ends with the end of that line
	}
	if to.Line > from.Line {
		end = len(line)
	}
	text, carets := excerpt(line, from.Column-1, end)
	lead := carets[:strings.IndexByte(carets, '^')]
	p.print(margin, text, "\n", margin, lead, p.paint(paint, carets[len(lead):]))
	if rightToLeft(text) && end > from.Column-1 {
		p.print(" marks ", marked(line[from.Column-1:end]))
	}
	if last > from.Line {
		p.print(" to line ", fmt.Sprint(last))
	}
	p.print("\n")
}

// maxMarked is how many characters of the text under carets are repeated.
const maxMarked = 40

// marked returns the text under carets in one piece.
func marked(text []byte) string {
	n := 0
	for i := range string(text[:min(len(text), maxMarked*utf8.UTFMax)]) {
		if n++; n > maxMarked {
			return Printable(string(text[:i])) + "…"
		}
	}
	return Printable(string(text))
}

// rightToLeft reports whether a line has text that runs from right to left. Some
// terminals draw it in that order and some in the order of the file, so that carets
// are right on the latter alone.
func rightToLeft(line string) bool {
	return strings.ContainsFunc(line, func(r rune) bool {
		return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
	})
}

func (p *textPrinter) paint(color, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func (p *textPrinter) print(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s)
	}
}
