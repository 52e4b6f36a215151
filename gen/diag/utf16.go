package diag

import "github.com/unkeyed/errgen/gen/source"

// columns16 works out columns in UTF-16 code units, as editors and web pages
// count them. It keeps a sum for each block of a file, since a line can be as
// long as its page and have thousands of findings.
type columns16 map[*source.File][]int

const blockBytes = 1024

// position returns the line and the column, from 1, of a byte offset.
func (c columns16) position(f *source.File, offset int) source.Position {
	at := f.Position(offset)
	start := f.LineStart(at.Line)
	at.Column = c.units(f, start+at.Column-1) - c.units(f, start) + 1
	return at
}

// units returns how many code units the file's first offset bytes make.
func (c columns16) units(f *source.File, offset int) int {
	sums, ok := c[f]
	if !ok {
		sums = []int{0}
		for at := blockBytes; at <= len(f.Data); at += blockBytes {
			sums = append(sums, sums[len(sums)-1]+units16(f.Data[at-blockBytes:at]))
		}
		c[f] = sums
	}
	block := offset / blockBytes
	return sums[block] + units16(f.Data[block*blockBytes:offset])
}

// units16 counts code units: one for each character, at its first byte, and a
// second for those beyond the first 65,536.
func units16(data []byte) int {
	n := 0
	for _, b := range data {
		switch {
		case b >= 0xF0:
			n += 2
		case b < 0x80 || b >= 0xC0:
			n++
		}
	}
	return n
}
