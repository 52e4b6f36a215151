package syntax

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var Encoding = &rule.Rule{
	ID:         "encoding",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `the page is not valid UTF-8, or a title has invisible characters

Invalid bytes show as question marks at best. Characters that change the text
direction, and those without a width, can make one title look like another.

Bad:
	---
	title: "key_not_found\u202e"
	---

Good:
	---
	title: "key_not_found"
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			hidden(p, e.Heading, "the page's title")
			for i := range e.Examples {
				hidden(p, e.Examples[i].Title, "the example's title")
			}
		}
	},
}

func hidden(p *rule.Pass, v catalog.Value[string], what string) {
	i := strings.IndexFunc(v.V, invisible)
	if i < 0 {
		return
	}
	r := []rune(v.V[i:])[0]
	at := v.Span
	if j := strings.IndexFunc(at.Text(), invisible); j >= 0 {
		start := int(at.Start) + j
		at = at.File.Span(start, start+len(string(r)))
	}
	p.Reportf(at, "%s contains the invisible character %s", what, fmt.Sprintf("U+%04X", r)).Hint = "remove it"
}

// invisible reports whether r is a control character, turns the direction of
// writing, or has no width.
func invisible(r rune) bool {
	switch {
	case r < 0x20 && r != '\t' && r != '\n' && r != '\r', 0x7F <= r && r <= 0x9F:
		return true
	case r == 0x061C, 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}
