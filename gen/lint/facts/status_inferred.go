package facts

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StatusInferred = &rule.Rule{
	ID:       "status-inferred",
	Severity: diag.Warning,
	Doc: `the status is taken from a sentence or a rule in errgen.yaml

A sentence is easily reworded without regard to the number in it, and a rule
applies to every page that forgot its own status. errgen uses the status, but the
page should state it where a change is noticed.

Bad page:
	---
	title: key_not_found
	description: The answer represents a 404 error. Check the id of the key and its workspace.
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
	After: []string{"front-matter", "stub"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if rule.StatusIsInferred(e) {
				reportInferred(p, e)
			}
		}
	},
}

func reportInferred(p *rule.Pass, e *catalog.Entry) {
	where := map[catalog.Source]string{
		catalog.FromProse:       "the text",
		catalog.FromDescription: "the description",
		catalog.FromConfig:      "a rule in errgen.yaml",
	}[e.StatusFrom]
	at := e.Status.Span
	if at.File != e.File || at.IsZero() {
		at = rule.Place(e)
	}
	d := p.Reportf(at, "status %d is taken from %s, not stated by the page", e.Status.V, where)
	if at != e.Status.Span {
		d.AddRelated(e.Status.Span, "the rule")
	}
	d.Hint = fmt.Sprintf("add \"status: %d\" to the front matter", e.Status.V)
	switch {
	case !e.Record.IsZero():
		d.Hint = "state it where the rule in errgen.yaml looks for it"
	case !rule.CanHaveFrontMatter(e):
		d.Hint += " of the page that this file was exported from"
	case !e.HasFrontMatter && rule.DangerAtStart(e):
		// The fix of code-inferred writes both, as two fixes cannot write at the
		// same place.
	default:
		d.Fix = diag.Replace(e.Start, rule.FrontMatterLine(e, fmt.Sprintf("status: %d", e.Status.V)), "add the status to the front matter")
	}
}
