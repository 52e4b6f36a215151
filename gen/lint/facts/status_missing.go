package facts

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StatusMissing = &rule.Rule{
	ID:       "status-missing",
	Severity: diag.Error,
	Firm:     true,
	Doc: `the page does not state the HTTP status

The server has to send some status with the error. If the page states it, code,
documentation and clients all get it from one place.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	---

	<Danger>err:unkey:data:key_not_found</Danger>

	~~~json Example
	{
	  "meta": {"requestId": "req_1"},
	  "error": {
	    "detail": "The key was not found",
	    "title": "Not Found",
	    "type": "https://example.com/errors/unkey/data/key_not_found"
	  }
	}
	~~~

Good:
	---
	status: 404
	---`,
	After: []string{"front-matter", "example-json", "unclosed-fence"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if e.Status.V != 0 || len(e.Statuses) > 0 || e.NoStatus {
				continue
			}
			if wrong, ok := wrongStatus(e); ok {
				d := p.Reportf(wrong.Span, "status is %s, want a whole number", rule.JSONKind(wrong.Span.Text()))
				d.Hint = "write the number alone; no other place on the page states the status"
				d.Fix = rule.UnquoteStatus(wrong)
				continue
			}
			d := p.Reportf(rule.Place(e), "%s states no HTTP status", e.Code.V)
			d.Hint = "add it to the front matter, for example \"status: 404\", or add an example that has it"
			if !e.Named {
				d.Hint = "state it in " + e.Places + "; \"status: none\" in errgen.yaml says that errors have none"
			}
		}
	},
}

// wrongStatus returns a status in an example that is no whole number.
func wrongStatus(e *catalog.Entry) (catalog.ExampleFault, bool) {
	for i := range e.Examples {
		for _, w := range e.Examples[i].Wrong {
			if w.Name == "status" {
				return w, true
			}
		}
	}
	return catalog.ExampleFault{}, false
}
