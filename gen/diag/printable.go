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
	text       string
	width      int // columns; a tab has 0, as only the terminal knows
	start, end int // bytes of the input
}

const (
	// maxMarks is how many bytes of marks a character keeps. Words of any script
	// need fewer; a heap of marks would paint over the lines above and below.
	maxMarks = 24

	zeroWidthNonJoiner = 0x200C
	zeroWidthJoiner    = 0x200D
	emojiPresentation  = 0xFE0F
)

// next returns the first glyph of text[at:]. What is no printable character is
// given a visible form: <U+202E> for a control, bidi or other invisible
// character, <0xFF> for a byte that is not UTF-8. at must be inside text.
func next(text []byte, at int) glyph {
	r, n := utf8.DecodeRune(text[at:])
	switch {
	case r == utf8.RuneError && n <= 1:
		return visible(fmt.Sprintf("<0x%02X>", text[at]), at, 1)
	case r == '\t':
		return glyph{text: "\t", start: at, end: at + 1}
	case r < utf8.RuneSelf && unicode.IsPrint(r):
		// The common case; marks may follow it as any other.
	case r == '\u3000': // the space of East Asian text
		return glyph{text: string(r), width: 2, start: at, end: at + n}
	case !unicode.IsPrint(r) || joins(r) || unicode.Is(unicode.Mc, r):
		// A mark with nothing to stand on would be drawn onto whatever errgen
		// printed before it.
		return visible(fmt.Sprintf("<U+%04X>", r), at, n)
	}
	g := glyph{width: width(r), start: at, end: at + n}
	if r == ' ' {
		g.text = " "
		return g
	}
	g.end = marks(text, g.end, r, &g.width)
	g.text = string(text[g.start:g.end])
	return g
}

func visible(form string, at, n int) glyph {
	return glyph{text: form, width: len(form), start: at, end: at + n}
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
		case joins(r) && unicode.IsPrint(r):
		case r == zeroWidthNonJoiner || r == zeroWidthJoiner:
			after, m := utf8.DecodeRune(text[end+n:])
			if after < 0x300 || after == utf8.RuneError || !unicode.IsPrint(after) || end+n+m > limit {
				return end // joins nothing: it is there by mistake, or to deceive
			}
			if width(after) == 2 || unicode.Is(unicode.So, after) {
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
		if g.text == "\t" {
			g.text = "<U+0009>"
		}
		b.WriteString(g.text)
		at = g.end
	}
	return b.String()
}
