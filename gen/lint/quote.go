package lint

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
)

// maxQuoted is how many characters of a page's text a message repeats; the
// excerpt below it shows the rest.
const maxQuoted = 80

// maxListed is how many of many things a hint names.
const maxListed = 6

// quote returns text of a page for a message.
func quote(text string) string {
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

// counted reads "1 word", "2 words".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// list returns words as "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// says returns a source with its verb, to be followed by a status: "the example
// shows".
func says(from catalog.Source) string {
	switch from {
	case catalog.FromFrontMatter:
		return "the front matter says"
	case catalog.FromExample:
		return "the example shows"
	case catalog.FromSection:
		return "the section says"
	case catalog.FromProse:
		return "the text says"
	case catalog.FromDescription:
		return "the description says"
	case catalog.FromConfig:
		return "errgen.yaml gives"
	}
	return "the page says"
}
