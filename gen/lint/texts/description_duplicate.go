package texts

import (
	"cmp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DescriptionDuplicate = &rule.Rule{
	ID:       "description-duplicate",
	Severity: diag.Warning,
	Doc: `two pages have the same description

Readers cannot tell the two apart in a list. Often one page started as a copy of the
other, and its description was never updated.

Bad:
	---
	description: No such thing has the id that was sent. Check the id and the workspace.
	---
	-- unkey/data/workspace_not_found.mdx --
	---
	description: No such thing has the id that was sent. Check the id and the workspace.
	---

Good:
	---
	description: No key has the id that was sent. Check the id and the workspace.
	---
	-- unkey/data/workspace_not_found.mdx --
	---
	description: No workspace has the id that was sent. Check the id and the root key.
	---`,
	Check: func(p *rule.Pass) {
		first := make(map[string]*catalog.Entry, len(p.Catalog.Entries))
		for _, e := range p.Catalog.Entries {
			if e.Description.V == "" || !described(e) {
				continue
			}
			key := strings.ToLower(strings.Join(strings.Fields(e.Description.V), " "))
			was := first[key]
			if was == nil {
				first[key] = e
				continue
			}
			if was.Code.V == e.Code.V {
				continue // one is a copy of the other, which code-path or code-duplicate says
			}
			d := p.Reportf(cmp.Or(e.Description.Span, rule.Place(e)), "%s has the same description as %s", e.Code.V, was.Code.V)
			d.AddRelated(was.Description.Span, "the same description")
			d.Hint = "describe how this error differs"
		}
	},
}
