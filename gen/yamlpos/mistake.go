package yamlpos

import (
	"fmt"
	"regexp"
	"strings"
)

// A mistake is what is wrong with a text that is no YAML.
type mistake struct {
	start, end    int
	message, hint string
	quote         bool // quotes around start to end mend it
}

// findMistake returns the first mistake in a text that is no YAML. It is a
// guess: it goes from line to line, knows where quotes, brackets and block
// scalars end, and what people get wrong; it accepts what it does not know.
func findMistake(text string) (mistake, bool) {
	s := &mistakes{text: text}
	for i := 0; i < len(text) && s.found == nil; {
		i = s.line(i)
	}
	if s.found == nil {
		return mistake{}, false
	}
	return *s.found, true
}

type mistakes struct {
	text  string
	found *mistake
	open  []level // maps and lists around the current line
	// last is what the line before ended with: whether a deeper line may follow.
	last    ending
	lastKey string
	// lone is where a text that is no key stands before any map or list; ended,
	// whether the document is over.
	lone  []int
	ended bool
}

// A level is a map or list that stands in the column of its keys or dashes.
type level struct {
	column int
	list   bool
}

type ending uint8

const (
	nothing  ending = iota // a key or a dash without a value: anything may follow
	plain                  // a value without quotes: it may go on
	complete               // a value that has ended
)

func (s *mistakes) report(start, end int, hint, format string, args ...any) *mistake {
	s.found = &mistake{start: start, end: max(end, start), hint: hint, message: fmt.Sprintf(format, args...)}
	return s.found
}

// line goes through the line at i and whatever its value takes of the following
// ones, and returns the offset of the next line.
func (s *mistakes) line(i int) int {
	start := i
	for i < len(s.text) && s.text[i] == ' ' {
		i++
	}
	content := skipBlanks(s.text, i)
	switch {
	case content == len(s.text) || lineBreak(s.text, content) > 0 || s.text[content] == '#':
		return nextLine(s.text, content)
	case start == i && (strings.HasPrefix(s.text[i:], "---") || strings.HasPrefix(s.text[i:], "...")):
		s.open, s.last, s.lone, s.ended = nil, nothing, nil, s.text[i] == '.'
		return nextLine(s.text, i)
	case start == i && s.text[i] == '%':
		return nextLine(s.text, i)
	case s.ended:
		s.report(content, textEnd(s.text, content), `remove the line "..." or what follows it`, `text follows the line "...", which ends the document`)
		return content
	case content > i:
		s.report(i, content, "indent with spaces", "a tab indents this line")
		return content
	}
	for s.text[i] == '-' && s.endsToken(i+1) {
		s.enter(start, i, true)
		if s.found != nil {
			return i
		}
		s.last, s.lastKey = nothing, ""
		i = skipBlanks(s.text, i+1)
		if s.atEnd(i) {
			return nextLine(s.text, i)
		}
	}
	colon := s.key(i)
	if s.found != nil {
		return i
	}
	if colon < 0 {
		return s.bare(start, i)
	}
	s.enter(start, i, false)
	if s.found != nil {
		return i
	}
	s.lastKey, s.last = strings.TrimRight(s.text[i:colon], " \t"), nothing
	return s.value(skipBlanks(s.text, colon+1))
}

// enter notes that a key or dash stands at offset i of the line at start, and
// reports it where no map or list can have one there.
func (s *mistakes) enter(start, i int, list bool) {
	if s.lone != nil {
		s.noKey(s.lone[0], s.lone[1])
		return
	}
	column := i - start
	deepest := len(s.open)
	for len(s.open) > 0 && s.open[len(s.open)-1].column > column {
		s.open = s.open[:len(s.open)-1]
	}
	if len(s.open) > 0 && s.open[len(s.open)-1].column == column {
		top := s.open[len(s.open)-1]
		switch {
		case top.list == list:
		case list && s.last == nothing && deepest == len(s.open): // a list in the column of its own key
			s.open = append(s.open, level{column, true})
		case top.list && len(s.open) > 1 && s.open[len(s.open)-2] == level{column, false}:
			s.open = s.open[:len(s.open)-1]
		case list:
			s.report(i, textEnd(s.text, i), "indent it below the key that it is the value of", "a list item stands among the keys of a map")
		default:
			s.report(i, textEnd(s.text, i), `begin it with "- ", or indent it below the item that it belongs to`, "a key stands among the items of a list")
		}
		return
	}
	switch {
	case deepest > len(s.open):
		s.report(i, textEnd(s.text, i), "give it as many spaces as the lines that it belongs with",
			"this line's indentation of %d fits no line above it", column)
	case s.last != nothing && deepest > 0:
		s.report(i, textEnd(s.text, i), "indent it like the line above, or put quotes around the value above if it goes on here",
			"this line is indented below %s, which has a value already", quoted(s.lastKey))
	default:
		s.open = append(s.open, level{column, list})
	}
}

