package texts

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

// What Markdown marks a text with, beside raw.Tag. The groups hold what a reader sees of it.
var (
	links    = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()]*\)`)
	emphasis = regexp.MustCompile("`+([^`]+)`+|\\*{1,3}(\\S(?:[^*]*[^*\\s])?)\\*{1,3}|\\b_{1,3}(\\S(?:[^_]*[^_\\s])?)_{1,3}\\b")
)

// maxNesting is how deep markup is taken off: what is nested deeper was not
// written by a person.
const maxNesting = 4

// unmarked returns a text without its markup: labels of links, code without its
// back-quotes, words without emphasis.
func unmarked(text string) string {
	if strings.Contains(text, "<") {
		text = raw.Tag.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "[") {
		text = links.ReplaceAllString(text, "$1")
	}
	return plainly(text)
}

// plainly returns a text without back-quotes and emphasis.
func plainly(text string) string {
	for range maxNesting {
		if !strings.ContainsAny(text, "`*_") {
			break
		}
		bare := emphasis.ReplaceAllString(text, "$1$2$3")
		if bare == text {
			break
		}
		text = bare
	}
	return text
}

// words counts the words of a text without its markup.
func words(text string) int {
	n := 0
	for _, w := range strings.Fields(unmarked(text)) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// inner returns the place of a title's or a description's text in the file, and
// the text there: without quotes, and only where it is written as it reads.
func inner(v catalog.Value[string]) (at source.Span, ok bool) {
	at = v.Span
	text := at.Text()
	if text == v.V {
		return at, text != ""
	}
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] && text[1:n-1] == v.V {
		return at.File.Span(int(at.Start)+1, int(at.End)-1), v.V != ""
	}
	return at, false
}

// plainScalar reports whether YAML and Markdown read a line as the text that it
// is, with quotes or without.
func plainScalar(text string) bool {
	if text == "" || !strings.Contains(text, " ") || strings.ContainsAny(text, "\"'\\\n\r") ||
		strings.Contains(text, ": ") || strings.Contains(text, " #") {
		return false
	}
	first, last := rune(text[0]), rune(text[len(text)-1])
	return unicode.IsLetter(first) && (unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(".!?)", last))
}

// rewrite returns where to write a text in place of a title or a description, and
// whether that can be done without thought.
func rewrite(e *catalog.Entry, v catalog.Value[string], text string) (at source.Span, ok bool) {
	at, ok = inner(v)
	return at, ok && rule.CanHaveFrontMatter(e) && plainScalar(text) && at.File == e.File
}
