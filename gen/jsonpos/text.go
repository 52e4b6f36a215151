package jsonpos

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads a text in quotes. Single and curly ones are faults, as is
// whatever may not stand between them.
func (p *parser) quoted() string {
	start := p.at
	closing := `"`
	var curly *Fault
	switch {
	case p.has("'"):
		closing = "'"
		p.fault(start, start+1, "text in single quotes, want double quotes", "put double quotes around it")
	case p.has("“"):
		closing = "”"
		curly = p.fault(start, start+len("“"), "text in curly quotes, want straight quotes", "put straight double quotes around it")
		p.at += len("“") - 1
	}
	p.at++
	begin := p.at
	if n := plainText(p.text[begin:]); closing == `"` && begin+n < len(p.text) && p.text[begin+n] == '"' {
		p.at = begin + n + 1
		return p.text[begin : begin+n] // the common case: nothing to decode
	}
	var b strings.Builder
	for !p.stopped {
		switch c := p.peek(); {
		case p.has(closing):
			end := p.at
			p.at += len(closing)
			if curly != nil && !strings.ContainsAny(p.text[begin:end], "\"“") {
				curly.Edits = []Edit{{start, begin, `"`}, {end, p.at, `"`}}
			}
			return b.String()
		case p.at >= len(p.text) || c == '\n' || c == '\r':
			p.stop(start, p.at, "missing closing quote on this line", `write a line break in text as \n`)
		case c == '\\':
			p.escape(&b)
		case c < ' ':
			hint := ""
			if c == '\t' {
				hint = `write a tab in text as \t`
			}
			p.fault(p.at, p.at+1, fmt.Sprintf("unescaped control character U+%04X in text", c), hint)
			b.WriteByte(c)
			p.at++
		default:
			r, n := utf8.DecodeRuneInString(p.text[p.at:])
			b.WriteRune(r)
			p.at += n
		}
	}
	return b.String()
}

// plainText returns how many bytes of s, from its start, are text that stands
// for itself.
func plainText(s string) int {
	i := 0
	for i < len(s) && s[i] >= ' ' && s[i] < 0x7F && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}

// escape reads what begins with a backslash.
func (p *parser) escape(b *strings.Builder) {
	start := p.at
	p.at++
	const names, meaning = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := p.peek()
	if i := strings.IndexByte(names, c); i >= 0 {
		b.WriteByte(meaning[i])
		p.at++
		return
	}
	if c == 'u' {
		if r, ok := p.unit(start); ok {
			p.at += len("uXXXX")
			// Two escapes make one character of those that one cannot name.
			if second, ok := p.unit(p.at); ok && utf16.IsSurrogate(r) {
				if both := utf16.DecodeRune(r, second); both != unicode.ReplacementChar {
					r = both
					p.at += len(`\uXXXX`)
				}
			}
			b.WriteRune(r) // a half of a pair becomes U+FFFD
			return
		}
	}
	end := p.at
	if end < len(p.text) && p.text[end] >= ' ' {
		_, n := utf8.DecodeRuneInString(p.text[end:])
		end += n
	}
	p.fault(start, end, strconv.Quote(p.text[start:end])+" is not a JSON escape", `write a literal backslash as \\`)
	b.WriteByte('\\')
}

// unit returns what the \uXXXX at a place stands for.
func (p *parser) unit(at int) (rune, bool) {
	if at+6 > len(p.text) || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[at+2:at+6], 16, 16)
	return rune(n), err == nil
}

// AppendString appends s as a JSON string. What a reader cannot see or could be
// deceived by is escaped: controls, bidi and other format characters, the line
// separators of Unicode. Bytes that are not UTF-8 become U+FFFD. Characters of
// HTML are not escaped.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		n := plainText(s[i:])
		b = append(b, s[i:i+n]...)
		i += n
		if i == len(s) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case hidden(r) && r < 0x10000:
			b = fmt.Appendf(b, `\u%04x`, r)
		case hidden(r):
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// hidden reports whether a character is a control or format character or a line
// separator. The joiners stay: scripts and emoji are written with them.
func hidden(r rune) bool {
	const nonJoiner, joiner = 0x200C, 0x200D
	return r < ' ' || r == 0x7F || r > 0x7F && r != nonJoiner && r != joiner && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}
