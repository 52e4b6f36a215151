package mdx

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
	"github.com/unkeyed/errgen/gen/source"
)

// A fence is what a fenced code block has begun with.
type fence struct {
	char   byte
	length int
	indent int // columns to take off each line
	start  int
}

func (r *reader) openFence(columns, first, matched int) bool {
	l := &r.line
	f := fence{char: r.Src[first], indent: columns, start: first}
	i := first
	for l.at(i) == f.char {
		i++
	}
	f.length = i - first
	end := tree.TrimRight(r.Src, i, l.end)
	switch {
	case f.length == 2 && f.char == '`' && r.shortFence(i, end, matched):
	case f.length < 3 || f.char == '`' && bytes.IndexByte(r.Src[i:end], '`') >= 0:
		return false
	}
	n := r.leafNode(CodeBlock, first, end, matched)
	for i < end && tree.IsBlank(r.Src[i]) {
		i++
	}
	n.Lang, n.Meta = infoString(r.Src[i:end])
	r.leaf.kind = fenceLeaf
	r.leaf.node = n
	r.leaf.fence = f
	return true
}

// shortFence reports whether a line that starts with two back-quotes was meant to
// open a code block: it has a language after them, and another line has nothing but
// back-quotes: three of them where more than the language follows, since two would
// end a code span. It is read as what it was meant to be.
func (r *reader) shortFence(info, end, matched int) bool {
	lang, meta, _ := bytes.Cut(r.Src[info:end], []byte(" "))
	if len(lang) == 0 || bytes.IndexByte(meta, '`') >= 0 || bytes.ContainsFunc(lang, func(c rune) bool {
		return c >= utf8.RuneSelf || !tree.IsLetter(byte(c)) && !tree.IsDigit(byte(c)) && c != '-' && c != '+' && c != '#'
	}) {
		return false
	}
	const far = 200 // lines; looking further would take long where many lines are like this one
	l := r.line
	for n := 0; n < far && l.next < len(r.Src); n++ {
		l = r.lineAt(l.next)
		if r.match(&l, matched, false) < matched {
			return false
		}
		_, at := l.indent()
		text := r.Src[at:tree.TrimRight(r.Src, at, l.end)]
		if len(text) < 2 || len(bytes.Trim(text, "`")) > 0 || len(text) == 2 && len(meta) > 0 {
			if bytes.HasPrefix(text, []byte("```")) {
				return false // another block
			}
			continue
		}
		d := r.Report(info-2, end, fmt.Sprintf("%s does not open a code block: it has two back-quotes, but a fence has three", r.Src[info-2:end]), "write three back-quotes")
		d.Fix = &diag.Fix{Message: "write three back-quotes", Edits: []diag.Edit{{Span: r.Span(info, info), New: "`"}}}
		if len(text) == 2 {
			d.Fix.Edits = append(d.Fix.Edits, diag.Edit{Span: r.Span(at, at), New: "`"})
		}
		return true
	}
	return false
}

// infoString splits what follows the opening fence: the language and the rest.
func infoString(info []byte) (lang, meta string) {
	if i := bytes.IndexAny(info, " \t"); i >= 0 {
		return tree.Decode(info[:i]), tree.Decode(bytes.TrimLeft(info[i:], " \t"))
	}
	return tree.Decode(info), ""
}

func (r *reader) continueFence() bool {
	l := &r.line
	n := r.leaf.node
	f := r.leaf.fence
	r.blank = false
	columns, first := l.indent()
	if l.at(first) == f.char && (columns < 4 || !r.indentMatters()) {
		i := first
		for l.at(i) == f.char {
			i++
		}
		if i-first >= f.length && tree.TrimRight(r.Src, i, l.end) == i {
			n.Span.End = int32(i)
			r.closeFence(true)
			r.leaf = r.noLeaf()
			return true
		}
	}
	l.skip(min(f.indent, columns))
	r.codeLine()
	n.Span.End = max(n.Span.End, int32(l.end))
	return true
}

