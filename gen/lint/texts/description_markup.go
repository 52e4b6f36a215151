package texts

import (
	"cmp"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DescriptionMarkup = &rule.Rule{
	ID:       "description-markup",
	Severity: diag.Off,
	Doc: `the description has links, code or emphasis

Search results, tables and comments in generated code show the description as plain
text, with all brackets and asterisks. This rule is off unless errgen.yaml turns it
on.

In errgen.yaml:

	lint: {rules: {description-markup: warning}}

Bad:
	---
	description: "No **key** has the id that was sent. See [keys](/keys) and check the id."
	---

Good:
	---
	description: "No key has the id that was sent. Check the id and the workspace."
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			text := e.Description.V
			m := cmp.Or(links.FindString(text), emphasis.FindString(text), raw.Tag.FindString(text))
			if m == "" {
				continue
			}
			d := p.Reportf(cmp.Or(e.Description.Span, rule.Place(e)), "the description has the markup %s, but is shown as plain text", rule.Quote(m))
			d.Hint = "write it without Markdown"
			// Where a link leads, and what an element is for, would be lost.
			bare := plainly(text)
			if links.MatchString(text) || raw.Tag.MatchString(text) || emphasis.MatchString(bare) || frontMatterKey(e, "description").IsZero() {
				continue
			}
			if at, ok := rewrite(e, e.Description, bare); ok {
				d.Fix = diag.Replace(at, bare, "remove the markup")
			}
		}
	},
}
