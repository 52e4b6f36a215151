package script

import (
	"regexp"
	"strconv"
	"strings"
)

// A Literal is a string between quotes, with what it stands in.
type Literal struct {
	Value      string
	Start, End int    // with its quotes
	Key        string // the property that it is the value of; empty for an item of a list
	List       int    // the innermost list around it, as an index; -1 for none
}

// A List is an array.
type List struct {
	Start, End int
	// Open says that some of its items are not literals: names, calls, spreads.
	Open bool
}

// Literals returns the strings of a file of statements that are items of lists or values
// of properties, and the lists, both in order. It does not know types: a list may be a
// part of a pattern. A file that is not JavaScript is a fault; most of TypeScript is
// read as well.
func Literals(code string) (found []Literal, lists []List, fault *Fault) {
	c := &Text{Buf: []byte(code), tokens: new([]token)}
	s := scanner{c: c, module: true}
	for s.c.Has(s.i) {
		done, f := s.step()
		switch {
		case f != nil:
			return nil, nil, f
		case done:
			return nil, nil, wrong(s.i, s.i+1, "`}` closes nothing", hintCode)
		}
	}
	if len(s.stack) > 0 {
		return nil, nil, &Fault{Start: len(code), End: len(code), Open: true, Message: "`" + string(s.top()) + "` is never closed", Hint: hintCode}
	}
	l := literals{tokens: tokens{code, *c.tokens}}
	l.collect()
	return l.found, l.lists, nil
}

// literals collects them.
type literals struct {
	tokens
	found []Literal
	lists []List
}

// A frame is a bracket that is open.
type frame struct {
	kind byte
	list int // the innermost list, -1 for none
}

func (l *literals) collect() {
	stack := []frame{{list: -1}}
	for i, t := range l.all {
		in := stack[len(stack)-1]
		item := in.kind == '[' && in.list >= 0 && (l.kind(i-1) == '[' || l.kind(i-1) == ',')
		switch t.kind {
		case '[':
			f := frame{kind: '[', list: -1}
			if !l.ends(i - 1) {
				f.list = len(l.lists)
				l.lists = append(l.lists, List{Start: t.start})
			}
			stack = append(stack, f)
		case '{':
			stack = append(stack, frame{'{', in.list})
		case '(':
			l.open(item, in.list)
			stack = append(stack, frame{'(', -1})
		case ']', '}', ')':
			if in.kind == '[' && in.list >= 0 {
				l.lists[in.list].End = t.end
			}
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		case literalToken:
			value, ok := unquote(l.text(i))
			after := l.kind(i + 1)
			switch {
			case item && ok && (after == ',' || after == ']'):
				l.found = append(l.found, Literal{value, t.start, t.end, "", in.list})
			case item:
				l.open(true, in.list)
			case ok && in.kind == '{' && l.kind(i-1) == ':' && (after == ',' || after == '}'):
				if key := l.key(i - 2); key != "" {
					l.found = append(l.found, Literal{value, t.start, t.end, key, in.list})
				}
			}
		case ',':
		default:
			l.open(item, in.list)
		}
	}
}

func (l *literals) open(item bool, list int) {
	if item {
		l.lists[list].Open = true
	}
}

// ends reports whether the token at i ends a value, so that a bracket behind it is an
// index.
func (l *literals) ends(i int) bool {
	switch l.kind(i) {
	case wordToken:
		return wordKind([]byte(l.text(i))) == plainWord
	case literalToken, ')', ']':
		return true
	}
	return false
}

// key returns the name of the property at i, empty where there is none.
func (l *literals) key(i int) string {
	if before := l.kind(i - 1); before != '{' && before != ',' {
		return ""
	}
	switch l.kind(i) {
	case wordToken:
		return l.text(i)
	case literalToken:
		value, _ := unquote(l.text(i))
		return value
	}
	return ""
}

// unquote returns the value of a string. ok is false for a template and a regular
// expression.
func unquote(s string) (value string, ok bool) {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return "", false
	}
	s = s[1 : len(s)-1]
	var b strings.Builder
	for s != "" {
		if s[0] != '\\' {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		c, rest, ok := escape(s[1:])
		if !ok {
			return "", false
		}
		b.WriteString(c)
		s = rest
	}
	return b.String(), true
}

// escape returns what a backslash before s stands for, and the rest of s.
func escape(s string) (c, rest string, ok bool) {
	if s == "" {
		return "", "", false
	}
	hex := func(digits, rest string) (string, string, bool) {
		n, err := strconv.ParseUint(digits, 16, 32)
		return string(rune(n)), rest, err == nil
	}
	switch s[0] {
	case 'n':
		return "\n", s[1:], true
	case 'r':
		return "\r", s[1:], true
	case 't':
		return "\t", s[1:], true
	case 'b', 'f', 'v', '0':
		return "", s[1:], true
	case '\r', '\n': // the line goes on
		return "", strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n"), true
	case 'x':
		if len(s) > 2 {
			return hex(s[1:3], s[3:])
		}
		return "", "", false
	case 'u':
		if digits, rest, ok := strings.Cut(s[1:], "}"); ok && strings.HasPrefix(digits, "{") {
			return hex(digits[1:], rest)
		}
		if len(s) > 4 {
			return hex(s[1:5], s[5:])
		}
		return "", "", false
	}
	return s[:1], s[1:], true
}

// StringLiteral returns the text of an expression that is nothing but a string without
// escapes, such as {' '}, and where in the expression it begins.
func StringLiteral(expression string) (text string, in int, ok bool) {
	const blank = " \t\r\n"
	in = len(expression) - len(strings.TrimLeft(expression, blank)) + 1
	s := strings.Trim(expression, blank)
	if len(s) < 2 || strings.IndexByte("\"'`", s[0]) < 0 || s[len(s)-1] != s[0] || strings.ContainsAny(s[1:len(s)-1], "\\$\"'`\n") {
		return "", 0, false
	}
	return s[1 : len(s)-1], in, true
}

// number is a number as it is shown when JavaScript prints it.
var number = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,14})(\.[0-9]{0,5}[1-9])?$`)

// TextOf returns what an expression that is nothing but a string or a number shows: {' '},
// {"a \"b\""}, {`c`}, {30}.
func TextOf(expression string) (string, bool) {
	s := strings.Trim(expression, " \t\r\n")
	if text, _, ok := StringLiteral(s); ok {
		return text, true
	}
	if number.MatchString(s) {
		return s, true
	}
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' && s[0] != '`' || s[0] == '`' && strings.Contains(s, "${") {
		return "", false
	}
	for i := 1; i < len(s)-1; i++ { // it ends where it begins to be another
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return "", false
		}
	}
	if s[0] == '`' {
		s = `"` + s[1:len(s)-1] + `"`
	}
	text, ok := unquote(s)
	return text, ok && !strings.Contains(text, "\uFFFD") // half of a pair
}
