package script

import (
	"bytes"
	"unicode/utf8"
)

// maxDeep is how many tags and expressions may stand inside each other in one
// place: `<A b={<C d={...}/>}/>` and so on.
const maxDeep = 100

// A scanner reads JavaScript far enough to find where it ends: it knows strings,
// templates, comments, regular expressions, brackets, and JSX. What it holds
// against the code is only what can be no JavaScript, whatever the words mean.
type scanner struct {
	c     *Text
	i     int    // next byte
	stack []byte // what is open, see below

	operand bool     // the last token could end an operand, so that / divides
	word    bool     // the last token is a plain word or a number
	seen    bool     // there was a token at all
	first   byte     // the bracket that was the first token, 0 for none
	comma   bool     // there was a comma outside of all brackets
	asks    int      // question marks outside of all brackets, without their colon
	want    bool     // it must be a spread
	got     bool     // it is one
	names   []string // of the JSX elements that are open
	module  bool     // statements are read, not one expression
	object  bool     // the last token closed the braces of an object that the expression started with
	missing int      // where the braces around such an object should have been closed, 0 for nowhere
}

// What a scanner's stack holds: '{', '(' and '[' for brackets, '`' for the text
// of a template, '$' for an expression in one, '<' for the content of a JSX
// element.

// Expression reads an expression whose opening brace is at start, up to its
// closing one, and returns the offset behind that. empty says whether it may
// hold nothing but comments; spread, whether it must be a spread.
func (c *Text) Expression(start int, empty, spread bool) (end int, f *Fault) {
	if c.deep >= maxDeep {
		return 0, wrong(start, start+1, "expressions are nested more than 100 deep", "split it up")
	}
	c.deep++
	defer func() { c.deep-- }()
	s := scanner{c: c, i: start + 1, want: spread}
	c.note('(', start, start+1)
	for {
		done, f := s.step()
		if f != nil {
			switch {
			case s.missing > 0:
				f = wrong(s.missing, s.missing+1, "the braces of the expression are not closed: the last `}` closes the object in them", "write another `}` here")
			case f.Open:
				f.Start, f.End = start, start+1
			}
			f.in(start, "the expression")
			return 0, f
		}
		if done {
			break
		}
	}
	switch {
	case !s.seen && !empty:
		return 0, wrong(start, s.i+1, "`{}` gives no value here", "write a value between the braces, or remove the attribute")
	case s.seen && !s.operand:
		return 0, wrong(s.i, s.i+1, "the expression ends too early", hintBrace)
	case spread && s.seen && (!s.got || s.comma):
		return 0, wrong(start, s.i+1, "braces between attributes hold one spread, as in `{...props}`", "give the attribute a name, as in `name={value}`")
	}
	c.note(')', s.i, s.i+1)
	return s.i + 1, nil
}

const unclosedBrace = "`{` is never closed"

// step reads one token. done says that it was the brace that ends the
// expression; i stays on it.
func (s *scanner) step() (done bool, f *Fault) {
	if top := s.top(); top == '`' || top == '<' {
		if top == '`' {
			return false, s.template()
		}
		return false, s.content()
	}
	if !s.c.Has(s.i) {
		return false, &Fault{Open: true, Message: unclosedBrace, Hint: hintBrace}
	}
	b := s.c.Buf[s.i]
	switch {
	case isSpace(b):
		s.i++
	case b == '/' && (s.c.At(s.i+1) == '/' || s.c.At(s.i+1) == '*'):
		return false, s.comment()
	case b == '/' && !s.operand:
		return false, s.regexp()
	case b == '"' || b == '\'':
		return false, s.quoted(b)
	case b == '`':
		s.push('`')
		s.i++
	case b == '{' || b == '(' || b == '[':
		if !s.seen {
			s.first = b
		}
		s.c.note(b, s.i, s.i+1)
		s.token(false)
		s.push(b)
		s.i++
	case b == '}' || b == ')' || b == ']':
		return s.close(b)
	case isWordByte(b):
		return false, s.name()
	case b == '<' && !s.operand && s.startsElement():
		s.token(false)
		return false, s.element()
	default:
		return false, s.operator(b)
	}
	return false, nil
}

func (s *scanner) top() byte {
	if len(s.stack) == 0 {
		return 0
	}
	return s.stack[len(s.stack)-1]
}

// outside reports whether the scanner is in no brackets of an expression, where
// there can be no statements.
func (s *scanner) outside() bool { return len(s.stack) == 0 && !s.module }

func (s *scanner) push(b byte) { s.stack = append(s.stack, b) }

func (s *scanner) pop() { s.stack = s.stack[:len(s.stack)-1] }

// token notes that a token other than a comment has come.
func (s *scanner) token(operand bool) {
	s.object = false
	s.seen = true
	s.operand = operand
	s.word = false
}

