package lint

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// An outline is what lines of back-quotes and tildes do to a page. An entry does
// not say it, so it is read from the bytes, line by line.
type outline struct {
	// swallowed are fences without a language that hold the opening fence of
	// another block, each with that one.
	swallowed [][2]source.Span
	// strays are lines that have nothing but one or two back-quotes which begin
	// or end no code.
	strays []source.Span
	// unspaced are lines that would be headings with a space after their number signs.
	unspaced []source.Span
}

// outlineOf reads a page. Nearly all pages have nothing to say here.
func outlineOf(e *catalog.Entry) outline {
	var out outline
	if e.File == nil {
		return out
	}
	data := e.File.Data
	at := int(e.Start.Start)
	if e.HasFrontMatter {
		at = afterFrontMatter(e)
	}
	var open fence
	paragraph, judged := at, at // where the paragraph that is read began, and the last one judged ended
	for at < len(data) {
		next := nextLine(data, at)
		line := bare(data[at:next])
		f, isFence := fenceOf(line)
		switch {
		case open.length > 0:
			switch {
			case isFence && f.mark == open.mark && f.length >= open.length && !f.info:
				open = fence{}
				paragraph = next
			case isFence && f.mark == open.mark && f.length == open.length && !open.info && !open.told:
				open.told = true
				start := at + bytes.IndexByte(data[at:next], f.mark)
				out.swallowed = append(out.swallowed, [2]source.Span{open.at, e.File.Span(start, start+len(line))})
			}
		case isFence:
			start := at + bytes.IndexByte(data[at:next], f.mark)
			f.at = e.File.Span(start, start+f.length)
			open = f
		case len(line) == 0:
			paragraph = next
		case line[0] == '#' && isUnspaced(line) && bytes.IndexByte(data[at:next], '#') < 4:
			start := at + bytes.IndexByte(data[at:next], '#')
			out.unspaced = append(out.unspaced, e.File.Span(start, start+len(line)))
		case len(line) <= 2 && line[0] == '`' && line[len(line)-1] == '`':
			if at < judged {
				break
			}
			// Once for a paragraph: one of nothing but back-quotes costs no more.
			judged = paragraphEnd(data, next)
			if runs(data[paragraph:judged], len(line))%2 == 1 {
				start := at + bytes.IndexByte(data[at:next], '`')
				out.strays = append(out.strays, e.File.Span(start, start+len(line)))
			}
		}
		at = next
	}
	return out
}

// isUnspaced reports whether a line is a heading but for the space after its number
// signs. One sign alone may begin a number or a tag.
func isUnspaced(line []byte) bool {
	text := bytes.TrimLeft(line, "#")
	signs := len(line) - len(text)
	c, _ := utf8.DecodeRune(text)
	return signs >= 2 && signs <= 6 && unicode.IsLetter(c)
}

// bare returns a line without its end, its indentation and the marks of quotes
// that it stands in.
func bare(line []byte) []byte {
	for len(line) > 0 && (line[0] <= ' ' || line[0] == '>') {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1] <= ' ' {
		line = line[:len(line)-1]
	}
	return line
}

// A fence is the line that opens or closes a code block.
type fence struct {
	mark   byte
	length int
	info   bool // something follows the marks
	told   bool
	at     source.Span
}

func fenceOf(line []byte) (f fence, ok bool) {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return f, false
	}
	f.mark = line[0]
	for f.length < len(line) && line[f.length] == f.mark {
		f.length++
	}
	rest := line[f.length:]
	f.info = len(bytes.TrimSpace(rest)) > 0
	return f, f.length >= 3 && !(f.mark == '`' && bytes.IndexByte(rest, '`') >= 0)
}

// paragraphEnd returns where the paragraph that goes on at an offset ends.
func paragraphEnd(data []byte, at int) int {
	for at < len(data) {
		next := nextLine(data, at)
		line := bare(data[at:next])
		if _, isFence := fenceOf(line); isFence || len(line) == 0 {
			return at
		}
		at = next
	}
	return at
}

// runs counts the runs of exactly n back-quotes.
func runs(text []byte, n int) int {
	count := 0
	for {
		i := bytes.IndexByte(text, '`')
		if i < 0 {
			return count
		}
		text = text[i:]
		length := len(text) - len(bytes.TrimLeft(text, "`"))
		if length == n {
			count++
		}
		text = text[length:]
	}
}
