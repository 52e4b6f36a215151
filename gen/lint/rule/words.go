package rule

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuoted is how many characters of a page's text a message repeats; the
// excerpt below it shows the rest.
const maxQuoted = 80

// MaxListed is how many of many things a hint names.
const MaxListed = 6

// Quote returns text of a page for a message.
func Quote(text string) string {
	if utf8.RuneCountInString(text) > maxQuoted {
		n := 0
		for i := range text {
			if n++; n > maxQuoted {
				text = text[:i] + "…"
				break
			}
		}
	}
	return strconv.Quote(text)
}

// Counted reads "1 word", "2 words".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// List returns words as "a", "a and b", "a, b and c".
func List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
