package name

import "strings"

// A Casing writes words as camel case with initialisms. The zero Casing knows
// the built-in initialisms.
type Casing struct {
	own map[string]string // lower case -> as it is written
}

// NewCasing returns a casing that knows the initialisms given beside the
// built-in ones, and prefers them. One with a capital in it is written as it is
// ("GitHub"), others in capitals ("mrr" becomes MRR). Initialisms that are not
// ASCII letters and digits cannot occur in a code and are ignored.
func NewCasing(initialisms []string) Casing {
	own := make(map[string]string, len(initialisms))
	for _, word := range initialisms {
		if strings.ContainsFunc(word, func(r rune) bool { return r >= 0x80 || !isLetter(byte(r)) && !isDigit(byte(r)) }) {
			continue
		}
		lower := strings.ToLower(word)
		if word == lower {
			word = strings.ToUpper(word)
		}
		own[lower] = word
	}
	return Casing{own: own}
}

// Pascal returns the words of s joined, each with a capital:
// UnkeyDataAPINotFound.
func (c Casing) Pascal(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for word := range eachWord(s) {
		c.capital(&b, word)
	}
	return b.String()
}

// Camel is Pascal with its first word in lower case: apiID.
func (c Casing) Camel(s string) string {
	var b strings.Builder
	for word := range eachWord(s) {
		if b.Len() > 0 {
			c.capital(&b, word)
		} else {
			b.WriteString(word)
		}
	}
	return b.String()
}

// capital writes a word with a capital.
func (c Casing) capital(b *strings.Builder, word string) {
	if written, ok := c.initialism(word); ok {
		b.WriteString(written)
		return
	}
	if singular, ok := strings.CutSuffix(word, "s"); ok {
		if written, ok := c.initialism(singular); ok {
			b.WriteString(written)
			b.WriteByte('s')
			return
		}
	}
	first := word[0]
	if isLower(first) {
		first -= 'a' - 'A'
	}
	b.WriteByte(first)
	b.WriteString(word[1:])
}

func (c Casing) initialism(word string) (string, bool) {
	if written, ok := c.own[word]; ok {
		return written, true
	}
	written, ok := initialisms[word]
	return written, ok
}