func (s *scanner) close(b byte) (bool, *Fault) {
	open := s.top()
	if open == 0 && b == '}' {
		return true, nil
	}
	want := map[byte]byte{'{': '}', '$': '}', '(': ')', '[': ']'}[open]
	if b != want {
		message := "`" + string(b) + "` closes nothing"
		if want != 0 {
			message = "found `" + string(b) + "`, want `" + string(want) + "`"
		}
		return false, wrong(s.i, s.i+1, message, hintBrace)
	}
	s.pop()
	s.i++
	if open == '$' || s.top() == '<' {
		s.c.note(')', s.i-1, s.i)
	} else {
		s.c.note(b, s.i-1, s.i)
	}
	if open == '$' {
		return false, nil // back in the template
	}
	s.token(true)
	s.object = b == '}' && s.outside() && s.first == '{'
	return false, nil
}

// template reads the text of a template up to its end or the next expression.
func (s *scanner) template() *Fault {
	for ; s.c.Has(s.i); s.i++ {
		switch s.c.Buf[s.i] {
		case '\\':
			s.i++
		case '`':
			s.i++
			s.pop()
			s.c.note(literalToken, s.i-1, s.i)
			s.token(true)
			return nil
		case '$':
			if s.c.At(s.i+1) == '{' {
				s.i += 2
				s.c.note('(', s.i-1, s.i)
				s.push('$')
				s.operand = false
				return nil
			}
		}
	}
	return &Fault{Open: true, Message: unclosedBrace + ": a template in it has no closing back-quote", Hint: hintBrace}
}

func (s *scanner) comment() *Fault {
	if s.c.Buf[s.i+1] == '/' {
		for s.c.Has(s.i) && s.c.Buf[s.i] != '\n' {
			s.i++
		}
		return nil
	}
	for i := s.i + 2; s.c.Has(i + 1); i++ {
		if s.c.Buf[i] == '*' && s.c.Buf[i+1] == '/' {
			s.i = i + 2
			return nil
		}
	}
	return &Fault{Open: true, Message: unclosedBrace + ": a comment in it has no `*/`", Hint: "write `*/}` at its end"}
}

func (s *scanner) regexp() *Fault {
	class := false
	for i := s.i + 1; s.c.Has(i); i++ {
		switch b := s.c.Buf[i]; {
		case b == '\\':
			i++
		case b == '\n':
			return wrong(s.i, s.i+1, "`/` starts a regular expression that has no end on its line", hintBrace)
		case b == '[':
			class = true
		case b == ']':
			class = false
		case b == '/' && !class:
			s.i = i + 1
			for isWordByte(s.c.At(s.i)) {
				s.i++
			}
			s.c.note(literalToken, i, s.i)
			s.token(true)
			return nil
		}
	}
	return wrong(s.i, s.i+1, "`/` starts a regular expression that has no end", hintBrace)
}

func (s *scanner) quoted(quote byte) *Fault {
	if s.word && s.outside() {
		return s.adjacent(s.i, s.i+1)
	}
	for i := s.i + 1; s.c.Has(i); i++ {
		switch s.c.Buf[i] {
		case '\\':
			i++
		case quote:
			s.c.note(literalToken, s.i, i+1)
			s.i = i + 1
			s.token(true)
			s.word = true
			return nil
		case '\n':
			return wrong(s.i, s.i+1, "the string in this expression has no closing `"+string(quote)+"` on its line", hintBrace)
		}
	}
	return wrong(s.i, s.i+1, "the string in this expression has no closing `"+string(quote)+"`", hintBrace)
}

func (s *scanner) adjacent(start, end int) *Fault {
	return wrong(start, end, "text in braces is JavaScript, and two values follow each other here", hintBrace)
}

// startsElement reports whether the < at i begins a JSX element.
func (s *scanner) startsElement() bool {
	b := s.c.At(s.i + 1)
	return b == '>' || isNameStart(rune(b))
}

// element reads an opening tag, and leaves its content to the steps to come.
func (s *scanner) element() *Fault {
	t, f := s.c.Tag(s.i)
	if f != nil {
		return f
	}
	if t == nil || t.Closing {
		return wrong(s.i, s.i+1, "`<` starts no element in this expression", hintBrace)
	}
	s.i = t.End
	if !t.SelfClosing {
		s.enter(t)
		return nil
	}
	s.operand = true
	return nil
}

func (s *scanner) enter(t *Tag) {
	s.push('<')
	s.names = append(s.names, t.Name)
}

// content reads the content of a JSX element up to the next tag or expression.
// Quotes and apostrophes mean nothing in it.
func (s *scanner) content() *Fault {
	for ; s.c.Has(s.i); s.i++ {
		switch s.c.Buf[s.i] {
		case '{':
			s.i++
			s.c.note('(', s.i-1, s.i)
			s.push('{')
			s.operand = false
			return nil
		case '<':
			t, f := s.c.Tag(s.i)
			switch {
			case f != nil:
				return f
			case t == nil:
				return wrong(s.i, s.i+1, "`<` starts no element in this expression", hintBrace)
			}
			start := s.i
			s.i = t.End
			switch {
			case t.Closing:
				last := len(s.names) - 1
				if t.Name != s.names[last] {
					return wrong(start, t.End, "found `</"+t.Name+">`, want `</"+s.names[last]+">`", "close the elements in the order in which they were opened, the last one first")
				}
				s.names = s.names[:last]
				s.pop()
				s.token(true)
			case !t.SelfClosing:
				s.enter(t)
			}
			return nil
		}
	}
	return &Fault{Open: true, Message: unclosedBrace + ": an element in it has no closing tag", Hint: hintBrace}
}

