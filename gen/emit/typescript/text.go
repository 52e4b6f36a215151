package typescript

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/emit"
)

// width is how many characters of text a line of a comment has.
const width = 100

// docText returns text as lines of a comment that it cannot end, and in which
// nothing is a tag to TSDoc. What would end or upset a script element is broken
// up too, as a compiler may copy comments to a page.
func docText(text string) []string {
	lines := emit.Wrap(text, width, nil)
	for i, line := range lines {
		line = breaker.Replace(line)
		if strings.HasPrefix(line, "@") {
			line = `\` + line
		}
		lines[i] = line
	}
	return lines
}

var breaker = strings.NewReplacer("*/", `*\/`, "</", `<\/`, "<!--", `<\!--`, "{@", `{\@`)

// quote returns a string literal. It holds no character that is not seen, and
// nothing that ends a script element.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	var last rune
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case last == '<' && (r == '/' || r == '!'):
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
		last = r
	}
	b.WriteByte('"')
	return b.String()
}

// key returns a text as the key of an object. One key would set the prototype if it
// were not computed.
func key(s string) string {
	if s == "__proto__" {
		return "[" + quote(s) + "]"
	}
	return quote(s)
}

// property returns the name of a property: as it is where the grammar allows.
func property(s string) string {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return quote(s)
		}
	}
	if s == "" {
		return `""`
	}
	return s
}
