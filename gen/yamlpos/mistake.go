package yamlpos

import (
	"fmt"
	"strings"
)

// A mistake is what is wrong with a text that is no YAML.
type mistake struct {
	start, end    int
	message, hint string
	quote         bool // quotes around start to end fix it
	remove        bool // without start to end it is right
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
		s.report(content, textEnd(s.text, content), `remove the line "..." or the text after it`, `text after the line "...", which ends the document`)
		return content
	case content > i:
		m := s.report(i, content, "indent with spaces", "this line is indented with a tab")
		// Beside keys of the top level whose values stand on their lines, there is
		// nothing that it could belong to.
		first := len(s.open) == 0 && s.lone == nil
		among := len(s.open) == 1 && s.open[0] == (level{}) && s.last != nothing
		if start == i && (first || among) && s.colon(content) > 0 {
			m.hint, m.remove = "remove the tab", true
		}
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
			s.report(i, textEnd(s.text, i), "indent it below the key it belongs to", "list item among the keys of a map")
		default:
			s.report(i, textEnd(s.text, i), `start it with "- ", or indent it below the item it belongs to`, "key among the items of a list")
		}
		return
	}
	switch {
	case deepest > len(s.open):
		s.report(i, textEnd(s.text, i), "indent it like the lines it belongs to",
			"the indentation of %d does not match any line above", column)
	case s.last != nothing && deepest > 0:
		s.report(i, textEnd(s.text, i), "indent it like the line above, or put quotes around the value above if it continues here",
			"this line is indented below %s, which already has a value", quoted(s.lastKey))
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
	s.report(i, end, hint, "this line is not a key with a value")
}

// endsToken reports whether white space or the end is at i.
func (s *mistakes) endsToken(i int) bool {
	return i >= len(s.text) || white(s.text, i) > 0
}

// atEnd reports whether a comment, the line's end or the text's is at i.
func (s *mistakes) atEnd(i int) bool {
	return i >= len(s.text) || lineBreak(s.text, i) > 0 || s.text[i] == '#'
}

func (s *mistakes) isComment(i int) bool {
	return s.text[i] == '#' && i > 0 && white(s.text, i-1) > 0
}
