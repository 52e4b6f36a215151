package lint

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

var statusConflict = &Rule{
	ID:       "status-conflict",
	Severity: diag.Error,
	Doc: `two places on the page give different statuses

Readers copy the example, clients get what the server sends, and nobody notices
that the two differ. One of the places is wrong, and only a person can tell which.

Bad:
	---
	status: 403
	---
	~~~json
	{"error": {"status": 404}}
	~~~

Good:
	---
	status: 404
	---
	~~~json
	{"error": {"status": 404}}
	~~~`,
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			if len(e.Statuses) < 2 {
				continue
			}
			var first *catalog.Stated[int]
			var other *catalog.Stated[int]
			for i := range e.Statuses {
				s := &e.Statuses[i]
				switch {
				case !inRange(s.V): // status-range says so
				case first == nil:
					first = s
				case s.V != first.V && other == nil && !e.MayAnswer(s.V):
					other = s
				}
			}
			if other == nil {
				continue
			}
			d := p.Reportf(or(other.Span, place(e)), "%s status %d, but %s %d", says(other.From), other.V, saysFirst(first, other), first.V)
			d.Hint = "use the status that the server sends in both places"
			for i := range e.Statuses {
				if s := &e.Statuses[i]; s != other && inRange(s.V) {
					related(d, s.Span, fmt.Sprintf("%s %d", says(s.From), s.V))
				}
			}
		}
	},
}

func saysFirst(first, other *catalog.Stated[int]) string {
	if first.From == other.From && first.From == catalog.FromExample {
		return "an earlier example shows"
	}
	return says(first.From)
}
