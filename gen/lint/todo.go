package lint

import (
	"bytes"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

var todo = &Rule{
	ID:       "todo",
	Severity: diag.Warning,
	Doc: `the page has a TODO mark

The page is not finished. TODO in code samples is ignored, except in the example of
the error body.

Bad:
	## What Happened?

	TODO: say what happened.

Good:
	## What Happened?

	The key was deleted, or it never was.`,
	After: []string{"unclosed-fence"},
	Check: func(p *Pass) {
		for _, e := range p.pages() {
			if e.File == nil || !bytes.Contains(e.File.Data, todoMark) {
				continue
			}
			for _, at := range p.todos(e) {
				line := lineOf(e.File.Span(at, at))
				end := int(line.End)
				p.Reportf(e.File.Span(at, at+len(todoMark)), "unfinished: %s", quote(string(bytes.TrimRight(e.File.Data[at:end], " \t\r\n\"',}"))))
			}
		}
		for i := range p.found {
			p.found[i].Hint = "write the text and remove the mark, or delete the line"
		}
	},
}

var todoMark = []byte("TODO")

// todos returns the offsets of the marks of a page, one a line. Those in code are
// left out.
func (p *Pass) todos(e *catalog.Entry) []int {
	var out []int
	data := e.File.Data
	var open fence
	for at := 0; at < len(data); {
		next := nextLine(data, at)
		f, isFence := fenceOf(bare(data[at:next]))
		switch {
		case isFence && open.length == 0:
			open = f
		case isFence && f.mark == open.mark && f.length >= open.length && !f.info:
			open = fence{}
		}
		if i := wordIn(data[at:next], todoMark); i >= 0 && (open.length == 0 || p.inExample(e, at+i)) {
			out = append(out, at+i)
		}
		at = next
	}
	return out
}

// wordIn returns where a word stands in a line, or -1.
func wordIn(line, word []byte) int {
	for from := 0; ; {
		i := bytes.Index(line[from:], word)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(word)
		if (start == 0 || !wordByte(line[start-1])) && (end == len(line) || !wordByte(line[end])) {
			return start
		}
		from = end
	}
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c >= 0x80
}

func (p *Pass) inExample(page *catalog.Entry, at int) bool {
	return slices.ContainsFunc(p.records(page), func(e *catalog.Entry) bool { return inExample(e, at) })
}

func inExample(e *catalog.Entry, at int) bool {
	for i := range e.Examples {
		if s := e.Examples[i].Span; s.File == e.File && int(s.Start) <= at && at < int(s.End) {
			return true
		}
	}
	return false
}
