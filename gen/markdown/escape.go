package markdown

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/mdx/inline"
	"github.com/unkeyed/errgen/gen/mdx/tree"
)

// text writes running text with what would read as syntax escaped. before is
// its neighbour, rest what comes behind it, after the character that follows all
// of that.
func (w *textWriter) text(s string, before *mdx.Node, rest []*mdx.Node, after rune) {
	next := nextRune(rest, after)
	// A mark opens and closes by what stands on both sides of it. Where that
	// would not do, the character outside is written as a reference, which counts
	// as punctuation.
	if before != nil && isMark(before.Kind) && (w.mark[0] == '_' && isWordAt(s) || outsideSpoils(s, before, true)) {
		c, n := utf8.DecodeRuneInString(s)
		w.write(fmt.Sprintf("&#x%X;", c))
		s = s[n:]
	}
	if before != nil && before.Kind == mdx.FootnoteRef && strings.HasPrefix(s, ":") {
		w.write("\\:") // at the start of a line, both would be a definition
		s = s[1:]
	}
	tail := ""
	if len(rest) > 0 && isMark(rest[0].Kind) && (outsideSpoils(s, rest[0], false) || underscored(s, rest, after)) {
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

// underscored reports whether s ends with part of a word, and the emphasis behind
// it can be written with an underscore only.
func underscored(s string, rest []*mdx.Node, after rune) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return rest[0].Kind == mdx.Emphasis && isWord(c) && emphasisMark(rest[0], c, nextRune(rest[1:], after)) == "_"
}

// isWordAt reports whether s begins with a part of a word.
func isWordAt(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return s != "" && isWord(c)
}

// outsideSpoils reports whether the character of s next to a mark keeps it from
// working: a part of a word does, where punctuation or a blank stands at the same
// edge inside of the mark. after says that s comes after the mark.
func outsideSpoils(s string, mark *mdx.Node, after bool) bool {
	if s == "" {
		return false
	}
	var c, inner rune
	if after {
		c, _ = utf8.DecodeRuneInString(s)
		inner = lastInside(mark.Children)
	} else {
		c, _ = utf8.DecodeLastRuneInString(s)
		inner = firstInside(mark.Children)
	}
	return isWord(c) && (isPunct(inner) || unicode.IsSpace(inner))
}

// firstInside returns the character that the content of a mark begins with. A
// single one before another mark may have to be written as a reference, so it is
// taken for one.
func firstInside(nodes []*mdx.Node) rune {
	if len(nodes) > 1 && isSingle(nodes[0]) && isMark(nodes[1].Kind) {
		return '&'
	}
	return firstRune(nodes[0])
}

// lastInside is firstInside for the end.
func lastInside(nodes []*mdx.Node) rune {
	last := len(nodes) - 1
	if last > 0 && isSingle(nodes[last]) && isMark(nodes[last-1].Kind) {
		return ';'
	}
	return lastRune(nodes[last])
}

func isSingle(n *mdx.Node) bool { return n.Kind == mdx.Text && utf8.RuneCountInString(n.Value) == 1 }

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
		escape = after < utf8.RuneSelf && (after == 0 || tree.IsPunct(byte(after)))
	case '*', '_', '~':
		return w.run(s, i, next)
	case '[':
		escape = w.link > 0 || after == '^'
	case ']':
		escape = w.link > 0 || after == '('
	case '!':
		escape = after == '['
	case '<':
		escape = after != ' '
	case '&':
		escape = startsReference(s[i:])
	case '|':
		escape = w.where == cellText
	case ':':
		escape = w.link == 0 && strings.HasPrefix(s[i:], "://") && addressBefore(s, i)
	case '.':
		escape = w.link == 0 && i >= 3 && strings.EqualFold(s[i-3:i], "www") && (i == 3 || s[i-4] == ' ' || tree.IsPunct(s[i-4]))
	case '@':
		start, end := inline.Mail(s, i, 0)
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
	alone := unicode.IsSpace(before) && (after == 0 || unicode.IsSpace(after))
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
	case tree.IsDigit(c):
		n := i
		for n < len(s) && tree.IsDigit(s[n]) {
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
