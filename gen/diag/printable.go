package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A glyph is what a terminal draws as one: a character with the marks on it, a
// tab, or the visible form of something that must not reach a terminal.
type glyph struct {
	start, end int // bytes of the input
	width      int // columns; a tab has 0, as only the terminal knows
	hidden     bool
}

// draw returns what is printed for a glyph of text: <U+202E> for a control, bidi
// or other invisible character, <0xFF> for a byte that is not UTF-8.
func (g glyph) draw(text []byte) string {
	if !g.hidden {
		return string(text[g.start:g.end])
	}
	r, n := utf8.DecodeRune(text[g.start:g.end])
	if r == utf8.RuneError && n <= 1 {
		return fmt.Sprintf("<0x%02X>", text[g.start])
	}
	return fmt.Sprintf("<U+%04X>", r)
}

func (g glyph) isTab() bool { return g.width == 0 }

const (
	// maxMarks is how many bytes of marks a character keeps. Words of any script
	// need fewer; a heap of marks would paint over the lines above and below.
	maxMarks = 24

	zeroWidthNonJoiner = 0x200C
	zeroWidthJoiner    = 0x200D
	emojiPresentation  = 0xFE0F
)

// next returns the first glyph of text[at:]. at must be inside text.
func next(text []byte, at int) glyph {
	r, n := utf8.DecodeRune(text[at:])
	g := glyph{start: at, end: at + n, width: 1}
	switch {
	case r == '\t':
		g.width = 0
	case r == '\u3000': // the space of East Asian text
		g.width = 2
	case r == utf8.RuneError && n <= 1:
		g.hidden, g.width = true, len("<0xFF>")
	case !unicode.IsPrint(r) || joins(r) || unicode.Is(unicode.Mc, r):
		// A mark with nothing to stand on would be drawn onto whatever errgen
		// printed before it.
		g.hidden, g.width = true, len("<U+0000>")
		for limit := rune(0xFFFF); r > limit; limit = limit<<4 | 0xF {
			g.width++
		}
	case r != ' ':
		g.width = width(r)
		g.end = marks(text, g.end, r, &g.width)
	}
	return g
}

// marks returns the end of what is drawn as one with the character base that
// ends at end, and adjusts how many columns that takes.
func marks(text []byte, end int, base rune, columns *int) int {
	limit := end + maxMarks
	for {
		r, n := utf8.DecodeRune(text[end:])
		switch {
		case n == 0 || end+n > limit:
			return end
		case r == emojiPresentation && !unicode.IsLetter(base):
			*columns = 2
		case unicode.Is(unicode.Mc, r) && unicode.IsPrint(r):
			*columns++ // a spacing mark: belongs to the letter, has a column of its own
		case joins(r) && unicode.IsPrint(r) || skinTone(r) && picture(base):
		case r == zeroWidthNonJoiner || r == zeroWidthJoiner:
			after, m := utf8.DecodeRune(text[end+n:])
			if after < 0x300 || after == utf8.RuneError || !unicode.IsPrint(after) || end+n+m > limit {
				return end // joins nothing: it is there by mistake, or to deceive
			}
			if picture(after) && picture(base) {
				n += m // one picture made of several
			}
		default:
			return end
		}
		end += n
	}
}

// Printable returns text as one line that is safe to send to a terminal. Each
// control, bidi or other invisible character is replaced by a visible form such
// as <U+001B>, and each byte that is not UTF-8 by one such as <0xFF>.
func Printable(text string) string {
	plain := func(r rune) bool { return r < ' ' || r > '~' }
	if !strings.ContainsFunc(text, plain) {
		return text
	}
	var b strings.Builder
	data := []byte(text)
	for at := 0; at < len(data); {
		g := next(data, at)
		g.hidden = g.hidden || g.isTab()
		b.WriteString(g.draw(data))
		at = g.end
	}
	return b.String()
}
