package lint

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

var codeInferred = &Rule{
	ID:       "code-inferred",
	Severity: diag.Warning,
	Doc: `the code is only in a section or in the page's path

Readers search for the code in their error message and find the page by the code
on it. Sections are reworded and files are moved; the element at the top is what
both readers and errgen look for.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	~~~json Example
	{
	  "meta": {"requestId": "req_1"},
	  "error": {
	    "detail": "The key was not found",
	    "status": 404,
	    "title": "Not Found",
	    "type": "https://example.com/errors/unkey/data/key_not_found"
	  }
	}
	~~~

	## Error Code

	unkey/data/key_not_found

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	// Front matter that cannot be read may well state the code, and nothing can be
	// written above front matter that is never closed.
	After: []string{"front-matter"},
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			if len(e.Codes) == 0 || !e.Named {
				continue
			}
			var where string
			switch e.Codes[0].From {
			case catalog.FromSection:
				where = "a section"
			case catalog.FromPath:
				where = "the path of the page"
			default:
				continue
			}
			d := p.Reportf(place(e), "the code %s is taken from %s", e.Code.V, where)
			d.Hint = fmt.Sprintf("add %s below the title", p.Settings.Site.Hint(string(e.Code.V)))
			if fix := p.dangerFix(e); fix != nil && !p.twice[e.Code.V] {
				d.Fix = fix
			}
		}
	},
}
