package facts

import (
	"cmp"
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StatusRange = &rule.Rule{
	ID:         "status-range",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a status is not an HTTP error status, 400 to 599

Clients treat anything below 400 as a success, and most reject anything above 599.
They would not recognize an error with such a status.

Bad:
	---
	status: 200
	---
	~~~json
	{"error": {"status": 200, "title": "OK"}}
	~~~

Good:
	---
	status: 404
	---
	~~~json
	{"error": {"status": 404}}
	~~~`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			var wrong, right []catalog.Stated[int]
			for _, s := range e.Statuses {
				if s.V == 0 {
					continue // it is no number, as the reader said
				} else if rule.InRange(s.V) {
					right = append(right, s)
				} else {
					wrong = append(wrong, s)
				}
			}
			if len(wrong) == 0 {
				continue
			}
			d := p.Reportf(cmp.Or(wrong[0].Span, rule.Place(e)), "status %d is not an HTTP error status, want 400 to 599", wrong[0].V)
			d.Hint = "use the status that the server sends with this error"
			for _, s := range wrong[1:] {
				d.AddRelated(s.Span, fmt.Sprintf("%s %d", says(s.From), s.V))
			}
			for _, s := range right {
				d.AddRelated(s.Span, fmt.Sprintf("%s %d", says(s.From), s.V))
			}
		}
	},
}