// name reads a word or a number.
func (s *scanner) name() *Fault {
	start := s.i
	for s.c.Has(s.i) && (isWordByte(s.c.Buf[s.i]) || s.c.Buf[s.i] == '\\') {
		s.i++
	}
	w := s.c.Buf[start:s.i]
	if isDigit(w[0]) && s.c.At(s.i) == '.' {
		s.i++
		for isWordByte(s.c.At(s.i)) {
			s.i++
		}
	}
	afterDot := start > 0 && s.c.Buf[start-1] == '.' && !(start > 2 && s.c.Buf[start-3] == '.')
	s.c.note(wordToken, start, s.i)
	kind := plainWord
	if !afterDot {
		kind = wordKind(w)
	}
	if s.object && s.missing == 0 && kind == plainWord {
		s.missing = start // the next attribute
	}
	if s.outside() {
		switch {
		case kind == statementWord && !s.seen && !(string(w) == "import" && s.c.At(s.i) == '('):
			return wrong(start, s.i, "`"+string(w)+"` starts a statement, and braces hold an expression", hintBrace)
		case kind == plainWord && s.word:
			return s.adjacent(start, s.i)
		}
	}
	s.token(kind == plainWord || kind == otherWord)
	s.word = kind == plainWord
	return nil
}

// operator reads any other character. What it refuses holds only outside of all
// brackets, where there can be no statements.
func (s *scanner) operator(b byte) *Fault {
	start, outside := s.i, s.outside()
	next := s.c.At(s.i + 1)
	s.c.note(b, start, start+1)
	if s.object && s.missing == 0 && (b == '>' || b == '/' && next == '>') {
		s.missing = start // the end of the tag, as it was meant
	}
	hint := hintBrace
	switch {
	case b == '#' && outside && !s.seen:
		return wrong(start, start+1, "`#` starts no JavaScript expression", hintBrace)
	case b == '@' || b == '#' && outside || b == '\\' || b == ';' && outside:
		return wrong(start, start+1, "`"+string(b)+"` is not allowed in an expression", hint)
	case b == '.' && next == '.' && s.c.At(s.i+2) == '.':
		if outside && (!s.want || s.seen) {
			return wrong(start, start+3, "a spread is not allowed here", "write it in a list or an object, as in `{[...items]}`")
		}
		s.got = s.got || outside
		s.i += 3
		s.token(false)
		return nil
	case b == '.' && !s.operand && isDigit(next):
		s.i++
		return s.name()
	case (b == '+' || b == '-') && next == b:
		// Before an operand or after it: what comes next is as it was.
		s.i += 2
		s.seen = true
		return nil
	case b == '=' && next == '>':
		s.i += 2
		s.token(false)
		return nil
	}
	s.i++
	if outside {
		switch {
		case b == ',':
			s.comma = true
		case b == '?' && next == '.' && !isDigit(s.c.At(start+2)):
			s.i++
		case b == '?' && next == '?':
			s.i++
		case b == '?':
			s.asks++
		case b == ':':
			if s.asks == 0 {
				return wrong(start, start+1, "text in braces is JavaScript, and a colon is not allowed here", hintBrace)
			}
			s.asks--
		}
		if !s.operand && bytes.IndexByte([]byte("*%=|&^,.?:>)]"), b) >= 0 && !s.twice(b, start) {
			return wrong(start, start+1, "`"+string(b)+"` has no operand before it", hint)
		}
	}
	s.token(false)
	return nil
}

// twice reports whether b at i only goes on with the operator before it, as the
// second & of &&.
func (s *scanner) twice(b byte, i int) bool {
	return i > 0 && bytes.IndexByte([]byte("*=|&^?><!%+-/"), s.c.Buf[i-1]) >= 0 && b != ',' && b != '.' && b != ':'
}

// The kinds of words that matter for what may come next.
const (
	plainWord     = iota
	operatorWord  // an operand follows, as after typeof
	otherWord     // a word of the language that other words may follow
	statementWord // begins a statement
)

func wordKind(w []byte) int {
	switch string(w) {
	case "typeof", "instanceof", "in", "of", "new", "delete", "void", "await", "yield", "extends":
		return operatorWord
	case "async", "function", "class", "static", "get", "set", "let", "as":
		return otherWord
	case "const", "var", "import", "export", "return", "if", "else", "for", "while", "do", "switch", "case",
		"default", "break", "continue", "throw", "try", "catch", "finally", "with", "enum", "debugger":
		return statementWord
	}
	return plainWord
}

func isWordByte(b byte) bool {
	return isLetter(b) || isDigit(b) || b == '_' || b == '$' || b >= utf8.RuneSelf
}
