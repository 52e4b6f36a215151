package texts

import (
	"cmp"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

// How many words a description has that says what happened and is read at once.
const (
	descriptionWordsMin = 15
	descriptionWordsMax = 40
)

var DescriptionWords = &rule.Rule{
	ID:       "description-words",
	Severity: diag.Off,
	Doc: `the description has too few or too many words

Fewer than 15 words rarely say what happened and why; more than 40 are not read in
a table. This rule is off unless errgen.yaml sets its severity or its limits.

In errgen.yaml:

	lint: {description_words: {min: 15, max: 40}}

Bad:
	---
	description: No key has the id that was sent.
	---

Good:
	---
	description: No key in the workspace has the id that was sent. It was deleted, or belongs to another workspace.
	---
	-- unkey/data/api_not_found.mdx --
	---
	description: No API in the workspace has the id that was sent. It was deleted, or belongs to another workspace.
	---`,
	Asked: func(s rule.Settings) bool { return s.DescriptionWords != rule.Limits{} },
	Check: func(p *rule.Pass) {
		least, most := p.Settings.DescriptionWords.Or(descriptionWordsMin, descriptionWordsMax)
		for _, e := range p.Catalog.Entries {
			n := words(e.Description.V)
			at := cmp.Or(e.Description.Span, rule.Place(e))
			switch {
			case e.Description.V == "": // description-missing says so
			case n < least:
				p.Reportf(at, "the description has %s, want at least %d", rule.Counted(n, "word"), least).
					Hint = "say what happened and why"
			case n > most:
				p.Reportf(at, "the description has %s, want at most %d", rule.Counted(n, "word"), most).
					Hint = "move the details to the sections of the page"
			}
		}
	},
}
