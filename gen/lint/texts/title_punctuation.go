package texts

import (
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TitlePunctuation = &rule.Rule{
	ID:       "title-punctuation",
	Severity: diag.Off,
	Doc: `the title ends in a full stop or is not in sentence case

Tables and navigation show titles next to each other, where a full stop or Capital
Letters On Some Of Them look like a mistake. This rule is off unless
errgen.yaml turns it on.

In errgen.yaml:

	lint: {rules: {title-punctuation: warning}}

Bad:
	---
	title: Key Not Found.
	---

Good:
	---
	title: Key not found
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			title := e.PageTitle()
			if title.Span.IsZero() {
				continue // made of the code
			}
			checkPunctuation(p, e, title)
			if word := capital(title.V); word != "" {
				p.Reportf(title.Span, "the title is not in sentence case: %s is capitalized", rule.Quote(word)).
					Hint = "capitalize only the first word, names and abbreviations"
			}
		}
	},
}

func checkPunctuation(p *rule.Pass, e *catalog.Entry, title catalog.Value[string]) {
	if !strings.HasSuffix(strings.TrimSpace(title.V), ".") {
		return
	}
	d := p.Reportf(title.Span, "the title ends in a full stop")
	d.Hint = "remove it"
	text := strings.TrimRight(strings.TrimSpace(title.V), ". ")
	if at, ok := rewrite(e, title, text); ok {
		d.Fix = diag.Replace(at, text, "remove the full stop")
	}
}

// small are words that titles in title case do not capitalize.
var small = map[string]bool{
	"a": true, "an": true, "and": true, "as": true, "at": true, "by": true, "for": true, "from": true, "in": true, "is": true,
	"not": true, "of": true, "on": true, "or": true, "the": true, "to": true, "with": true,
}

// capital returns the first word that only title case capitalizes, in a title
// whose words all are, but small ones. One name among other words is none.
func capital(title string) string {
	fields := strings.Fields(unmarked(title))
	first := ""
	for i, w := range fields {
		w = strings.Trim(w, `.,;:!?()"'`)
		runes := []rune(w)
		switch {
		case i == 0 || len(runes) < 2 || small[w]:
		case unicode.IsUpper(runes[0]) && strings.IndexFunc(string(runes[1:]), unicode.IsUpper) < 0:
			if first == "" {
				first = w
			}
		case unicode.IsLower(runes[0]):
			return ""
		}
	}
	return first
}
