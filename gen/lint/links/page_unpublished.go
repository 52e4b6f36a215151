package links

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var PageUnpublished = &rule.Rule{
	ID:       "page-unpublished",
	Severity: diag.Warning,
	Doc: `a page that the docs site does not publish has a code

The code is generated, but its type URL leads to "page not found". What keeps a page
from being published depends on the site; the rule reports nothing unless errgen.yaml
names the site.

Bad:
	---
	draft: true
	---

Good:
	---
	draft: false
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			if line := e.Unpublished; line.V != "" {
				p.Reportf(line.Span, "%s is not published, because the page has %q", e.URL(), line.V).
					Hint = "remove the line, or leave the page out with exclude in errgen.yaml until it is published"
			}
		}
	},
}
