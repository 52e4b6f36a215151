package tree

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decode returns Markdown text with its escapes and character references
// resolved.
func Decode(s []byte) string {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return string(s)
	}
	return unescape(string(s), true)
}

// Unescape returns a text of HTML with its character references resolved.
func Unescape(s string) string { return unescape(s, false) }

func unescape(s string, backslashes bool) string {
	if strings.IndexByte(s, '&') < 0 && (!backslashes || strings.IndexByte(s, '\\') < 0) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if backslashes && s[i] == '\\' && i+1 < len(s) && IsPunct(s[i+1]) {
			b.WriteByte(s[i+1])
			i += 2
			continue
		}
		if s[i] == '&' {
			if text, n := CharRef(s[i:]); n > 0 {
				b.WriteString(text)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// maxCharRef is the length of the longest character reference.
const maxCharRef = 40

// CharRef reads the character reference that s starts with and returns what it
// stands for and its length, 0 for none.
func CharRef(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), maxCharRef)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		return entity(s[:end+1])
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > most {
		return "", 0
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		v = utf8.RuneError
	}
	return string(rune(v)), end + 1
}

// entity resolves a reference by name, which ends with a semicolon. HTML knows
// some names without one, and Markdown does not: they leave the semicolon behind. What
// is no name may hold another reference.
func entity(ref string) (string, int) {
	for i := 1; i < len(ref)-1; i++ {
		if c := ref[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return "", 0
		}
	}
	text := html.UnescapeString(ref)
	if strings.HasSuffix(text, ";") && ref != "&semi;" {
		return "", 0
	}
	return text, len(ref)
}
