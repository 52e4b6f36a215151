package form

import (
	"strings"
	"unicode"
)

// maxNear is the length over which nothing is taken for a misspelt code.
const maxNear = 200

// Near returns the code that was meant by a text that is none, such as one in
// other case, with other marks between its words, or without its prefix, and
// reports whether there is exactly one.
func (f *Form) Near(text string) (code string, ok bool) {
	if len(text) > maxNear {
		return "", false
	}
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1 // nobody sees it
		}
		return r
	}, text)
	text = strings.TrimFunc(text, func(r rune) bool { return r <= ' ' || strings.ContainsRune("`\"'.,;:!?()[]<>", r) })
	if f.Has(text) {
		return text, true
	}
	// Where the marks stand as the form has them, each segment is read alone.
	if len(text) >= len(f.Prefix()) && strings.EqualFold(text[:len(f.Prefix())], f.Prefix()) {
		if values, ok := f.split(f.Prefix() + text[len(f.Prefix()):]); ok {
			if code, ok := f.respell(values); ok {
				return code, true
			}
		}
	}
	// Else it is cut at whatever marks there are, and must have as many parts.
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(":/. ", r) })
	if prefix := strings.Trim(f.Prefix(), ":/._- "); prefix != "" && len(parts) > 0 && strings.EqualFold(parts[0], prefix) {
		parts = parts[1:]
	}
	if len(parts) != len(f.segments) || len(parts) < 2 {
		return "", false
	}
	return f.respell(parts)
}

// respell returns the code of segments whose words are those of the values.
func (f *Form) respell(values []string) (string, bool) {
	out := make([]string, len(values))
	for i, s := range f.segments {
		out[i] = values[i]
		if s.Case != Any && s.Case != Digits && !s.Case.Valid(out[i]) {
			out[i] = spell(strings.FieldsFunc(values[i], func(r rune) bool { return strings.ContainsRune("_-. \u2010\u2011\u2012\u2013\u2014", r) }), s.Case)
		}
	}
	code := f.Print(out)
	return code, f.Has(code)
}

// spell writes words as a case has them.
func spell(words []string, c Case) string {
	switch c {
	case Kebab:
		return strings.ToLower(strings.Join(words, "-"))
	case Upper:
		return strings.ToUpper(strings.Join(words, "_"))
	case Camel:
		var b strings.Builder
		for i, w := range words {
			if i > 0 && w != "" {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w)
		}
		return b.String()
	}
	return strings.ToLower(strings.Join(words, "_"))
}
