package html

import (
	"strings"

	"github.com/alecthomas/chroma/v2"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// maxColoured is the size of code over which it has no colours. What is larger is
// rarely read, and takes its time.
const maxColoured = 16 << 10

// colour writes code with the parts that have a colour in elements.
func (w *writer) colour(language, code string) {
	if len(code) > maxColoured {
		w.text(code)
		return
	}
	if strings.EqualFold(language, "json") {
		if v, faults := jsonpos.Parse(code); len(faults) == 0 {
			w.text(code[w.json(v, code, 0):])
			return
		}
	}
	l := lexer(language)
	if l == nil {
		w.text(code)
		return
	}
	tokens, ok := tokens(l, code)
	if !ok {
		w.text(code)
		return
	}
	for len(tokens) > 0 {
		class, n := classOf(tokens[0].Type), 1
		text := tokens[0].Value
		for ; n < len(tokens) && classOf(tokens[n].Type) == class; n++ {
			text += tokens[n].Value
		}
		tokens = tokens[n:]
		if class == "" || strings.TrimSpace(text) == "" {
			w.text(text)
			continue
		}
		w.coloured(class, text)
	}
}

func (w *writer) coloured(class, text string) {
	w.raw(`<span class="`, class, `">`)
	w.text(text)
	w.raw(`</span>`)
}

// json writes the code from at to the end of a value in it, and returns that end. Nearly
// each page has JSON, and regular expressions take ten times as long to read it.
func (w *writer) json(v *jsonpos.Value, code string, at int) int {
	class := "tn"
	switch v.Kind {
	case jsonpos.Object:
		for _, m := range v.Members {
			w.text(code[at:m.Start])
			w.coloured("tt", code[m.Start:m.End])
			at = w.json(m.Value, code, m.End)
		}
		return at
	case jsonpos.Array:
		for _, item := range v.Items {
			at = w.json(item, code, at)
		}
		return at
	case jsonpos.String:
		class = "ts"
	}
	w.text(code[at:v.Start])
	w.coloured(class, code[v.Start:v.End])
	return v.End
}

// tokens returns the parts of code. ok is false where they are not all of it: a lexer
// is regular expressions, which may fail on what nobody thought of.
func tokens(l *chroma.RegexLexer, code string) (list []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			list, ok = nil, false
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return nil, false
	}
	list = next.Tokens()
	n := 0
	for i, t := range list {
		if rest := len(code) - n; len(t.Value) > rest { // the final line end that some lexers add
			list[i].Value = t.Value[:rest]
		}
		if code[n:n+len(list[i].Value)] != list[i].Value {
			return nil, false
		}
		n += len(list[i].Value)
	}
	return list, n == len(code)
}

// classOf returns the class of a token in the style sheet, empty for plain text.
func classOf(t chroma.TokenType) string {
	switch {
	case t == chroma.KeywordConstant:
		return "tn"
	case t.InCategory(chroma.Keyword):
		return "tk"
	case t == chroma.NameTag, t == chroma.NameAttribute:
		return "tt"
	case t == chroma.NameFunction, t == chroma.NameBuiltin:
		return "tf"
	case t.InSubCategory(chroma.LiteralString):
		return "ts"
	case t.InSubCategory(chroma.LiteralNumber):
		return "tn"
	case t.InCategory(chroma.Comment):
		return "tc"
	case t == chroma.GenericInserted:
		return "ti"
	case t == chroma.GenericDeleted:
		return "td"
	}
	return ""
}
