package inline

import (
	"strings"

	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// Definition reads a link definition, `[label]: destination "title"`, off the start of
// some lines. It returns how many lines it takes, and nil where there is none.
func (r *Page) Definition(lines []Line) (*tree.Node, int) {
	d := definition{page: r, lines: lines}
	return d.read()
}

// A definition reads one link definition from lines.
type definition struct {
	page  *Page
	lines []Line
	line  int
	i     int // offset in the file
}

// read returns the definition and how many lines it takes, or nil.
func (d *definition) read() (*tree.Node, int) {
	src := d.page.Src
	start := d.lines[0].Start
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
	n := d.page.NewNode(tree.Definition, start, d.i)
	n.Name = strings.Join(strings.Fields(name), " ")
	n.URL = tree.Decode(raw)
	n.URLSpan = d.page.Span(from, d.i)
	if src[from] == '<' {
		n.URLSpan = d.page.Span(from+1, d.i-1)
	}
	used, end := d.line, d.i
	ended := d.restBlank()
	// The title may stand on the next line; what is no title there is no fault.
	spaced := d.i < d.lines[d.line].End && tree.IsBlank(src[d.i])
	if d.space() && (spaced || d.line > used) {
		if title, ok := d.title(); ok && d.restBlank() {
			n.Title = tree.Decode([]byte(title))
			used, end, ended = d.line, d.i, true
		}
	}
	if !ended {
		return nil, 0
	}
	n.Span = d.page.Span(start, end)
	key := Label([]byte(name))
	if d.page.Refs == nil {
		d.page.Refs = map[string]*tree.Node{}
	}
	if _, ok := d.page.Refs[key]; !ok {
		d.page.Refs[key] = n
	}
	return n, used + 1
}

// char returns the byte that comes next, LF at the end of a line, 0 at the end.
func (d *definition) char() byte {
	if d.i < d.lines[d.line].End {
		return d.page.Src[d.i]
	}
	if d.line+1 < len(d.lines) {
		return '\n'
	}
	return 0
}

func (d *definition) advance() {
	if d.i < d.lines[d.line].End {
		d.i++
	} else {
		d.line++
		d.i = d.lines[d.line].Start
	}
}

// space goes over white space; false at the end of the paragraph.
func (d *definition) space() bool {
	for {
		switch c := d.char(); {
		case c == 0 && d.i >= d.lines[d.line].End:
			return false
		case !tree.IsSpace(c):
			return true
		}
		d.advance()
	}
}

func (d *definition) restBlank() bool {
	l := d.lines[d.line]
	return tree.TrimRight(d.page.Src, d.i, l.End) == d.i
}

func (d *definition) label() (string, bool) {
	var b strings.Builder
	for b.Len() < 1000 {
		c := d.char()
		switch {
		case c == ']':
			d.i++
			return b.String(), strings.TrimSpace(b.String()) != ""
		case c == '[' || c == 0 && d.i >= d.lines[d.line].End:
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
	end, ok := destinationEnd(d.page.Src[:d.lines[d.line].End], d.i)
	if !ok {
		return nil, false
	}
	raw := d.page.Src[d.i:end]
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
		case c == '\\' && i+1 < len(s) && tree.IsPunct(s[i+1]):
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
		case c == 0 && d.i >= d.lines[d.line].End, c == '(' && ends == ')':
			return "", false
		case c == '\\':
			b.WriteByte(c)
			d.advance()
			if c = d.char(); !tree.IsPunct(c) {
				continue
			}
		}
		b.WriteByte(c)
		d.advance()
	}
}
