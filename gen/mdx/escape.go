package mdx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// text writes running text with what would read as syntax escaped. before and
// behind are its neighbours, next the character that follows it.
func (w *textWriter) text(s string, before, behind *Node, next rune) {
	// A mark opens and closes by what stands on both sides of it. Where that
	// would not do, the character outside is written as a reference, which counts
	// as punctuation.
	if before != nil && isMark(before.Kind) && outsideSpoils(s, before.Children[len(before.Children)-1], true) {
		c, n := utf8.DecodeRuneInString(s)
		w.write(fmt.Sprintf("&#x%X;", c))
		s = s[n:]
	}
	tail := ""
	if behind != nil && isMark(behind.Kind) && outsideSpoils(s, behind.Children[0], false) {
		c, n := utf8.DecodeLastRuneInString(s)
		tail = fmt.Sprintf("&#x%X;", c)
		s = s[:len(s)-n]
		next = '&'
	}
	for i := 0; i < len(s); {
		if n := plainRun(s[i:]); n > 0 && !w.start {
			w.write(s[i : i+n])
			i += n
			continue
		}
		i += w.char(s, i, next)
	}
	w.write(tail)
}

// plainRun returns how many bytes at the start of s stand for themselves
// wherever they are but at the start of a line.
func plainRun(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == ' ', c == ',', c >= utf8.RuneSelf:
		default:
			return i
		}
	}
	return len(s)
}

// outsideSpoils reports whether the character of s next to a mark keeps it from
// working, given the node at the same edge inside of it.
func outsideSpoils(s string, inside *Node, first bool) bool {
	var c, inner rune
	if first {
		c, _ = utf8.DecodeRuneInString(s)
		inner = lastRune(inside)
	} else {
		c, _ = utf8.DecodeLastRuneInString(s)
		inner = firstRune(inside)
	}
	return s != "" && isWord(c) && (util.IsPunctRune(inner) || util.IsSpaceRune(inner))
}

// char writes what stands at i of a text, and returns how long that was.
func (w *textWriter) char(s string, i int, next rune) int {
	c := s[i]
	if w.start {
		if n := w.lineStart(s, i); n > 0 {
			return n
		}
	}
	escape := false
	after := next
	if i+1 < len(s) {
		after, _ = utf8.DecodeRuneInString(s[i+1:])
	}
	switch c {
	case '`', '{':
		escape = true
	case '\\':
		if after == '\n' {
			w.write("&#92;") // goldmark takes the break after an escaped one for text
			return 1
		}
		escape = after < utf8.RuneSelf && (after == 0 || isPunct(byte(after)))
	case '*', '_', '~':
		return w.run(s, i, next)
	case '[':
		escape = w.link > 0 || after == '^'
	case ']':
		escape = w.link > 0 || after == '('
	case '!':
		escape = after == '['
	case '<':
		escape = after == 0 || after >= utf8.RuneSelf || !isSpace(byte(after))
	case '&':
		escape = startsReference(s[i:])
	case '|':
		escape = w.where == cellText
	case ':':
		escape = w.link == 0 && strings.HasPrefix(s[i:], "://") && addressBefore(s, i)
	case '.':
		escape = w.link == 0 && i >= 3 && strings.EqualFold(s[i-3:i], "www") && (i == 3 || s[i-4] == ' ' || isPunct(s[i-4]))
	case '@':
		start, end := mail(s, i, 0)
		escape = w.link == 0 && start < end
	}
	if escape {
		w.write("\\")
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	w.write(s[i : i+n])
	return n
}

// addressBefore reports whether the colon at i follows http or https.
func addressBefore(s string, i int) bool {
	return i >= 4 && strings.EqualFold(s[i-4:i], "http") || i >= 5 && strings.EqualFold(s[i-5:i], "https")
}

// run writes a run of one of * _ ~, escaped where it could open or close
// something.
func (w *textWriter) run(s string, i int, next rune) int {
	end := i
	for end < len(s) && s[end] == s[i] {
		end++
	}
	before, after := w.prev(), next
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:i])
	}
	if end < len(s) {
		after, _ = utf8.DecodeRuneInString(s[end:])
	}
	alone := util.IsSpaceRune(before) && (after == 0 || util.IsSpaceRune(after))
	inWord := s[i] == '_' && i > 0 && end < len(s) && isWord(before) && isWord(after)
	if alone && !w.start || inWord {
		w.write(s[i:end])
		return end - i
	}
	for range end - i {
		w.write("\\" + s[i:i+1])
	}
	return end - i
}

// lineStart writes what would begin a block at the start of a line, and returns
// how long that was.
func (w *textWriter) lineStart(s string, i int) int {
	c := s[i]
	rest := s[i+1:]
	ends := rest == "" || rest[0] == ' '
	escape := false
	switch {
	case w.where != paragraphText:
	case c == '#':
		escape = strings.TrimLeft(rest, "#") == "" || strings.TrimLeft(rest, "#")[0] == ' '
	case c == '>' || c == '[':
		escape = true
	case c == '-' || c == '+':
		escape = ends || rest[0] == c || w.first
	case c == '=' || c == '|' || c == ':':
		escape = w.first
	case isDigit(c):
		n := i
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n-i <= 9 && n < len(s) && (s[n] == '.' || s[n] == ')') && (n+1 == len(s) || s[n+1] == ' ') {
			w.write(s[i:n] + "\\" + s[n:n+1])
			return n + 1 - i
		}
	case strings.HasPrefix(s[i:], "import ") || strings.HasPrefix(s[i:], "export "):
		w.write(fmt.Sprintf("&#%d;", c))
		return 1
	}
	if !escape {
		return 0
	}
	w.write("\\" + string(c))
	return 1
}
