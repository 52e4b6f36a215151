package script

import (
	"slices"
	"strings"
)

// A Name is a name that code reads, and where it stands in the code.
type Name struct {
	Text       string
	Start, End int
}

// A token is one word, bracket or operator of code, as far as names need them told
// apart. Its kind is the first byte for brackets and operators; braces that hold an
// expression in a template, a tag or JSX are parentheses.
type token struct {
	kind       byte
	start, end int
}

const (
	wordToken    byte = 'a'
	literalToken byte = '0' // strings, templates, regular expressions
)

func (c *Text) note(kind byte, start, end int) {
	if c.tokens != nil {
		*c.tokens = append(*c.tokens, token{kind, start, end})
	}
}

// Free returns the names that an expression or a spread, without its braces, reads and does
// not declare itself, each once, in order. It looks at the words around a name, not at
// scopes: what the expression declares anywhere counts as declared everywhere, so a name
// that is returned is certainly read from outside. Code that is not an expression has none.
func Free(code string) []Name {
	c, ok := tokenize(code)
	if !ok {
		return nil
	}
	declared := c.declared()
	var out []Name
	for i, t := range c.all {
		if t.kind != wordToken || !c.reads(i) {
			continue
		}
		name := c.text(i)
		if declared[name] || slices.ContainsFunc(out, func(n Name) bool { return n.Text == name }) {
			continue
		}
		out = append(out, Name{name, t.start, t.end})
	}
	return out
}

// IsObject reports whether an expression, without its braces, is nothing but an
// object in braces of its own.
func IsObject(code string) bool {
	c, ok := tokenize(code)
	return ok && len(c.all) > 0 && c.all[0].kind == '{' && c.match(0) == len(c.all)-1
}

// Declared returns the names that statements of import and export declare.
func Declared(code string) []string {
	t := &Text{Buf: []byte(code), tokens: new([]token)}
	if _, f := t.Module(); f != nil && len(*t.tokens) == 0 {
		return nil
	}
	c := tokens{code, *t.tokens}
	declared := c.declared()
	importing := false
	for i := range c.all {
		switch word := c.text(i); {
		case word == "import" && (i == 0 || c.all[i-1].kind != '.'):
			importing = true
		case word == "export" || c.all[i].kind == literalToken:
			importing = false
		case importing && c.all[i].kind == wordToken && !isReserved(word):
			declared[word] = true
		}
	}
	out := make([]string, 0, len(declared))
	for name := range declared {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// tokens are those of some code.
type tokens struct {
	code string
	all  []token
}

// tokenize returns the tokens of an expression.
func tokenize(code string) (tokens, bool) {
	t := &Text{Buf: []byte("{" + code + "}"), tokens: new([]token)}
	end, f := t.Expression(0, true, strings.HasPrefix(strings.TrimLeft(code, " \t\n"), "..."))
	if f != nil || end != len(t.Buf) {
		return tokens{}, false
	}
	all := (*t.tokens)[1 : len(*t.tokens)-1] // without the braces
	for i := range all {
		all[i].start--
		all[i].end--
	}
	return tokens{code, all}, true
}

func (c tokens) text(i int) string { return c.code[c.all[i].start:c.all[i].end] }

func (c tokens) kind(i int) byte {
	if i < 0 || i >= len(c.all) {
		return 0
	}
	return c.all[i].kind
}

// starts reports whether the code has s at the start of a token.
func (c tokens) starts(i int, s string) bool {
	if i < 0 || i >= len(c.all) {
		return false
	}
	start := c.all[i].start
	return start+len(s) <= len(c.code) && c.code[start:start+len(s)] == s
}

// reads reports whether the word at i is the name of a variable.
func (c tokens) reads(i int) bool {
	if word := c.text(i); isDigit(word[0]) || isReserved(word) {
		return false
	}
	switch before := c.kind(i - 1); {
	case before == '.' && !c.starts(i-1, "..."), c.starts(i-1, "?.") && !isDigit(c.code[c.all[i].start]):
		return false // a member
	case before == '#', before == '@', c.isMethod(i):
		return false
	case before == '{' || before == ',':
		if c.kind(i+1) == ':' {
			return false // the key of an object, or a label
		}
	}
	return true
}

// declared returns the names that the code declares, and some that it only reads
// where it declares others.
func (c tokens) declared() map[string]bool {
	out := map[string]bool{}
	take := func(from, to int) {
		for i := max(from, 0); i < min(to, len(c.all)); i++ {
			if word := c.text(i); c.all[i].kind == wordToken && !isDigit(word[0]) && !isReserved(word) {
				out[word] = true
			}
		}
	}
	for i, t := range c.all {
		switch {
		case t.kind == '=' && c.starts(i, "=>"):
			if c.kind(i-1) == ')' {
				take(c.matchBack(i-1), i)
			} else {
				take(i-1, i)
			}
		case t.kind != wordToken || c.kind(i-1) == '.' && !c.starts(i-1, "..."):
		default:
			switch c.text(i) {
			case "let", "const", "var":
				for i++; i < len(c.all); i++ {
					end := c.skip(i, "=,;")
					take(i, end)
					if c.kind(end) == '=' {
						end = c.skip(end, ",;")
					}
					if i = end; c.kind(i) != ',' {
						break
					}
				}
			case "class":
				take(i+1, i+2)
			case "function":
				for i++; c.kind(i) == '*'; {
					i++
				}
				take(i, i+1)
				if c.kind(i) == wordToken {
					i++
				}
				take(i, c.match(i))
			case "catch":
				take(i+1, c.match(i+1))
			default:
				// The parameters of a method.
				if c.isMethod(i) && wordKind([]byte(c.text(i))) != statementWord {
					take(i+1, c.match(i+1))
				}
			}
		}
	}
	return out
}

// skip returns the first token from i on that is one of those kinds outside of
// brackets, or that ends a declaration: a closing bracket, of, in, another statement.
func (c tokens) skip(i int, kinds string) int {
	for ; i < len(c.all); i++ {
		switch k := c.all[i].kind; {
		case k == ')' || k == ']' || k == '}' || strings.IndexByte(kinds, k) >= 0:
			return i
		case k == '(' || k == '[' || k == '{':
			i = c.match(i)
		case k == wordToken:
			if w := c.text(i); w == "of" || w == "in" || wordKind([]byte(w)) == statementWord {
				return i
			}
		}
	}
	return i
}

// isMethod reports whether the word at i names a method: parameters and a body
// follow it.
func (c tokens) isMethod(i int) bool {
	return c.kind(i+1) == '(' && c.kind(c.match(i+1)+1) == '{'
}

// match returns the bracket that closes the one at i, the last token where nothing
// does, and i where none opens there.
func (c tokens) match(i int) int {
	depth := 0
	for k := i; k < len(c.all); k++ {
		switch c.all[k].kind {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
		if depth == 0 {
			return k
		}
	}
	return len(c.all) - 1
}

// matchBack returns the bracket that opens the one that is closed at i.
func (c tokens) matchBack(i int) int {
	depth := 0
	for k := i; k >= 0; k-- {
		switch c.all[k].kind {
		case '(', '[', '{':
			depth--
		case ')', ']', '}':
			depth++
		}
		if depth == 0 {
			return k
		}
	}
	return 0
}

// isReserved reports whether a word is part of the language and no variable's name.
func isReserved(word string) bool {
	if wordKind([]byte(word)) != plainWord {
		return true
	}
	switch word {
	case "true", "false", "null", "this", "super", "arguments", "undefined", "meta", "from", "target":
		return true
	}
	return false
}
