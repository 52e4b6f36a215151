package mdx

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// definitions takes link definitions, `[label]: destination "title"`, off the
// start of a paragraph and returns the lines that are left.
func (r *reader) definitions(lines []span) []span {
	paragraph := r.leaf.node
	parent := r.open[len(r.open)-1].node
	var defs []*Node
	for len(lines) > 0 && r.src[lines[0].start] == '[' {
		d := definition{r: r, lines: lines}
		n, used := d.read()
		if n == nil {
			break
		}
		defs = append(defs, n)
		lines = lines[used:]
	}
	if len(defs) == 0 {
		return lines
	}
	k := len(parent.Children) - 1 // the paragraph is the last child
	parent.Children = append(parent.Children[:k], defs...)
	if len(lines) > 0 {
		parent.Children = append(parent.Children, paragraph)
	}
	return lines
}

// A definition reads one link definition from lines.
type definition struct {
	r     *reader
	lines []span
	line  int
	i     int // offset in the file
}

// read returns the definition and how many lines it takes, or nil.
func (d *definition) read() (*Node, int) {
	src := d.r.src
	start := d.lines[0].start
	d.i = start + 1
	name, ok := d.label()
	if !ok || d.char() != ':' {
		return nil, 0
	}
	d.i++
	if !d.space() {
		return nil, 0
	}
	from := d.i
	raw, ok := d.destination()
	if !ok {
		return nil, 0
	}
	n := d.r.newNode(Definition, start, d.i)
	n.Name = strings.Join(strings.Fields(name), " ")
	n.URL = decoded(raw)
	n.URLSpan = d.r.span(from, d.i)
	if src[from] == '<' {
		n.URLSpan = d.r.span(from+1, d.i-1)
	}
	used, end := d.line, d.i
	ended := d.restBlank()
	// The title may stand on the next line; what is no title there is no fault.
	spaced := d.i < d.lines[d.line].end && isBlankByte(src[d.i])
	if d.space() && (spaced || d.line > used) {
		if title, ok := d.title(); ok && d.restBlank() {
			n.Title = decoded([]byte(title))
			used, end, ended = d.line, d.i, true
		}
	}
	if !ended {
		return nil, 0
	}
	n.Span = d.r.span(start, end)
	key := label([]byte(name))
	if _, ok := d.r.refs[key]; !ok {
		d.r.refs[key] = n
	}
	return n, used + 1
}

// char returns the byte that comes next, LF at the end of a line, 0 at the end.
func (d *definition) char() byte {
	if d.i < d.lines[d.line].end {
		return d.r.src[d.i]
	}
	if d.line+1 < len(d.lines) {
		return '\n'
	}
	return 0
}

func (d *definition) advance() {
	if d.i < d.lines[d.line].end {
		d.i++
	} else {
		d.line++
		d.i = d.lines[d.line].start
	}
}

// space goes over white space; false at the end of the paragraph.
func (d *definition) space() bool {
	for {
		switch c := d.char(); {
		case c == 0 && d.i >= d.lines[d.line].end:
			return false
		case !isSpace(c):
			return true
		}
		d.advance()
	}
}

func (d *definition) restBlank() bool {
	l := d.lines[d.line]
	return trimRight(d.r.src, d.i, l.end) == d.i
}

func (d *definition) label() (string, bool) {
	var b strings.Builder
	for b.Len() < 1000 {
		c := d.char()
		switch {
		case c == ']':
			d.i++
			return b.String(), strings.TrimSpace(b.String()) != ""
		case c == '[' || c == 0 && d.i >= d.lines[d.line].end:
			return "", false
		case c == '\\':
			b.WriteByte(c)
			d.advance()
			if c = d.char(); c != '[' && c != ']' && c != '\\' {
				continue
			}
		}
		b.WriteByte(c)
		d.advance()
	}
	return "", false
}

func (d *definition) destination() ([]byte, bool) {
	end, ok := destinationEnd(d.r.src[:d.lines[d.line].end], d.i)
	if !ok {
		return nil, false
	}
	raw := d.r.src[d.i:end]
	if raw[0] == '<' {
		raw = raw[1 : len(raw)-1]
	}
	d.i = end
	return raw, true
}

// destinationEnd returns the end of the link destination at i; s ends with the
// line.
func destinationEnd(s []byte, i int) (int, bool) {
	start := i
	if i < len(s) && s[i] == '<' {
		for i++; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case '<':
				return 0, false
			case '>':
				return i + 1, true
			}
		}
		return 0, false
	}
	depth := 0
scan:
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
		case c == '(':
			if depth++; depth > 32 {
				return 0, false
			}
		case c == ')':
			if depth == 0 {
				break scan
			}
			depth--
		case c <= ' ' || c == 0x7f:
			break scan
		}
	}
	return i, i > start && depth == 0
}

func (d *definition) title() (string, bool) {
	open := d.char()
	ends := open
	switch open {
	case '"', '\'':
	case '(':
		ends = ')'
	default:
		return "", false
	}
	d.advance()
	var b strings.Builder
	for {
		c := d.char()
		switch {
		case c == ends:
			d.i++
			return b.String(), true
		case c == 0 && d.i >= d.lines[d.line].end, c == '(' && ends == ')':
			return "", false
		case c == '\\':
			b.WriteByte(c)
			d.advance()
			if c = d.char(); !isPunct(c) {
				continue
			}
		}
		b.WriteByte(c)
		d.advance()
	}
}

// label makes the labels equal that CommonMark takes for the same.
func label(s []byte) string {
	if utf8.Valid(s) && bytes.IndexFunc(s, func(c rune) bool { return c >= 'A' && c <= 'Z' || c <= ' ' || c >= utf8.RuneSelf }) < 0 {
		return string(s)
	}
	return util.ToLinkReference(s)
}
