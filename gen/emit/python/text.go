package python

import (
	"fmt"
	"strings"
	"unicode"

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

// quote returns a string literal that holds no character that is not seen.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
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