// codeLine adds what is left of the line to a block of code. The spaces of a tab
// that was taken off in part are in no place of the file.
func (r *reader) codeLine() {
	l := &r.line
	start, pad := l.pos, l.pad()
	if pad > 0 {
		start++
	}
	r.leaf.lines = append(r.leaf.lines, inline.Line{Start: start, End: l.end})
	r.leaf.pieces = append(r.leaf.pieces, source.Piece{Off: int32(pad), Start: int32(start)})
}

// closeFence gives a fenced block its value. A fence that nothing has closed is a
// finding where it swallows more than it looks: at the end of the page.
func (r *reader) closeFence(closed bool) {
	n := r.leaf.node
	r.codeValue(n, len(r.leaf.lines))
	if closed {
		return
	}
	f := r.leaf.fence
	swallowed := 0
	for _, l := range r.leaf.lines {
		if tree.TrimRight(r.Src, l.Start, l.End) > l.Start {
			swallowed++
		}
		if name := closingTag(r.Src[l.Start:l.End]); name != "" {
			r.Break(name, -1) // the element is closed, but for the fence
		}
	}
	marks := strings.Repeat(string(f.char), f.length)
	what := "nothing follows it"
	switch {
	case swallowed == 1:
		what = "it swallows the line after it"
	case swallowed > 1:
		what = fmt.Sprintf("it swallows the %d lines after it", swallowed)
	}
	d := r.Report(f.start, f.start+f.length, "this fence is never closed, so "+what, "end the code with a line of "+marks+"; if this line should end a block of code, that block ends before it")
	d.Rule = "unclosed-fence"
}

// codeValue joins the lines of a block of code. Those that follow each other in the
// file as they are, which is nearly always so, need not be copied.
func (r *reader) codeValue(n *Node, count int) {
	lines, pieces := r.leaf.lines[:count], r.leaf.pieces[:count]
	size, together := 0, true
	for i, l := range lines {
		pad := int(pieces[i].Off)
		together = together && pad == 0 && (i == 0 || l.Start == lines[i-1].End+1)
		size += l.End - l.Start + pad + 1
	}
	var b strings.Builder
	if !together {
		b.Grow(size)
	}
	at := 0
	for i, l := range lines {
		if i > 0 {
			at++
		}
		pad := int(pieces[i].Off)
		pieces[i].Off = int32(at + pad)
		at += pad + l.End - l.Start
		if together {
			continue
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		for range pad {
			b.WriteByte(' ')
		}
		b.Write(r.Src[l.Start:l.End])
	}
	switch {
	case !together:
		n.Value = b.String()
	case count > 0:
		n.Value = source.String(r.Src[lines[0].Start:lines[count-1].End])
	}
	n.Pieces = r.Pieces(pieces...)
}

// openIndented begins a block of code that is marked by its indentation alone.
func (r *reader) openIndented() {
	r.line.skip(4)
	n := r.leafNode(CodeBlock, r.line.pos, r.line.end, len(r.open))
	r.leaf.kind = indentedLeaf
	r.leaf.node = n
	r.codeLine()
}

func (r *reader) continueIndented() bool {
	columns, first := r.line.indent()
	blank := first == r.line.end
	if columns < 4 && !blank {
		return false
	}
	r.line.skip(min(columns, 4))
	r.codeLine()
	r.blank = blank
	if blank {
		r.blankQuote = r.innerQuote()
	} else {
		r.leaf.node.Span.End = int32(r.line.end)
	}
	return true
}

// closeIndented leaves blank lines at the end out.
func (r *reader) closeIndented() {
	n := r.leaf.node
	count := len(r.leaf.lines)
	for count > 0 {
		l := r.leaf.lines[count-1]
		if tree.TrimRight(r.Src, l.Start, l.End) > l.Start {
			break
		}
		count--
	}
	r.codeValue(n, count)
}

// closingTag returns the name of the element that a line closes and does nothing
// else, empty for any other line.
func closingTag(line []byte) string {
	name, found := bytes.CutPrefix(bytes.TrimSpace(line), []byte("</"))
	name, ends := bytes.CutSuffix(name, []byte(">"))
	if !found || !ends || len(name) == 0 || !tree.IsLetter(name[0]) || bytes.ContainsAny(name, "<>/ ") {
		return ""
	}
	return string(name)
}
