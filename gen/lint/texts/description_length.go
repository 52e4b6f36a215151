package texts

import (
	"cmp"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

// The length of a description in characters, where the settings say nothing:
// from half a sentence to what search engines and index pages still show.
const (
	descriptionMin = 30
	descriptionMax = 200
)

var DescriptionLength = &rule.Rule{
	ID:       "description-length",
	Severity: diag.Warning,
	Doc: `the description is too short or too long

A few words only repeat the title, and search engines and index pages truncate a
long text before it says what to do. The limits are 30 and 200 characters, unless
errgen.yaml sets others.

Bad:
	---
	description: The key was not found.
	---

Good:
	---
	description: No key has the id that was sent. Check the id and the workspace.
	---`,
	After: []string{"value-cut"},
	Check: func(p *rule.Pass) {
		limits := rule.Limits{Min: p.Settings.DescriptionMin, Max: p.Settings.DescriptionMax}
		least, most := limits.Or(descriptionMin, descriptionMax)
		for _, e := range p.Catalog.Entries {
			n := utf8.RuneCountInString(e.Description.V)
			at := cmp.Or(e.Description.Span, rule.Place(e))
			switch {
			case n == 0, !described(e): // description-missing says so
			case n < least:
				p.Reportf(at, "the description has %d characters, want at least %d", n, least).
					Hint = "say what happened and what the reader can do"
			case n > most:
				p.Reportf(at, "the description has %d characters, want at most %d", n, most).
					Hint = "move the details to the sections of the page"
			}
		}
	},
}
