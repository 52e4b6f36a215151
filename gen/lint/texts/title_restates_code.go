package texts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var TitleRestatesCode = &rule.Rule{
	ID:       "title-restates-code",
	Severity: diag.Off,
	Doc: `the title only repeats the code

Tables show the code and the title next to each other, and a title that is the code
in other letters says nothing new. This rule is off unless errgen.yaml turns it on;
title-code then allows titles in words of their own.

In errgen.yaml:

	lint: {rules: {title-restates-code: warning}}

Bad:
	---
	title: Key not found
	---
	-- unkey/data/api_not_found.mdx --
	---
	title: No API has this id
	---

Good:
	---
	title: No key has this id
	---
	-- unkey/data/api_not_found.mdx --
	---
	title: No API has this id
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			title := e.PageTitle()
			words := nearest.Plain(unmarked(title.V))
			if title.Span.IsZero() || words == "" || words != nearest.Plain(e.Last()) && words != nearest.Plain(string(e.Code.V)) {
				continue
			}
			d := p.Reportf(title.Span, "title %s only repeats the code %s", rule.Quote(title.V), e.Code.V)
			d.Hint = "say in words what happened"
		}
	},
}
