package gofile

import (
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/emit"
)

// columns is how wide comments get, the marker included.
const columns = 80

// Comment returns paragraphs as the lines of a comment, whatever their text is. It is
// the only way for text of a page to become one.
//
// The caller begins every paragraph with a word of its own, so that no page can
// write a deprecation, a heading or a list. Any other line that gofmt would take
// for one is avoided where the lines are broken.
func Comment(paragraphs ...string) string {
	var b strings.Builder
	size := 0
	for _, paragraph := range paragraphs {
		size += len(paragraph) + len(paragraph)/16 + 8
	}
	b.Grow(size)
	for i, paragraph := range paragraphs {
		if i > 0 {
			b.WriteString("\n//\n")
		}
		paragraph = emit.Clean(paragraph)
		if strings.Contains(paragraph, "``") || strings.Contains(paragraph, "''") {
			paragraph = quotes.Replace(paragraph)
		}
		for n, line := range emit.Wrap(paragraph, columns-len("// "), marksUp) {
			if n > 0 {
				b.WriteByte('\n')
			}
			b.WriteString("// ")
			b.WriteString(line)
		}
	}
	return b.String()
}

// Indented returns the lines of a comment with an indent before each. It is as
// wide as one without, as gofmt does not wrap comments.
func Indented(text, indent string) string {
	return indent + strings.ReplaceAll(Comment(text), "\n", "\n"+indent)
}

// Beside returns a paragraph as a comment that follows something on its line. It
// reports false if that would be wider than most, or could mean something to those who
// read Go.
func Beside(paragraph string, most int) (string, bool) {
	words := strings.Fields(emit.Clean(paragraph))
	paragraph = strings.Join(words, " ")
	if len(words) == 0 || marksUp(words[0]) || utf8.RuneCountInString(paragraph) > most-len("// ") {
		return "", false
	}
	return "// " + paragraph, true
}

// quotes writes the two ASCII forms of quotation marks that gofmt would change.
var quotes = strings.NewReplacer("``", `"`, "''", `"`)

// marksUp reports whether a line that begins with the word can mean something
// to gofmt, the go command or a reader of Go documentation: a list item, a
// heading, a link target, a build constraint or a directive.
func marksUp(word string) bool {
	switch word[0] {
	case '-', '*', '+', '#', '/':
		return true
	case '[':
		return !strings.Contains(word, "]") || strings.Contains(word, "]:")
	}
	if strings.HasPrefix(word, "•") {
		return true
	}
	digits := strings.TrimLeft(word, "0123456789")
	if digits != word && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		return true
	}
	return strings.ContainsRune(word, ':') && !strings.HasPrefix(word, "https://") && !strings.HasPrefix(word, "http://")
}
