package lint

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

var exampleShape = &Rule{
	ID:       "example-shape",
	Severity: diag.Warning,
	Doc: `an example is not an error body as the server sends it

Readers write their error handling from the example. If a member is missing, has
the wrong type or is nested differently, that code fails on the first real error.

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
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			for i := range e.Examples {
				checkShape(p, e, &e.Examples[i])
			}
		}
	},
}

// shapes says how an envelope looks.
var shapes = map[catalog.Envelope]string{
	catalog.Nested:  `{"meta": {"requestId"}, "error": {"detail", "status", "title", "type"}}`,
	catalog.Problem: `{"detail", "status", "title", "type"}`,
}

// envelope returns the shape of the server's error bodies.
func envelope(c *catalog.Catalog) catalog.Envelope {
	if c.Envelope == "" {
		return catalog.Nested
	}
	return c.Envelope
}

func checkShape(p *Pass, e *catalog.Entry, x *catalog.Example) {
	want := envelope(p.Catalog)
	start := opening(x.Span)
	switch x.Envelope.V {
	case "":
		p.Reportf(start, "the example is not an error body, want %s", shapes[want]).
			Hint = "errgen reads every JSON block that looks like an error as an example"
		return
	case want:
	default:
		p.Reportf(opening(or(x.Envelope.Span, x.Span)), "the example has the envelope %s, but errgen.yaml says %s", quote(string(x.Envelope.V)), quote(string(want))).
			Hint = "an error body looks like " + shapes[want]
		return
	}
	for _, w := range x.WrongType {
		if w.V == "status" && len(e.Statuses) == 0 {
			continue // status-missing says so
		}
		p.Reportf(w.Span, "member %s is %s, want %s", quote(w.V), jsonKind(w.Span.Text()), wantedKind(w.V))
	}
	var missing []string
	for _, m := range []struct {
		name string
		at   source.Span
		had  bool
	}{
		{"detail", x.Detail.Span, x.Detail.V != ""},
		{"status", x.Status.Span, x.Status.V != 0},
		{"title", x.Title.Span, x.Title.V != ""},
		{"type", x.Type.Span, x.Type.V != ""},
		{"meta.requestId", x.RequestID.Span, x.RequestID.V != "" || want != catalog.Nested},
	} {
		if !m.at.IsZero() || m.had || wrongType(x, m.name) || wrongType(x, parent(m.name)) {
			continue
		}
		if m.name == "status" && (len(e.Statuses) == 0 || statusIsInferred(e)) {
			continue // status-missing or status-inferred says so
		}
		missing = append(missing, quote(m.name))
	}
	if len(missing) > 0 {
		p.Reportf(start, "the example has no %s", list(missing)).
			Hint = "an error body looks like " + shapes[want]
	}
}

// wrongType reports whether a member is there with a value of another type.
func wrongType(x *catalog.Example, member string) bool {
	name := member[strings.LastIndexByte(member, '.')+1:]
	return slices.ContainsFunc(x.WrongType, func(w catalog.Value[string]) bool { return w.V == name })
}

// parent returns the object that a member of the nested envelope lies in.
func parent(member string) string {
	if strings.HasPrefix(member, "meta.") {
		return "meta"
	}
	return "error"
}

// opening returns the first byte of a span: where the whole is meant, one caret
// says more than a page of them.
func opening(s source.Span) source.Span {
	if s.End > s.Start {
		s.End = s.Start + 1
	}
	return s
}

func jsonKind(text string) string {
	if text == "" {
		return "of another type"
	}
	switch text[0] {
	case '"':
		return "the string " + quote(strings.Trim(text, `"`))
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "the boolean " + text
	case 'n':
		return "null"
	}
	return "the number " + text
}

func wantedKind(member string) string {
	switch member {
	case "status":
		return "a whole number"
	case "meta", "error":
		return "an object"
	}
	return "a string"
}
