package mdx

import (
	"strings"

	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// definitions takes link definitions, `[label]: destination "title"`, off the
// start of a paragraph and returns the lines that are left.
func (r *reader) definitions(lines []inline.Line) []inline.Line {
	paragraph := r.leaf.node
	parent := r.open[len(r.open)-1].node
	var defs []*Node
	for len(lines) > 0 && r.Src[lines[0].Start] == '[' {
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
	lines []inline.Line
	line  int
	i     int // offset in the file
}

// read returns the definition and how many lines it takes, or nil.
func (d *definition) read() (*Node, int) {
	src := d.r.Src
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
	n := d.r.NewNode(Definition, start, d.i)
	n.Name = strings.Join(strings.Fields(name), " ")
	n.URL = tree.Decode(raw)
	n.URLSpan = d.r.Span(from, d.i)
	if src[from] == '<' {
		n.URLSpan = d.r.Span(from+1, d.i-1)
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
	n.Span = d.r.Span(start, end)
	key := inline.Label([]byte(name))
	if d.r.Refs == nil {
		d.r.Refs = map[string]*Node{}
	}
	if _, ok := d.r.Refs[key]; !ok {
		d.r.Refs[key] = n
	}
	return n, used + 1
}

// char returns the byte that comes next, LF at the end of a line, 0 at the end.
func (d *definition) char() byte {
	if d.i < d.lines[d.line].End {
		return d.r.Src[d.i]
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
	return tree.TrimRight(d.r.Src, d.i, l.End) == d.i
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
	end, ok := destinationEnd(d.r.Src[:d.lines[d.line].End], d.i)
	if !ok {
		return nil, false
	}
	raw := d.r.Src[d.i:end]
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
