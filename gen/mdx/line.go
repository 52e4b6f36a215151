package mdx

import "bytes"

// A line is one line of the file as it is being read: how far the syntax of the
// containers around has been taken off, and in which column that leaves us.
// Columns matter because a tab may be taken off in parts.
type line struct {
	src  []byte // the whole text
	pos  int    // next byte
	end  int    // end of the line's content
	next int    // start of the next line
	col  int    // column of pos; inside a tab that is taken off in part, more
	part bool   // the tab at pos has been taken off in part
}

// lineAt returns the line that starts at pos. raw is the file as it is, since
// that alone tells CR LF from two line ends.
func lineAt(src, raw []byte, pos int, hasCR bool) line {
	l := line{src: src, pos: pos, end: len(src), next: len(src)}
	if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
		l.end = pos + i
		l.next = l.end + 1
		if hasCR && raw[l.end] == '\r' && l.next < len(raw) && raw[l.next] == '\n' {
			l.next++
		}
	}
	return l
}

// indent returns how many columns of white space come next, and the offset of
// the first byte after them.
func (l *line) indent() (columns, first int) {
	col := l.col
	i := l.pos
	for ; i < l.end; i++ {
		switch l.src[i] {
		case ' ':
			col++
		case '\t':
			col += 4 - col%4
		default:
			return col - l.col, i
		}
	}
	return col - l.col, i
}

// skip takes off up to n columns of white space.
func (l *line) skip(n int) {
	for n > 0 && l.pos < l.end {
		switch l.src[l.pos] {
		case ' ':
			l.pos++
			l.col++
			n--
		case '\t':
			width := 4 - l.col%4
			if width > n {
				l.col += n
				l.part = true
				return
			}
			l.col += width
			l.pos++
			l.part = false
			n -= width
		default:
			return
		}
	}
}

// take takes off n bytes that are no tabs.
func (l *line) take(n int) {
	l.pos += n
	l.col += n
	l.part = false
}

// to takes off white space up to the byte at first.
func (l *line) to(first int) {
	columns, _ := l.indent()
	l.skip(columns)
	l.pos = first
}

// at returns the byte at offset i of the line, and 0 behind its end.
func (l *line) at(i int) byte {
	if i < l.end {
		return l.src[i]
	}
	return 0
}

// pad returns how many columns of the tab at pos are still to come, and 0 where
// no tab is taken off in part.
func (l *line) pad() int {
	if !l.part {
		return 0
	}
	return 4 - l.col%4
}
