package lint

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// Limits are a minimum and a maximum; 0 is the rule's own default.
type Limits struct{ Min, Max int }

// or returns the limits with defaults in place of what is 0, unless the one that is
// set leaves no room for the other's default.
func (l Limits) or(least, most int) (int, int) {
	switch {
	case l.Min != 0 && l.Max != 0:
		return l.Min, l.Max
	case l.Min > most:
		return l.Min, math.MaxInt
	case l.Min != 0:
		return l.Min, most
	case l.Max != 0 && l.Max < least:
		return 0, l.Max
	case l.Max != 0:
		return least, l.Max
	}
	return least, most
}

// What Markdown and HTML mark a text with. The groups hold what a reader sees of it.
var (
	links    = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()]*\)`)
	emphasis = regexp.MustCompile("`+([^`]+)`+|\\*{1,3}(\\S(?:[^*]*[^*\\s])?)\\*{1,3}|\\b_{1,3}(\\S(?:[^_]*[^_\\s])?)_{1,3}\\b")
	jsxTag   = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9.-]*(?:\s[^<>]*)?/?>`)
)

// maxNesting is how deep markup is taken off: what is nested deeper was not
// written by a person.
const maxNesting = 4

// unmarked returns a text without its markup: labels of links, code without its
// back-quotes, words without emphasis.
func unmarked(text string) string {
	if strings.Contains(text, "<") {
		text = jsxTag.ReplaceAllString(text, "")
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
	return at, ok && canHaveFrontMatter(e) && plainScalar(text) && at.File == e.File
}

var (
	codeSpan   = regexp.MustCompile("`+[^`\\n]+`+")
	linkTarget = regexp.MustCompile(`\]\([^()\s]*(?:\s+"[^"\n]*")?\)|\bhttps?://[^\s<>()"']+`)
)

// prose returns the bytes of a page with spaces in place of all that is no running
// text: front matter, fences and what they hold, comments, imports, tags and where
// links lead; code spans too unless they are kept. Offsets stay those of the file.
func prose(e *catalog.Entry, keepCode bool) []byte {
	if e.File == nil {
		return nil
	}
	data := bytes.Clone(e.File.Data)
	at := int(e.Start.Start)
	if e.HasFrontMatter {
		at = afterFrontMatter(e)
	}
	blank(data, 0, min(at, len(data)))
	var open fence
	for at < len(data) {
		next := nextLine(data, at)
		f, isFence := fenceOf(bare(data[at:next]))
		was := open.length > 0
		switch {
		case isFence && open.length == 0:
			open = f
		case isFence && f.mark == open.mark && f.length >= open.length && !f.info:
			open = fence{}
		}
		if was || isFence || importLine.Match(data[at:next]) {
			blank(data, at, next)
		}
		at = next
	}
	hide(data, keepCode)
	return data
}

// hide puts spaces in place of comments, tags, where links lead, and code spans unless
// they are kept.
func hide(data []byte, keepCode bool) {
	hidden := []*regexp.Regexp{comment, linkTarget, jsxTag}
	if !keepCode {
		hidden = append(hidden, codeSpan)
	}
	for _, re := range hidden {
		for _, m := range re.FindAllIndex(data, -1) {
			blank(data, m[0], m[1])
		}
	}
}

// blank puts spaces in place of bytes, but for line ends.
func blank(data []byte, start, end int) {
	for i := start; i < end; i++ {
		if data[i] != '\n' && data[i] != '\r' {
			data[i] = ' '
		}
	}
}

var importLine = regexp.MustCompile(`^(import|export) `)
