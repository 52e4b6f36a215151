package emit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns text with every line terminator of any output language replaced
// by \n: CR, CRLF, vertical tab, form feed, NEL, and the line and paragraph
// separators of Unicode. A tab becomes a space. Invisible characters are
// removed: controls, and formatting characters such as those that change the
// direction of text. The joiners of emoji and Persian stay. Invalid UTF-8
// becomes U+FFFD.
func Clean(text string) string {
	clean := func(r rune) bool { return r == '\n' || r >= ' ' && r < 0x7F }
	if strings.IndexFunc(text, func(r rune) bool { return !clean(r) }) < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		switch {
		case clean(r):
			b.WriteRune(r)
		case r == '\r' && strings.HasPrefix(text[i+1:], "\n"):
		case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case r == 0x200C, r == 0x200D:
			b.WriteRune(r)
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Wrap returns text, cleaned and with runs of space collapsed, in lines of at
// most width characters. A longer word gets its own line. keep, if not nil,
// reports whether a word must not start a line; such a word stays on the line
// of the word before it, however long the line gets.
func Wrap(text string, width int, keep func(word string) bool) []string {
	text = spaced(Clean(text))
	if text == "" {
		return nil
	}
	lines := make([]string, 0, 1+len(text)/max(width, 1))
	start, columns := 0, 0 // of the line
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], ' '); i >= 0 {
			end = at + i
		}
		word := text[at:end]
		n := utf8.RuneCountInString(word)
		if columns > 0 && columns+1+n > width && (keep == nil || !keep(word)) {
			lines = append(lines, text[start:at-1])
			start, columns = at, 0
		}
		if columns > 0 {
			columns++
		}
		columns += n
		at = end + 1
	}
	return append(lines, text[start:])
}

// spaced returns text with any run of space as one blank, and none at its ends.
func spaced(text string) string {
	blank := true // before a word, as at the start, there is no second one
	for i := range len(text) {
		c := text[i]
		if c == ' ' && blank || c < ' ' || c >= utf8.RuneSelf {
			return strings.Join(strings.Fields(text), " ")
		}
		blank = c == ' '
	}
	return strings.TrimSuffix(text, " ")
}

// Quote returns text in double quotes, as Python and YAML both read it, on one line.
// Characters that are not seen are escaped.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
