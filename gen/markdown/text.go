package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// leading is what means something at the beginning of a line only: the number of an
// item, and the words that begin a statement.
var leading = regexp.MustCompile(`^(?:\d+[.)]|(?:import|export)\b)`)

// special are the characters that mean something in running text of Markdown, of
// MDX, or of the extensions that docs sites have.
const special = "\\`*_{}[]<>#|&~$:!@"

// host is the beginning of what becomes a link without any markup.
var host = regexp.MustCompile(`(?i)www\.`)

// Escape returns a text as Markdown and MDX both show it as it is: on one line,
// without markup, and without characters that a reader cannot see.
//
// It may start a line: what would be read as a list or, in MDX, as a statement there
// is written as a character reference.
func Escape(s string) string {
	var b strings.Builder
	s = strings.Join(strings.Fields(strings.Map(visible, s)), " ")
	if leading.MatchString(s) {
		fmt.Fprintf(&b, "&#%d;", s[0])
		s = s[1:]
	} else if s != "" && strings.ContainsRune("-+=", rune(s[0])) {
		b.WriteByte('\\')
	}
	links := host.FindAllStringIndex(s, -1)
	for i, r := range s {
		dot := len(links) > 0 && i == links[0][1]-1
		if dot {
			links = links[1:]
		}
		if dot || strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// visible drops the characters that a reader cannot see.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r) && r != 0x85 && r != 0x2028 && r != 0x2029:
		return r
	case r < ' ', 0x7f <= r && r < 0xa0, 0x200b <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}
