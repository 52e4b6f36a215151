package mdx

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// maxNesting is how many quotes, list items and footnotes may stand inside each
// other. Each one costs work on every line inside it.
const maxNesting = 100

// match takes the syntax of the first n open containers off a line and returns
// how many the line continues. With grow, the spans of quotes take in their
// markers.
func (r *reader) match(l *line, n int, grow bool) int {
	for i := 1; i < n; i++ {
		c := &r.open[i]
		columns, first := l.indent()
		switch c.kind {
		case BlockQuote:
			if first == l.end || l.src[first] != '>' || columns >= 4 && r.indentMatters() {
				return i
			}
			l.to(first)
			l.take(1)
			if grow {
				c.node.Span.End = max(c.node.Span.End, int32(l.pos))
			}
			l.skip(1)
		case ListItem, FootnoteDef:
			switch {
			case first == l.end:
				// A blank line goes on with an item, but not with one that has
				// begun with a blank line.
				if c.kind == ListItem && len(c.node.Children) == 0 {
					return i
				}
				l.skip(c.offset)
			case columns >= c.offset:
				l.skip(c.offset)
			default:
				return i
			}
		}
	}
	return n
}

// openContainer opens a quote, a list item or a footnote definition that the
// line begins with.
func (r *reader) openContainer(columns, first, matched int) bool {
	switch c := r.Src[first]; {
	case c == '>':
		if r.deep(first) {
			return false
		}
		r.closeUnmatched(matched, false)
		r.closeLeaf()
		r.line.to(first)
		r.line.take(1)
		n := r.NewNode(BlockQuote, first, r.line.pos)
		r.line.skip(1)
		r.append(n)
		r.push(container{kind: BlockQuote, node: n})
		return true
	case c == '-' || c == '+' || c == '*' || tree.IsDigit(c):
		return r.openItem(columns, first, matched)
	case c == '[' && r.line.at(first+1) == '^':
		return r.openFootnote(first, matched)
	}
	return false
}

func (r *reader) push(c container) { r.open = append(r.open, c) }

// deep reports, once, that containers are nested too deep.
func (r *reader) deep(first int) bool {
	if len(r.open) <= maxNesting {
		return false
	}
	if !r.tooDeep {
		r.tooDeep = true
		r.Report(first, first+1, "quotes and lists are nested more than 100 deep", "use fewer levels; deeper ones are read as text")
	}
	return true
}

// A marker is what a list item begins with.
type marker struct {
	char   byte // - + * . )
	start  int
	length int
}

// marker reads the marker at first; ok is false where there is none.
func (r *reader) marker(first int) (m marker, ok bool) {
	l := &r.line
	m.char = l.src[first]
	i := first + 1
	if tree.IsDigit(m.char) {
		for i < l.end && i-first < 10 && tree.IsDigit(l.src[i]) {
			i++
		}
		if c := l.at(i); i-first > 9 || c != '.' && c != ')' {
			return m, false
		}
		m.start, _ = strconv.Atoi(string(l.src[first:i]))
		m.char = l.src[i]
		i++
	}
	m.length = i - first
	return m, i == l.end || tree.IsBlank(l.src[i])
}

func (r *reader) openItem(columns, first, matched int) bool {
	m, ok := r.marker(first)
	if !ok || r.isBreak(first) {
		return false
	}
	l := r.line // a copy: nothing is taken off until the item is sure
	l.to(first)
	l.take(m.length)
	after, content := l.indent()
	empty := content == l.end
	ordered := m.char == '.' || m.char == ')'
	if r.interrupts && (empty || ordered && m.start != 1) || r.deep(first) {
		return false
	}
	offset := columns + m.length + after
	switch {
	case empty, after >= 5 && !r.MDX:
		offset = columns + m.length + 1
		l.skip(1)
	default:
		l.skip(after)
	}
	r.closeUnmatched(matched, false)
	r.closeLeaf()
	r.line = l
	item := r.NewNode(ListItem, first, first+m.length)
	r.appendItem(item, m)
	r.push(container{kind: ListItem, node: item, offset: offset})
	return true
}

// appendItem adds an item to the list before it, if it is of the same kind, and
// to a new list else.
func (r *reader) appendItem(item *Node, m marker) {
	c := &r.open[len(r.open)-1]
	if k := len(c.node.Children); k > 0 {
		list := c.node.Children[k-1]
		if list.Kind == List && c.marker == m.char {
			if r.blank && r.blankQuote == r.innerQuote() {
				list.Loose = true
			}
			r.blank = false
			list.Children = append(list.Children, item)
			return
		}
	}
	list := r.NewNode(List, int(item.Span.Start), int(item.Span.End))
	c.marker = m.char
	list.Ordered = m.char == '.' || m.char == ')'
	list.Start = m.start
	list.Children = append(r.Children(4), item)
	r.append(list)
}

// task takes the box of a task off the lines of an item's first paragraph: `[ ]`
// or `[x]`, before some text.
func (r *reader) task(lines []inline.Line) []inline.Line {
	c := &r.open[len(r.open)-1]
	if c.kind != ListItem || len(c.node.Children) != 1 {
		return lines
	}
	first := lines[0]
	s := r.Src[first.Start:first.End]
	if len(s) < 3 || s[0] != '[' || s[2] != ']' || len(s) > 3 && !tree.IsBlank(s[3]) {
		return lines
	}
	done := s[1] == 'x' || s[1] == 'X'
	alone := tree.TrimRight(s, 3, len(s)) == 3
	if !done && !tree.IsBlank(s[1]) || alone && len(lines) == 1 {
		return lines
	}
	c.node.Checked = &done
	c.node.Span.End = max(c.node.Span.End, int32(first.Start+3))
	if alone {
		return lines[1:]
	}
	lines[0].Start += 4
	for tree.IsBlank(r.Src[lines[0].Start]) {
		lines[0].Start++
	}
	return lines
}

func (r *reader) openFootnote(first, matched int) bool {
	l := &r.line
	i := first + 2
	for i < l.end && l.src[i] != ']' && l.src[i] != '[' && !tree.IsSpace(l.src[i]) {
		if l.src[i] == '\\' {
			i++
		}
		i++
	}
	if l.at(i) != ']' || i == first+2 || l.at(i+1) != ':' || r.deep(first) {
		return false
	}
	r.closeUnmatched(matched, false)
	r.closeLeaf()
	n := r.NewNode(FootnoteDef, first, i+2)
	n.Name = string(l.src[first+2 : i])
	if r.Notes == nil {
		r.Notes = map[string]bool{}
	}
	r.Notes[inline.Label(l.src[first+2:i])] = true
	l.to(first)
	l.take(i + 2 - first)
	columns, _ := l.indent()
	l.skip(columns)
	r.append(n)
	r.push(container{kind: FootnoteDef, node: n, offset: 4})
	return true
}
