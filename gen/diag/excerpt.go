package diag

import (
	"strings"
	"unicode/utf8"
)

// Columns of a line that is too long to be shown whole: this many before the
// caret, and this many in all.
const (
	maxBefore  = 40
	maxColumns = 120
)

// excerpt returns the part of a line around the bytes start to end, made
// printable, and below it a run of carets under exactly these bytes. An empty
// range is one caret.
//
// A tab before the range stands in both lines, which keeps them in step
// whatever a terminal makes of a tab. Inside the range it is shown as an arrow,
// as a caret cannot be as wide as a tab.
func excerpt(line []byte, start, end int) (text, carets string) {
	start = min(max(start, 0), len(line))
	end = min(max(end, start), len(line))
	glyphs, cutLeft, cutRight := window(line, start)
	var t, c strings.Builder
	if cutLeft {
		t.WriteString("…")
		c.WriteString(" ")
	}
	marked := false
	for _, g := range glyphs {
		under := g.start < end && g.end > start || start == end && g.start <= start && start < g.end
		if under && g.isTab() {
			t.WriteString("→")
			g.width = 1
		} else {
			t.WriteString(g.draw(line))
		}
		switch {
		case under && start == end:
			c.WriteString("^")
			marked = true
		case under:
			c.WriteString(strings.Repeat("^", g.width))
			marked = true
		case !marked && g.isTab():
			c.WriteString("\t")
		case !marked:
			c.WriteString(strings.Repeat(" ", g.width))
		}
	}
	if !marked {
		c.WriteString("^") // a point at the end of the line
	}
	if cutRight {
		t.WriteString("…")
	}
	return t.String(), c.String()
}

// window returns the glyphs of the line, or those around byte at where the line
// is too long to be shown whole. It looks at no more of the line than it needs.
func window(line []byte, at int) (glyphs []glyph, cutLeft, cutRight bool) {
	// What lies further left is cut in any case, as no glyph has more bytes.
	const reach = (maxBefore + 1) * (maxMarks + utf8.UTFMax)
	from := max(at-reach, 0)
	for i := 1; i < utf8.UTFMax && from > 0 && !utf8.RuneStart(line[from]); i++ {
		from++
	}
	before, left := 0, 0 // glyphs, and columns of them
	for from < at {
		g := next(line, from)
		if g.end > at {
			break
		}
		glyphs, from = append(glyphs, g), g.end
		before, left = before+1, left+columns(g)
	}
	right := 0
	for from < len(line) && right <= maxColumns {
		g := next(line, from)
		glyphs, from = append(glyphs, g), g.end
		right += columns(g)
	}
	if left+right > maxColumns || len(glyphs) > 0 && glyphs[0].start > 0 {
		for ; left > maxBefore; before-- {
			left -= columns(glyphs[0])
			glyphs = glyphs[1:]
		}
		for left+right > maxColumns && len(glyphs) > before+1 {
			right -= columns(glyphs[len(glyphs)-1])
			glyphs = glyphs[:len(glyphs)-1]
		}
	}
	if len(glyphs) == 0 {
		return nil, false, false
	}
	return glyphs, glyphs[0].start > 0, glyphs[len(glyphs)-1].end < len(line)
}

// columns is how many columns a glyph counts towards the length of a line; a
// tab counts as an indent of two.
func columns(g glyph) int {
	if g.isTab() {
		return 2
	}
	return g.width
}
