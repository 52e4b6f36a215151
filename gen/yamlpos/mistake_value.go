package yamlpos

import (
	"fmt"
	"regexp"
	"strings"
)

// value goes through the value at i, and returns the offset of the line after it.
func (s *mistakes) value(i int) int {
	if s.atEnd(i) {
		return nextLine(s.text, i)
	}
	end := textEnd(s.text, i)
	switch c := s.text[i]; c {
	case '"', '\'':
		return s.after(i, s.quoted(i))
	case '[', '{':
		return s.after(i, s.brackets(i))
	case '|', '>':
		return s.block(i)
	case ']', '}', ',', '@', '`', '%', '*', '&', '!':
		s.quoteWhole(i, end, "a value starts with %q, which has another meaning in YAML", string(c))
		return i
	case '-', '?':
		if s.endsToken(i + 1) {
			hint := "put it on its own line below the key"
			if c == '?' {
				hint = "put quotes around the value"
			}
			s.report(i, end, hint, `a value starts with "%c "`, c)
			return i
		}
	}
	if s.colon(i) >= 0 {
		// Reading stops at the colon, but what is to be fixed is the value.
		s.quoteWhole(i, end, `a value contains ": ", which starts another value`)
		return i
	}
	s.last = plain
	return nextLine(s.text, i)
}

// quoteWhole reports a value, less a comment after it, that needs quotes.
func (s *mistakes) quoteWhole(start, end int, format string, args ...any) {
	for i := start; i < end; i++ {
		if s.isComment(i) {
			end = textEnd(s.text[:i], start)
		}
	}
	written := quote(s.text[start:end])
	s.report(start, end, "put quotes around the value: "+written, format, args...).quote = true
}

// after checks that nothing follows the quoted or bracketed value between start
// and end on its last line.
func (s *mistakes) after(start, end int) int {
	s.last = complete
	if s.found != nil {
		return start
	}
	at := skipBlanks(s.text, end)
	if s.atEnd(at) && (at > end || at == len(s.text) || s.text[at] != '#') {
		return nextLine(s.text, at)
	}
	rest := textEnd(s.text, at)
	switch {
	case strings.ContainsAny(s.text[start:end], "\r\n") && s.text[start] != '[' && s.text[start] != '{':
		s.report(start, textEnd(s.text, start), fmt.Sprintf("close it with %c where the text ends", s.text[start]),
			"this quote is closed on a later line, with text after it")
	case s.text[start] == '\'' || s.text[start] == '"':
		whole := s.text[start:rest]
		s.report(at, rest, "put quotes around the whole value: "+quote(inner(whole)), "text after the closing quote of a value")
	default:
		s.quoteWhole(start, rest, "text after the closing %q of a value", s.text[end-1:end])
	}
	return start
}

// inner takes away the quotes around all of a text, if they are; the author's
// own quotes within it stay.
func inner(s string) string {
	if len(s) > 1 && s[0] == s[len(s)-1] {
		return s[1 : len(s)-1]
	}
	return s
}

var escape = regexp.MustCompile(`^\\([0abt\tnvfre "/\\N_LP\r\n\x{85}\x{2028}\x{2029}]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`)

// quoted returns the offset after the quoted value at i.
func (s *mistakes) quoted(i int) int {
	end := closingQuote(s.text, i)
	if end < 0 {
		s.report(i, textEnd(s.text, i), fmt.Sprintf("close it with %c where the text ends", s.text[i]), "this quote is never closed")
		return i
	}
	if s.text[i] == '"' {
		for at := i + 1; at < end-1; at++ {
			if s.text[at] != '\\' {
				continue
			}
			if !escape.MatchString(s.text[at : end-1]) {
				s.report(at, at+2, `write \\ for a backslash, or use single quotes`, `"%s" is not a valid escape`, s.text[at:at+2])
				return i
			}
			at++
		}
	}
	return end
}

// brackets returns the offset after the list or map in brackets at i.
func (s *mistakes) brackets(i int) int {
	var open []int
	last := byte(0) // the character before, white space and comments aside
	for at := i; at < len(s.text); {
		switch c := s.text[at]; {
		case (c == '"' || c == '\'') && s.beginsToken(at):
			if at = s.quoted(at); s.found != nil {
				return i
			}
			last = c
			continue
		case s.isComment(at):
			at = lineEnd(s.text, at)
			continue
		case c == ',' && (last == ',' || last == '[' || last == '{'):
			s.report(at, at+1, "remove it, or add the missing value before it", "nothing before a comma")
			return i
		case c == '[' || c == '{':
			open = append(open, at)
		case c == ']' || c == '}':
			begin := open[len(open)-1]
			if want := closer(s.text[begin]); c != want {
				s.report(at, at+1, fmt.Sprintf("put %c here, or quotes around the value", want), "%q closes a %q", string(c), s.text[begin:begin+1])
				return i
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return at + 1
			}
		}
		if white(s.text, at) == 0 {
			last = s.text[at]
		}
		at++
	}
	begin := open[len(open)-1]
	end := textEnd(s.text, begin)
	m := s.report(begin, begin+1, fmt.Sprintf("close it with %c, or put quotes around the value", closer(s.text[begin])),
		"%q is never closed", s.text[begin:begin+1])
	if begin == i {
		m.end = end
	}
	return i
}

func closer(opening byte) byte {
	if opening == '[' {
		return ']'
	}
	return '}'
}

// block goes through the block scalar at i: its header, and the lines that are
// indented deeper than the key it belongs to.
func (s *mistakes) block(i int) int {
	at := i + 1
	for at < len(s.text) && strings.IndexByte("+-0123456789", s.text[at]) >= 0 {
		at++
	}
	at = skipBlanks(s.text, at)
	if !s.atEnd(at) {
		s.quoteWhole(i, textEnd(s.text, i), "a value starts with %q, which needs lines of text below", s.text[i:i+1])
		return i
	}
	column := -1
	if len(s.open) > 0 {
		column = s.open[len(s.open)-1].column
	}
	indent := -1 // of the text, which its first line that is not blank decides
	for at = nextLine(s.text, at); at < len(s.text); at = nextLine(s.text, at) {
		content := at
		for content < len(s.text) && s.text[content] == ' ' {
			content++
		}
		switch {
		case content == len(s.text) || lineBreak(s.text, content) > 0:
			continue
		case content-at > column && indent < 0:
			indent = content - at
		}
		if content-at <= column || s.text[content] == '\t' && content-at < indent {
			break
		}
		if content-at < indent && s.text[content] != '#' {
			s.report(content, textEnd(s.text, content), "indent it like the first line of the text",
				"this line is indented less than the text above it")
			return i
		}
	}
	s.last = complete
	return at
}

// beginsToken reports whether what is at i within brackets can begin a value.
func (s *mistakes) beginsToken(i int) bool {
	return white(s.text, i-1) > 0 || strings.IndexByte("[{,:", s.text[i-1]) >= 0
}
