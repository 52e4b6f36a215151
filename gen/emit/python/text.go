package python

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/emit"
)

// width is how many characters of text a line of a docstring has.
const width = 84

// docText returns text as lines of a docstring that it cannot end: no line
// ends in a quote that is not escaped, as the closing ones may follow.
func docText(text string) []string {
	lines := emit.Wrap(text, width, nil)
	for i, line := range lines {
		inner, quoted := strings.CutSuffix(line, `"`)
		lines[i] = escape.Replace(inner)
		if quoted {
			lines[i] += `\"`
		}
	}
	return lines
}

var escape = strings.NewReplacer(`\`, `\\`, `""`, `\"\"`)

// quotePattern returns a raw string literal that holds a regular expression in
// printable ASCII, in which a backslash may stand before a quote.
func quotePattern(s string) string { return `r"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// quoteJSON appends a string of JSON that holds no character that is not seen. In
// a raw string of Python, three quotes around it, it ends nothing: its quotes come
// two in a row at most, and a backslash keeps the character after it in both
// languages.
func quoteJSON(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case unicode.IsPrint(r):
			b = utf8.AppendRune(b, r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
	}
	return append(b, '"')
}
