package texts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

// titleMax is how many words of a title a table shows on one line.
const titleMax = 10

var TitleWords = &rule.Rule{
	ID:       "title-words",
	Severity: diag.Off,
	Doc: `the title has too few or too many words

A title is read in tables and lists, where a long one is cut off. This rule is off
unless errgen.yaml sets its severity or its limits; the default is 10 words at most.

In errgen.yaml:

	lint: {title_words: {max: 10}}

Bad:
	---
	title: key_not_found because no key of the workspace or of its parent has the id
	errgen:
	  ignore:
	    title-code: the title is a sentence
	---

Good:
	---
	title: key_not_found
	---`,
	Asked: func(s rule.Settings) bool { return s.TitleWords != rule.Limits{} },
	Check: func(p *rule.Pass) {
		least, most := p.Settings.TitleWords.Or(0, titleMax)
		for _, e := range p.Catalog.Entries {
			title := e.PageTitle()
			n := words(title.V)
			switch {
			case title.Span.IsZero(): // made of the code
			case n < least:
				p.Reportf(title.Span, "the title has %s, want at least %d", rule.Counted(n, "word"), least).
					Hint = "say in a few words what happened"
			case n > most:
				p.Reportf(title.Span, "the title has %s, want at most %d", rule.Counted(n, "word"), most).
					Hint = "move the details to the description"
			}
		}
	},
}
