package envelope

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cases are the ways to write a value: other spellings of its words, and text,
// which writes a value of any type as text, and each of the parameters where the
// value is all of them.
var Cases = []string{"snake", "kebab", "upper", "camel", "pascal", "lower", textCase}

// Spell returns the words of a text spelled as a case has it: order_not_found,
// order-not-found, ORDER_NOT_FOUND, orderNotFound, OrderNotFound, order not found.
// Another case leaves the text as it is. Words end at what is neither letter nor
// digit, and where capitals begin one.
func Spell(s, how string) string {
	switch how {
	case "snake":
		return strings.ToLower(strings.Join(words(s), "_"))
	case "kebab":
		return strings.ToLower(strings.Join(words(s), "-"))
	case "upper":
		return strings.ToUpper(strings.Join(words(s), "_"))
	case "lower":
		return strings.ToLower(strings.Join(words(s), " "))
	case "camel", "pascal":
		var b strings.Builder
		for i, w := range words(s) {
			w = strings.ToLower(w)
			if i > 0 || how == "pascal" {
				r, size := utf8.DecodeRuneInString(w)
				b.WriteRune(unicode.ToUpper(r))
				w = w[size:]
			}
			b.WriteString(w)
		}
		return b.String()
	}
	return s
}

// words returns the words of a text: of "HTTPServer_error2" HTTP, Server, error2.
func words(s string) []string {
	var out []string
	runes := []rune(s)
	start := 0
	end := func(i int) {
		if i > start {
			out = append(out, string(runes[start:i]))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return out
}
