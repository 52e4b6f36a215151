package yamlpos

import (
	"strings"
	"unicode/utf8"
)

// places turns the YAML library's lines and columns into byte offsets. Nodes are
// asked for in the order of the text, so it goes on from the last answer: a
// thousand nodes on one long line take one walk along it.
type places struct {
	text  string
	lines []int // offset of the first byte of each line, as YAML counts lines
	line  int
	// The character at byte at is the column-th of its line.
	column, at int
}

func newPlaces(text string) *places {
	p := &places{text: text, lines: []int{0}}
	for i := 0; i < len(text); {
		if n := lineBreak(text, i); n > 0 {
			i += n
			p.lines = append(p.lines, i)
			continue
		}
		i++
	}
	return p
}

// offset returns the byte at a line and column, both counted from 1; the end of
// the text for a line that it has not.
func (p *places) offset(line, column int) int {
	if line < 1 || line > len(p.lines) {
		return len(p.text)
	}
	if line != p.line || column < p.column {
		p.line, p.column, p.at = line, 1, p.lines[line-1]
	}
	for p.column < column && p.at < len(p.text) {
		_, size := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += size
		p.column++
	}
	return p.at
}

// lineBreak returns the length of the line break at i, 0 where there is none.
// These are the line breaks of YAML 1.1, which the library follows.
func lineBreak(s string, i int) int {
	switch s[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(s) && s[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xc2: // U+0085
		if strings.HasPrefix(s[i:], "\u0085") {
			return 2
		}
	case 0xe2: // U+2028, U+2029
		if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
			return 3
		}
	}
	return 0
}

// white returns the length of the blank or line break at i, 0 where there is
// neither.
func white(s string, i int) int {
	if s[i] == ' ' || s[i] == '\t' {
		return 1
	}
	return lineBreak(s, i)
}

func skipWhite(s string, i int) int {
	for i < len(s) {
		n := white(s, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// skipSpace skips blanks, line breaks and comments.
func skipSpace(s string, i int) int {
	for {
		i = skipWhite(s, i)
		if i == len(s) || s[i] != '#' {
			return i
		}
		i = lineEnd(s, i)
	}
}

// lineEnd returns the offset of the line break after i, or the end of s.
func lineEnd(s string, i int) int {
	for i < len(s) && lineBreak(s, i) == 0 {
		i++
	}
	return i
}

// nextLine returns the offset of the first byte of the line after i.
func nextLine(s string, i int) int {
	i = lineEnd(s, i)
	if i < len(s) {
		i += lineBreak(s, i)
	}
	return i
}

// textEnd returns the offset after the last byte of the line of i that is no
// blank, and not before i.
func textEnd(s string, i int) int {
	return i + len(strings.TrimRight(s[i:lineEnd(s, i)], " \t"))
}

// closingQuote returns the offset after the quote that closes the one at i, or
// -1 where none does.
func closingQuote(s string, i int) int {
	quote := s[i]
	for i++; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] != quote:
		case quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return -1
}

// written returns the offset in s, from i on, after the last character of value.
// A scalar without quotes is written as its value is, but for white space, which
// is folded: its other characters stand in s in the same order, with nothing
// else between.
func written(s string, i int, value string) int {
	end := i
	for v := 0; v < len(value); v++ {
		if n := white(value, v); n > 0 {
			v += n - 1
			continue
		}
		i = skipWhite(s, i)
		if i == len(s) || s[i] != value[v] {
			break
		}
		i++
		end = i
	}
	return end
}
