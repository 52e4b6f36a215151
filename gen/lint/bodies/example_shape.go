package bodies

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var ExampleShape = &rule.Rule{
	ID:       "example-shape",
	Severity: diag.Warning,
	Doc: `an example is not an error body as the server sends it

Readers write their error handling from the example. If a member is missing, has
the wrong type or is nested differently, that code fails on the first real error. On a page
of several errors, an example outside of them is compared with the error whose code it
states.

Bad:
	---
	status: 404
	---
	~~~json
	{"error": {"status": "404"}}
	~~~

Good:
	~~~json
	{"error": {"status": 404}}
	~~~`,
	After: []string{"example-json"},
	Check: func(p *rule.Pass) {
		p.Examples(func(e *catalog.Entry, x *catalog.Example, _ bool) bool {
			checkShape(p, e, x)
			return true
		})
	},
}

func checkShape(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	want := p.Catalog.Body()
	start := opening(x.Span)
	switch x.Template {
	case nil:
		p.Reportf(start, "the example is not an error body, want %s", want.Outline()).
			Hint = "errgen reads every JSON block that looks like an error as an example"
		return
	case want:
	default:
		configured := "errgen.yaml says " + rule.Quote(want.Name)
		if want.Name == "" {
			configured = "errgen.yaml has another"
		}
		p.Reportf(start, "the example has the envelope %s, but %s", rule.Quote(x.Template.Name), configured).
			Hint = "an error body looks like " + want.Outline()
		return
	}
	for _, w := range x.Wrong {
		if w.Name == "status" && len(e.Statuses) == 0 {
			continue // status-missing says so
		}
		at := w.Span
		if text := at.Text(); text[0] == '{' || text[0] == '[' {
			at = opening(at)
		}
		d := p.Reportf(at, "member %s is %s, want %s", rule.Quote(w.Place), rule.JSONKind(w.Span.Text()), w.Want)
		if w.Name == "status" {
			d.Fix = rule.UnquoteStatus(w)
		}
	}
	for _, d := range x.Differs {
		p.Reportf(d.Span, "member %s is %s, want %s", rule.Quote(d.Place), rule.JSONKind(d.Span.Text()), d.Want)
	}
	for _, m := range x.Extra {
		if m.Want != "" {
			p.Reportf(m.Span, "member %s is empty, but error bodies without parameters do not have it", rule.Quote(m.Place)).
				Hint = `remove it; if the server sends {}, write {"...": "{params}"} instead of "{params}" in errgen.yaml`
			continue
		}
		p.Reportf(m.Span, "the example has the member %s, which error bodies do not have", rule.Quote(m.Place)).
			Hint = "an error body looks like " + want.Outline()
	}
	checkMissing(p, e, x)
}

// checkMissing reports what the example lacks, all in one: those that nothing is to
// be said of are members that the server would leave out as well.
func checkMissing(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	values := p.Catalog.Values(e, catalog.Occurrence{RequestID: "x"})
	var missing []string
	var at source.Span
	for _, m := range x.Missing {
		n := m.Place.Value
		if n.Kind == envelope.Text {
			if n.Optional() {
				continue
			}
			if _, written := p.Catalog.Body().Rendered(m.Place, values); !written {
				continue
			}
			if ref := n.Parts[0].Refs; len(ref) > 0 && ref[0].Name == "status" && (len(e.Statuses) == 0 || rule.StatusIsInferred(e)) {
				continue // status-missing or status-inferred says so
			}
		}
		if len(missing) == 0 {
			at = m.Span
		}
		missing = append(missing, rule.Quote(m.Place.String()))
	}
	if len(missing) > 0 {
		p.Reportf(at, "the example has no %s", rule.List(missing)).
			Hint = "an error body looks like " + p.Catalog.Body().Outline()
	}
}

// opening returns the first byte of a span: where the whole is meant, one caret
// says more than a page of them.
func opening(s source.Span) source.Span {
	if s.End > s.Start {
		s.End = s.Start + 1
	}
	return s
}
