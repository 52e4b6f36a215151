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
			d := p.Reportf(or(other.Span, place(e)), "%s status %d, but %s %d", saysOn(other, e), other.V, saysFirst(first, other), first.V)
			d.Hint = "use the status that the server sends in both places"
			for i := range e.Statuses {
				if s := &e.Statuses[i]; s != other && inRange(s.V) {
					related(d, s.Span, fmt.Sprintf("%s %d", says(s.From), s.V))
				}
			}
		}
	},
}

// saysOn names the page of a place that is on another one than the entry.
func saysOn(s *catalog.Stated[int], e *catalog.Entry) string {
	for _, o := range e.Merged {
		if s.Span.File == o.File && o.File != e.File {
			return quote(o.Where()) + " says"
		}
	}
	return says(s.From)
}

func saysFirst(first, other *catalog.Stated[int]) string {
	if first.From == other.From && first.From == catalog.FromExample {
		return "an earlier example shows"
	}
	return says(first.From)
}
