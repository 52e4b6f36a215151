package lint

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

var descriptionDuplicate = &Rule{
	ID:       "description-duplicate",
	Severity: diag.Warning,
	Doc: `two pages have the same description

Who chooses between them from a list cannot tell them apart. Mostly one page began
as a copy of the other, and its description is still that of the other error.

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
	Check: func(p *Pass) {
		first := make(map[string]*catalog.Entry, len(p.Catalog.Entries))
		for _, e := range p.Catalog.Entries {
			if e.Description.V == "" {
				continue
			}
			key := strings.ToLower(strings.Join(strings.Fields(e.Description.V), " "))
			was := first[key]
			if was == nil {
				first[key] = e
				continue
			}
			d := p.Reportf(or(e.Description.Span, place(e)), "the description of %s is also that of %s", e.Code.V, was.Code.V)
			related(d, was.Description.Span, "the same description")
			d.Hint = "say what sets this error apart"
		}
	},
}
