package mdx

import "sort"

// chars is text that a tag or an expression is read from. It holds one line at
// first, and more of it is fetched only when the tag or expression goes on;
// inside a quote or a list the lines do not follow each other in the file, so
// every offset in buf can be turned into one of the file.
type chars struct {
	buf    []byte
	pieces []piece
	more   func(c *chars) bool // adds a line to buf; nil where there is no more

	// deep is how many tags and expressions are being read inside each other.
	deep int
	// work counts the bytes read by scans that came to nothing. Text that makes
	// one scan after another run to its end is given up instead of being read
	// again and again.
	work int
}

// add appends the bytes of a line, which start at an offset of the file, and a
// line end.
func (c *chars) add(line []byte, start int) {
	c.pieces = append(c.pieces, piece{off: int32(len(c.buf)), start: int32(start)})
	c.buf = append(c.buf, line...)
	c.buf = append(c.buf, '\n')
}

// has reports whether there is a byte at i, fetching lines as needed.
func (c *chars) has(i int) bool {
	for i >= len(c.buf) {
		if c.more == nil || !c.more(c) {
			return false
		}
	}
	return true
}

// at returns the byte at i, and 0 behind the end.
func (c *chars) at(i int) byte {
	if c.has(i) {
		return c.buf[i]
	}
	return 0
}

// file returns the offset in the file of the byte at i.
func (c *chars) file(i int) int {
	k := sort.Search(len(c.pieces), func(k int) bool { return int(c.pieces[k].off) > i }) - 1
	p := c.pieces[max(k, 0)]
	return int(p.start) + i - int(p.off)
}

// after returns the offset in the file just behind the byte before i.
func (c *chars) after(i int) int {
	if i == 0 {
		return c.file(0)
	}
	return c.file(i-1) + 1
}

// pos returns the offset in buf of a place in the file that is in it.
func (c *chars) pos(at int) int {
	k := sort.Search(len(c.pieces), func(k int) bool { return int(c.pieces[k].start) > at }) - 1
	p := c.pieces[max(k, 0)]
	return int(p.off) + at - int(p.start)
}

// piecesOf returns the pieces of buf from start to end, counted from start.
func (c *chars) piecesOf(start, end int) []piece {
	out := []piece{{0, int32(c.file(start))}}
	for _, p := range c.pieces {
		if int(p.off) > start && int(p.off) < end {
			out = append(out, piece{p.off - int32(start), p.start})
		}
	}
	return out
}
