package raw

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// An Outline is what lines of back-quotes and tildes do to a page. An entry does
// not say it, so it is read from the bytes, line by line.
type Outline struct {
	// Swallowed are fences without a language that hold the opening fence of
	// another block, each with that one.
	Swallowed [][2]source.Span
	// Strays are lines that have nothing but one or two back-quotes which begin
	// or end no code.
	Strays []source.Span
	// Unspaced are lines that would be headings with a space after their number signs.
	Unspaced []source.Span
}

// OutlineOf reads a page. Nearly all pages have nothing to say here.
func OutlineOf(e *catalog.Entry) Outline {
	var out Outline
	if e.File == nil {
		return out
	}
	data := e.File.Data
	at := Start(e)
	var open fence
	paragraph, judged := at, at // where the paragraph that is read began, and the last one judged ended
	for at < len(data) {
		next := NextLine(data, at)
		line := Bare(data[at:next])
		f, isFence := fenceOf(line)
		switch {
		case open.length > 0:
			switch {
			case isFence && f.closes(open):
				open = fence{}
				paragraph = next
			case isFence && f.mark == open.mark && f.length == open.length && !open.info && !open.told:
				open.told = true
				start := at + bytes.IndexByte(data[at:next], f.mark)
				out.Swallowed = append(out.Swallowed, [2]source.Span{open.at, e.File.Span(start, start+len(line))})
			}
		case isFence:
			start := at + bytes.IndexByte(data[at:next], f.mark)
			f.at = e.File.Span(start, start+f.length)
			open = f
		case len(line) == 0:
			paragraph = next
		case line[0] == '#' && isUnspaced(line) && bytes.IndexByte(data[at:next], '#') < 4:
			start := at + bytes.IndexByte(data[at:next], '#')
			out.Unspaced = append(out.Unspaced, e.File.Span(start, start+len(line)))
		case len(line) <= 2 && line[0] == '`' && line[len(line)-1] == '`':
			if at < judged {
				break
			}
			// Once for a paragraph: one of nothing but back-quotes costs no more.
			judged = paragraphEnd(data, next)
			if runs(data[paragraph:judged], len(line))%2 == 1 {
				start := at + bytes.IndexByte(data[at:next], '`')
				out.Strays = append(out.Strays, e.File.Span(start, start+len(line)))
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

// A Code tells the lines of code blocks from those around them. The zero value is
// ready for the first line of a text.
type Code struct{ open fence }

// Has reports whether the next line, which is without its end, is one of a code block:
// its fences and what they hold.
func (c *Code) Has(line []byte) bool {
	f, isFence := fenceOf(line)
	was := c.open.length > 0
	switch {
	case isFence && !was:
		c.open = f
	case isFence && f.closes(c.open):
		c.open = fence{}
	}
	return was || isFence
}

// closes reports whether a fence is the end of the block that the other one opens.
func (f fence) closes(open fence) bool {
	return f.mark == open.mark && f.length >= open.length && !f.info
}

// paragraphEnd returns where the paragraph that goes on at an offset ends.
func paragraphEnd(data []byte, at int) int {
	for at < len(data) {
		next := NextLine(data, at)
		line := Bare(data[at:next])
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
