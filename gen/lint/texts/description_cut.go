package texts

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var DescriptionCut = &rule.Rule{
	ID:       "description-cut",
	Severity: diag.Warning,
	Doc: `the description stops in the middle of a sentence

A tool or a form with a length limit truncated it. The missing part is often the
one that says what to do.

Bad:
	---
	description: No key has the id that was sent. Check the id, the workspace and
	---

Good:
	---
	description: No key has the id that was sent. Check the id and the workspace.
	---`,
	After: []string{"value-cut"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if !described(e) {
				continue
			}
			why := cut(e.Description.V)
			if why == "" {
				continue
			}
			p.Reportf(ending(cmp.Or(e.Description.Span, rule.Place(e))), "the description %s", why).
				Hint = "finish the sentence"
		}
	},
}

// cut says how a description shows that something is missing at its end; "" for
// one that does not.
func cut(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	bare := strings.TrimRight(text, `"'”’*_`+"`")
	last, _ := utf8.DecodeLastRuneInString(bare)
	word := strings.ToLower(bare[strings.LastIndexFunc(bare, unicode.IsSpace)+1:])
	switch {
	case strings.HasSuffix(bare, "..."), last == '…':
		return "ends in an ellipsis"
	case strings.ContainsRune(",;:-–—(", last):
		return "ends in " + rule.Quote(string(last))
	case strings.ContainsRune(".!?。！？)", last):
		return ""
	case connecting[word]:
		return "ends in the word " + rule.Quote(word)
	case strings.LastIndexByte(bare, '(') > strings.LastIndexByte(bare, ')'):
		return "ends inside a parenthesis"
	case cutLength(utf8.RuneCountInString(text)):
		return "ends without a period at a length where texts are cut"
	}
	return ""
}

// cutLength reports whether a text of n characters fills one of the limits that
// forms and tools have.
func cutLength(n int) bool {
	for _, limit := range []int{120, 140, 150, 155, 160, 200, 250, 255, 256, 300} {
		if limit-2 <= n && n <= limit {
			return true
		}
	}
	return false
}

// connecting are words that a sentence does not end with.
var connecting = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`a an the and or but nor if unless because since while when whenever where
		whether that which who whose of to with without from into onto for by at as than your our their its is are was
		were be can cannot could may might must should will would has have had not please`) {
		out[w] = true
	}
	return out
}()

// ending returns the last few bytes of a span, up to its last word.
func ending(s source.Span) source.Span {
	text := s.Text()
	end := len(strings.TrimRight(text, "\"'` \t\r\n"))
	start := strings.LastIndexAny(text[:end], " \t\r\n") + 1
	if end == 0 {
		return s
	}
	return s.File.Span(int(s.Start)+start, int(s.Start)+end)
}
