package facts

import (
	"cmp"
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StatusConflict = &rule.Rule{
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
	Check: func(p *rule.Pass) {
		p.Examples(func(e *catalog.Entry, x *catalog.Example, own bool) bool {
			if !own && x.Status.V != 0 && rule.InRange(e.Status.V) && !e.MayAnswer(x.Status.V) {
				d := p.Reportf(x.Status.Span, "the example of %s shows status %d, but the record states %d", e.Code.V, x.Status.V, e.Status.V)
				d.AddRelated(e.Status.Span, "the status of the record")
			}
			return true
		})
		for _, e := range p.Catalog.Entries {
			serviceExamples(p, e)
			if len(e.Statuses) < 2 {
				continue
			}
			var first *catalog.Stated[int]
			var other *catalog.Stated[int]
			for i := range e.Statuses {
				s := &e.Statuses[i]
				switch {
				case !rule.InRange(s.V): // status-range says so
				case first == nil:
					first = s
				case s.V != first.V && other == nil && !e.MayAnswer(s.V):
					other = s
				}
			}
			if other == nil {
				continue
			}
			d := p.Reportf(cmp.Or(other.Span, rule.Place(e)), "%s status %d, but %s %d", saysOn(other, e), other.V, saysFirst(first, other), first.V)
			d.Hint = "use the status that the server sends in both places"
			for i := range e.Statuses {
				if s := &e.Statuses[i]; s != other && rule.InRange(s.V) {
					d.AddRelated(s.Span, fmt.Sprintf("%s %d", says(s.From), s.V))
				}
			}
		}
	},
}

// serviceExamples holds each example against the service that it names, and one
// that names none against the default status.
func serviceExamples(p *rule.Pass, e *catalog.Entry) {
	if len(p.Catalog.Services) == 0 {
		return
	}
	for i := range e.Examples {
		x := &e.Examples[i]
		service := p.Catalog.ServiceOf(x)
		switch {
		case service != "" && !e.Answers(service):
			p.Reportf(x.Span, "the example is one of the service %q, which does not answer with %s", service, e.Code.V).
				Hint = "add it to services in the front matter, or remove the example"
		case x.Status.Span.IsZero() || !e.MayAnswer(x.Status.V):
		case service != "" && x.Status.V != e.StatusIn(service) && !also(e, x.Status.V):
			p.Reportf(x.Status.Span, "the example of the service %q shows status %d, but the page declares %d for it", service, x.Status.V, e.StatusIn(service)).
				Hint = "use the status that the service sends in both places"
		case service == "" && x.Status.V != e.Status.V && !also(e, x.Status.V):
			p.Reportf(x.Status.Span, "the example shows status %d, but names no service that answers with it; the default is %d", x.Status.V, e.Status.V).
				Hint = fmt.Sprintf("name the service in the line that opens the code block: \"json %s\"", serviceWith(e, x.Status.V))
		}
	}
}

// serviceWith returns the service that answers with a status.
func serviceWith(e *catalog.Entry, status int) string {
	for _, s := range e.ByService {
		if s.Status.V == status {
			return s.Service.V
		}
	}
	return ""
}

// also reports whether every service may answer with a status.
func also(e *catalog.Entry, status int) bool {
	for _, s := range e.OtherStatuses {
		if s.V == status {
			return true
		}
	}
	return false
}

// saysOn names the page of a place that is on another one than the entry.
func saysOn(s *catalog.Stated[int], e *catalog.Entry) string {
	for _, o := range e.Merged {
		if s.Span.File == o.File && o.File != e.File {
			return rule.Quote(o.Where()) + " says"
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
