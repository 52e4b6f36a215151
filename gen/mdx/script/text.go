package script

import (
	"sort"

	"github.com/unkeyed/errgen/gen/source"
)

// A Text is what tags and code are read from. It holds one line at first, and
// more of it is fetched only when the tag or the code goes on; inside a quote or
// a list the lines do not follow each other in the file, so every offset in Buf
// can be turned into one of the file.
type Text struct {
	Buf    []byte
	Pieces []source.Piece
	More   func(c *Text) bool // adds a line to Buf; nil where there is no more

	// deep is how many tags and expressions are being read inside each other.
	deep int
	// tokens, where it is not nil, takes what is read: see [Free].
	tokens *[]token
}

// Add appends the bytes of a line, which start at an offset of the file, and a
// line end.
func (c *Text) Add(line []byte, start int) {
	c.Pieces = append(c.Pieces, source.Piece{Off: int32(len(c.Buf)), Start: int32(start)})
	c.Buf = append(c.Buf, line...)
	c.Buf = append(c.Buf, '\n')
}

// Has reports whether there is a byte at i, fetching lines as needed.
func (c *Text) Has(i int) bool {
	for i >= len(c.Buf) {
		if c.More == nil || !c.More(c) {
			return false
		}
	}
	return true
}

// At returns the byte at i, and 0 behind the end.
func (c *Text) At(i int) byte {
	if c.Has(i) {
		return c.Buf[i]
	}
	return 0
}

// File returns the offset in the file of the byte at i.
func (c *Text) File(i int) int {
	k := sort.Search(len(c.Pieces), func(k int) bool { return int(c.Pieces[k].Off) > i }) - 1
	p := c.Pieces[max(k, 0)]
	return int(p.Start) + i - int(p.Off)
}

// After returns the offset in the file just behind the byte before i.
func (c *Text) After(i int) int {
	if i == 0 {
		return c.File(0)
	}
	return c.File(i-1) + 1
}

// Pos returns the offset in Buf of a place in the file that is in it.
func (c *Text) Pos(at int) int {
	k := sort.Search(len(c.Pieces), func(k int) bool { return int(c.Pieces[k].Start) > at }) - 1
	p := c.Pieces[max(k, 0)]
	return int(p.Off) + at - int(p.Start)
}

// PiecesOf returns the pieces of Buf from start to end, counted from start.
func (c *Text) PiecesOf(start, end int) []source.Piece {
	out := []source.Piece{{Start: int32(c.File(start))}}
	first := sort.Search(len(c.Pieces), func(k int) bool { return int(c.Pieces[k].Off) > start })
	for _, p := range c.Pieces[first:] {
		if int(p.Off) >= end {
			break
		}
		out = append(out, source.Piece{Off: p.Off - int32(start), Start: p.Start})
	}
	return out
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isSpace(c byte) bool {
	return isBlank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v'
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
