package bodies

import (
	"cmp"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var ExampleValue = &rule.Rule{
	ID:       "example-value",
	Severity: diag.Error,
	Doc: `a value in an example is not the one that the server sends

Values that follow from the code alone, such as the code itself, a segment of it or the
name of its status, are the same in every response. A wrong one in an example is often
left over from the page that the example was copied from. Type, status and title have
their own rules.

Bad page:
	-- errgen.yaml --
	envelope: {"body": {"error": {"code": "{specific}", "message": "{detail|summary}"}}}
	-- unkey/data/key_not_found.mdx --
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	<Danger>err:unkey:data:key_not_found</Danger>

	~~~json
	{"error": {"code": "api_not_found", "message": "The key was not found"}}
	~~~

	## What Happened?

	The key was deleted, or it never was.

Good page:
	-- errgen.yaml --
	envelope: {"body": {"error": {"code": "{specific}", "message": "{detail|summary}"}}}
	-- unkey/data/key_not_found.mdx --
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	<Danger>err:unkey:data:key_not_found</Danger>

	~~~json
	{"error": {"code": "key_not_found", "message": "The key was not found"}}
	~~~

	## What Happened?

	The key was deleted, or it never was.`,
	Check: func(p *rule.Pass) {
		p.Examples(func(e *catalog.Entry, x *catalog.Example, _ bool) bool {
			if x.Template == p.Catalog.Body() {
				checkValues(p, e, x)
			}
			return true
		})
	},
}

func checkValues(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	values := p.Catalog.Values(e, catalog.Occurrence{})
	var seen []string
	for _, v := range x.Values {
		if !fixed(v.Place) {
			continue
		}
		place := v.Place.String()
		if slices.Contains(seen, place) {
			continue
		}
		seen = append(seen, place)
		want, ok := x.Template.Rendered(v.Place, values)
		switch {
		case want == v.Whole.V:
			continue
		case !ok:
			p.Reportf(rule.Unquoted(v.Whole.Span), "member %s is %s, but the page states no %s", rule.Quote(place), rule.Quote(v.Whole.V), v.Refs[0].Name).
				Hint = "remove the member, or state it on the page"
			continue
		}
		d := p.Reportf(rule.Unquoted(v.Whole.Span), "member %s is %s, want %s", rule.Quote(place), rule.Quote(v.Whole.V), rule.Quote(want))
		if other := p.Catalog.Lookup(catalog.Code(v.Whole.V)); other != nil && other != e {
			d.AddRelated(cmp.Or(other.Code.Span, other.Start), "the page of that code")
		}
		if p.Twice(e.Code.V) {
			d.Hint = "the code is also that of another page, so the one of the example may be right"
		}
		near := nearest.Name(v.Whole.V, []string{want}) != ""
		switch {
		case p.Doubtful(e):
		case near && e.Named, sentElsewhere(p, e, v): // the code of a page of its own is also its path
			d.Fix = rule.ReplaceString(v.Whole.Span, want, "write what the server sends")
		case near && d.Hint == "":
			d.Hint = "one of the two is misspelt: if the example is right, correct the code of the record, " + rule.Quote(string(e.Code.V))
		}
	}
}

// sentElsewhere reports whether a value is that of another error, from which the example
// was copied. One that no error has may be the right one, of a page whose code is wrong.
func sentElsewhere(p *rule.Pass, e *catalog.Entry, v catalog.ExampleValue) bool {
	if !p.Spend(len(p.Catalog.Entries)) {
		return false
	}
	for _, other := range p.Catalog.Entries {
		if other == e {
			continue
		}
		if value, ok := p.Catalog.Body().Rendered(v.Place, p.Catalog.Values(other, catalog.Occurrence{})); ok && value == v.Whole.V {
			return true
		}
	}
	return false
}

// fixed reports whether a place holds what follows from the code alone, and is not
// the matter of another rule.
func fixed(place envelope.Place) bool {
	if alone := place.Value.Alone(); alone != nil && slices.Contains([]string{"type", "status", "title"}, alone.Refs[0].Name) {
		return false
	}
	for _, part := range place.Value.Parts {
		if len(part.Refs) > 1 || len(part.Refs) == 1 && !part.Refs[0].Static() {
			return false
		}
	}
	return true
}
