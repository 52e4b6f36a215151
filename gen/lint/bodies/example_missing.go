package bodies

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ExampleMissing = &rule.Rule{
	ID:       "example-missing",
	Severity: diag.Warning,
	Doc: `the page has no example of the error body

Readers come to the page with the error body in front of them. It is also where
errgen reads the title and the detail of the error.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	<Danger>err:unkey:data:key_not_found</Danger>

	## What Happened?

	The key was deleted, or it never was.

Good:
	~~~json
	{"error": {"status": 404}}
	~~~`,
	After: []string{"stub", "example-json", "unclosed-fence"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if len(e.Examples) == 0 && e.Shown && !e.NoStatus {
				p.Reportf(rule.Place(e), "%s has no example of its error body", e.Code.V).
					Hint = "add a JSON code block with the body as the server sends it: " + p.Catalog.Body().Outline()
			}
		}
	},
}
