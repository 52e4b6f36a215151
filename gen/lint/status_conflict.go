package lint

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

var statusConflict = &Rule{
	ID:       "status-conflict",
	Severity: diag.Error,
	Doc: `two places on the page state two statuses

A reader copies the example, a client gets what the server sends, and the two
differ without anybody noticing. One of the places is wrong, and only a person
can say which.

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
				case s.V != first.V && other == nil:
					other = s
				}
			}
			if other == nil {
				continue
			}
			d := p.Reportf(or(other.Span, place(e)), "%s status %d, but %s %d", says(other.From), other.V, saysFirst(first, other), first.V)
			d.Hint = "give both places the status that the server sends"
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