// key returns the offset of the colon after the key at i, -1 where the line has
// none.
func (s *mistakes) key(i int) int {
	switch s.text[i] {
	case '"', '\'':
		end := closingQuote(s.text, i)
		if end < 0 || end > lineEnd(s.text, i) {
			return -1
		}
		if end = skipBlanks(s.text, end); end < len(s.text) && s.text[end] == ':' && s.endsToken(end+1) {
			return end
		}
		return -1
	case '[', '{', '|', '>', '@', '`', '%', '*', '&', '!', '#':
		return -1
	case '?':
		if s.endsToken(i + 1) {
			return -1
		}
	}
	return s.colon(i)
}

// colon returns the offset of the first colon in the rest of the line that ends
// a key, -1 where there is none before a comment.
func (s *mistakes) colon(i int) int {
	for ; i < len(s.text) && lineBreak(s.text, i) == 0; i++ {
		switch {
		case s.text[i] == ':' && s.endsToken(i+1):
			return i
		case s.isComment(i):
			return -1
		}
	}
	return -1
}

// bare goes through a line that has no key: a value after a dash, the rest of a
// value above, or a mistake.
func (s *mistakes) bare(start, i int) int {
	end := textEnd(s.text, i)
	if s.last == nothing && !(start == i && len(s.open) > 0) {
		if len(s.open) == 0 {
			s.lone = []int{i, end}
		}
		return s.value(i)
	}
	if s.last == plain && (len(s.open) == 0 || i-start > s.open[len(s.open)-1].column) {
		return nextLine(s.text, i)
	}
	s.noKey(i, end)
	return i
}

// noKey reports a line that should have a key.
func (s *mistakes) noKey(i, end int) {
	hint := `write it as "key: value", or indent it if it belongs to the line above`
	if at := strings.IndexByte(s.text[i:end], ':'); at > 0 {
		hint = "put a space after the colon: " + s.text[i:i+at] + ": " + s.text[i+at+1:end]
	}
	s.report(i, end, hint, "this line is no key with a value")
}

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
		s.quoteWhole(i, end, "a value begins with %q, which means something else in YAML", string(c))
		return i
	case '-', '?':
		if s.endsToken(i + 1) {
			hint := "put it on a line of its own below the key"
			if c == '?' {
				hint = "put quotes around the value"
			}
			s.report(i, end, hint, `a value begins with "%c "`, c)
			return i
		}
	}
	if s.colon(i) >= 0 {
		// Reading stops at the colon, but what is to be mended is the value.
		s.quoteWhole(i, end, `a value holds ": ", which begins another value`)
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
			"the quote opened here is closed only on a later line, before other text")
	case s.text[start] == '\'' || s.text[start] == '"':
		whole := s.text[start:rest]
		s.report(at, rest, "put quotes around the whole value: "+quote(inner(whole)), "text follows the closing quote of a value")
	default:
		s.quoteWhole(start, rest, "text follows the closing %q of a value", s.text[end-1:end])
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
		s.report(i, textEnd(s.text, i), fmt.Sprintf("close it with %c where the text ends", s.text[i]), "the quote opened here is never closed")
		return i
	}
	if s.text[i] == '"' {
		for at := i + 1; at < end-1; at++ {
			if s.text[at] != '\\' {
				continue
			}
			if !escape.MatchString(s.text[at : end-1]) {
				s.report(at, at+2, `write \\ for a backslash, or use single quotes`, `"%s" is no escape`, s.text[at:at+2])
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
			s.report(at, at+1, "remove it, or write what is missing before it", "nothing stands before a comma")
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
		s.quoteWhole(i, textEnd(s.text, i), "a value begins with %q, which announces lines of text below", s.text[i:i+1])
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
			s.report(content, textEnd(s.text, content), "give it as many spaces as the first line of the text",
				"this line is indented less than the text above it")
			return i
		}
	}
	s.last = complete
	return at
}

// endsToken reports whether white space or the end is at i.
func (s *mistakes) endsToken(i int) bool {
	return i >= len(s.text) || white(s.text, i) > 0
}

// beginsToken reports whether what is at i within brackets can begin a value.
func (s *mistakes) beginsToken(i int) bool {
	return white(s.text, i-1) > 0 || strings.IndexByte("[{,:", s.text[i-1]) >= 0
}

// atEnd reports whether a comment, the line's end or the text's is at i.
func (s *mistakes) atEnd(i int) bool {
	return i >= len(s.text) || lineBreak(s.text, i) > 0 || s.text[i] == '#'
}

func (s *mistakes) isComment(i int) bool {
	return s.text[i] == '#' && i > 0 && white(s.text, i-1) > 0
}
