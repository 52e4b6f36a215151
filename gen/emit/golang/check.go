package golang

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/source"
)

// rule is the only one that this target reports.
const rule = "name-collision"

const pin = "give one of them another identifier under names: in errgen.yaml"

// check reports identifiers that two would declare.
func check(c *catalog.Catalog, options any) diag.List {
	o, ok := options.(*Options)
	if !ok {
		return nil // Emit says so
	}
	m, err := resolve(c, o)
	if err != nil {
		return nil // Emit says so
	}
	var found diag.List
	for _, c := range m.collisions() {
		first, second := c.First, c.Second
		if first.Owner == runtimeOwner {
			d := found.Add(rule, diag.Error, second.Span, "%q gets the Go identifier %q, which %s declares",
				second.Owner, second.Identifier, runtimeOwner)
			d.Hint = fmt.Sprintf("give %s another identifier under names: in errgen.yaml", second.Owner)
			continue
		}
		d := found.Add(rule, diag.Error, second.Span, "%q and %q both get the Go identifier %q",
			first.Owner, second.Owner, second.Identifier)
		d.Hint = pin
		d.Related = []diag.Related{{Span: first.Span, Message: fmt.Sprintf("%q is declared here", first.Owner)}}
	}
	for _, e := range m.entries {
		checkParams(&found, m, e.params)
	}
	return found
}

func checkParams(found *diag.List, m *model, params []param) {
	var fields, args []name.Claim
	for _, p := range params {
		fields = append(fields, name.Claim{Identifier: p.field, Owner: p.name, Span: p.Name.Span})
		args = append(args, name.Claim{Identifier: p.arg, Owner: p.name, Span: p.Name.Span})
		if p.name == requestIDMember && m.Envelope == catalog.Problem {
			d := found.Add(rule, diag.Error, p.Name.Span, "parameter %q has the name of the member that holds the request's ID", p.name)
			d.Hint = "give the parameter another name, or set envelope: nested in errgen.yaml"
		}
		if p.kind == catalog.Object {
			checkParams(found, m, p.members)
		}
	}
	seen := map[source.Span]bool{}
	for _, c := range append(name.Collisions(fields), name.Collisions(args)...) {
		if seen[c.Second.Span] && !c.Second.Span.IsZero() {
			continue
		}
		seen[c.Second.Span] = true
		d := found.Add(rule, diag.Error, c.Second.Span, "parameters %q and %q both get the Go identifier %q",
			c.First.Owner, c.Second.Owner, c.Second.Identifier)
		d.Hint = "give one of the parameters another name"
		d.Related = []diag.Related{{Span: c.First.Span, Message: fmt.Sprintf("%q is declared here", c.First.Owner)}}
	}
}

// requestIDMember is the member of a problem envelope that holds the ID of the
// request.
const requestIDMember = "requestId"
