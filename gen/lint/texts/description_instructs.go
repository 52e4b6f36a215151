package texts

import (
	"cmp"
	"regexp"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DescriptionInstructs = &rule.Rule{
	ID:       "description-instructs",
	Severity: diag.Off,
	Doc: `the description starts with an instruction

The description says what happened; what to do belongs to the sections of the page.
This rule is off unless errgen.yaml turns it on.

In errgen.yaml:

	lint: {rules: {description-instructs: warning}}

Bad:
	---
	description: Check that the key exists and that the id was sent as the API expects it.
	---

Good:
	---
	description: No key has the id that was sent. It was deleted, or it never was.
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if m := instruction.FindStringSubmatch(unmarked(e.Description.V)); m != nil {
				p.Reportf(cmp.Or(e.Description.Span, rule.Place(e)), "the description starts with the instruction %s", rule.Quote(m[1])).
					Hint = "say what happened, and move what to do to How To Fix"
			}
		}
	},
}

var instruction = regexp.MustCompile(`^\s*((?i:(?:please )?(?:check|verify|retry|try|make sure|ensure|confirm|contact)))\b`)
