package raw

import (
	"bytes"
	"regexp"

	"github.com/unkeyed/errgen/gen/catalog"
)

// What is no running text.
var (
	CodeSpan   = regexp.MustCompile("`+[^`\\n]+`+")
	Tag        = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9.-]*(?:\s[^<>]*)?/?>`)
	Comment    = regexp.MustCompile(`(?s)\{/\*.*?\*/\}|<!--.*?-->`) // of MDX and of HTML
	linkTarget = regexp.MustCompile(`\]\([^()\s]*(?:\s+"[^"\n]*")?\)|\bhttps?://[^\s<>()"']+`)
	importLine = regexp.MustCompile(`^(import|export) `)
)

// Prose returns the bytes of a page with spaces in place of all that is no running
// text: front matter, fences and what they hold, comments, imports, tags and where
// links lead; code spans too unless they are kept. Offsets stay those of the file.
func Prose(e *catalog.Entry, keepCode bool) []byte {
	if e.File == nil {
		return nil
	}
	data := bytes.Clone(e.File.Data)
	at := Start(e)
	Blank(data, 0, min(at, len(data)))
	for code := (Code{}); at < len(data); {
		next := NextLine(data, at)
		if code.Has(Bare(data[at:next])) || importLine.Match(data[at:next]) {
			Blank(data, at, next)
		}
		at = next
	}
	Hide(data, keepCode)
	return data
}

// Hide puts spaces in place of comments, tags, where links lead, and code spans unless
// they are kept.
func Hide(data []byte, keepCode bool) {
	hidden := []*regexp.Regexp{Comment, linkTarget, Tag}
	if !keepCode {
		hidden = append(hidden, CodeSpan)
	}
	for _, re := range hidden {
		for _, m := range re.FindAllIndex(data, -1) {
			Blank(data, m[0], m[1])
		}
	}
}

// Blank puts spaces in place of bytes, but for line ends.
func Blank(data []byte, start, end int) {
	for i := start; i < end; i++ {
		if data[i] != '\n' && data[i] != '\r' {
			data[i] = ' '
		}
	}
}
