package diag

import (
	"bytes"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/source"
)

// maxFixLines is how many changed lines of a fix are shown.
const maxFixLines = 12

// fix prints what a fix does and the lines that it changes; lines of a file
// other than the finding's follow that file's name.
func (p *textPrinter) fix(f *Fix, own *source.File) {
	p.print(indent, p.paint(bold, "fix:"), " ", Printable(f.Message), "\n")
	shown, left := 0, 0
	line := func(paint, sign string, text []byte, at int) {
		if shown++; shown > maxFixLines {
			left++
			return
		}
		visible, _ := excerpt(text, at, at)
		p.print(indent, indent, p.paint(paint, strings.TrimRight(sign+" "+visible, " ")), "\n")
	}
	last := own
	for _, h := range hunks(f.Edits) {
		if h.file != last {
			p.print(indent, indent, "in ", Printable(h.file.Name), "\n")
			last = h.file
		}
		at := 0 // where a line that is too long is cut open
		if len(h.old) == 1 && len(h.new) == 1 {
			at = common(h.old[0], h.new[0])
		}
		for _, l := range h.old {
			line(red, "-", l, at)
		}
		for _, l := range h.new {
			line(green, "+", l, at)
		}
	}
	if left > 0 {
		p.print(indent, indent, "… ", plural(left, "more line"), "\n")
	}
}

// A hunk is a run of lines that edits change.
type hunk struct {
	file     *source.File
	old, new [][]byte
}

// hunks returns the lines that the edits change, as they are and as they will
// be. Edits without a file, or that overlap, have no such lines.
func hunks(edits []Edit) []hunk {
	edits = slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool { return e.Span.File == nil || e.Span.File.Data == nil })
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return a.Span.Compare(b.Span)
	})
	var out []hunk
	for len(edits) > 0 {
		f := edits[0].Span.File
		start, end := lines(edits[0].Span)
		n := 1
		for ; n < len(edits) && edits[n].Span.File == f && int(edits[n].Span.Start) <= end; n++ {
			_, e := lines(edits[n].Span)
			end = max(end, e)
		}
		if h, ok := rewrite(f, start, end, edits[:n]); ok {
			out = append(out, h)
		}
		edits = edits[n:]
	}
	return out
}

// lines returns the bytes from the start of the span's first line to the end of
// its last, line ending included.
func lines(s source.Span) (start, end int) {
	start = s.File.LineStart(s.From().Line)
	end = len(s.File.Data)
	if last := s.To().Line; last < s.File.Lines() {
		end = s.File.LineStart(last + 1)
	}
	return start, end
}

func rewrite(f *source.File, start, end int, edits []Edit) (hunk, bool) {
	var after []byte
	at := start
	for _, e := range edits {
		if int(e.Span.Start) < at || e.Span.End < e.Span.Start || int(e.Span.End) > end {
			return hunk{}, false
		}
		after = append(append(after, f.Data[at:e.Span.Start]...), e.New...)
		at = int(e.Span.End)
	}
	after = append(after, f.Data[at:end]...)
	h := hunk{file: f, old: split(f.Data[start:end]), new: split(after)}
	for len(h.old) > 0 && len(h.new) > 0 && bytes.Equal(h.old[0], h.new[0]) {
		h.old, h.new = h.old[1:], h.new[1:]
	}
	for len(h.old) > 0 && len(h.new) > 0 && bytes.Equal(h.old[len(h.old)-1], h.new[len(h.new)-1]) {
		h.old, h.new = h.old[:len(h.old)-1], h.new[:len(h.new)-1]
	}
	return h, true
}

// common returns how many bytes a and b begin with alike.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// split returns the lines of text without their endings.
func split(text []byte) [][]byte {
	var out [][]byte
	for line := range bytes.Lines(text) {
		out = append(out, bytes.TrimRight(line, "\r\n"))
	}
	return out
}
