package markdown

import "strings"

// special are the characters that mean something in running text of Markdown, of
// MDX, or of the extensions that docs sites have.
const special = "\\`*_{}[]<>#|&~$:!"

// Escape returns a text as Markdown and MDX both show it as it is: on one line,
// without markup, and without characters that a reader cannot see.
func Escape(s string) string {
	var b strings.Builder
	for i, r := range strings.Join(strings.Fields(s), " ") {
		switch {
		case r < ' ', r == 0x7f, 0x80 <= r && r < 0xa0, 0x200b <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
			continue
		case strings.ContainsRune(special, r), i == 0 && strings.ContainsRune("-+=", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
