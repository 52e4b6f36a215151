package golang

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
	"github.com/unkeyed/errgen/gen/name"
)

// rule is the only one that this target reports.
const rule = "name-collision"

const pin = "set another identifier for one of them under names: in errgen.yaml"

// check reports identifiers that two would declare.
func check(c *catalog.Catalog, o *Options) diag.List {
	m, err := model.New(c, o)
	if err != nil {
		return nil // Emit says so
	}
	var found diag.List
	report(&found, m.Collisions(), "", pin)
	for _, e := range m.Entries {
		checkParams(&found, m, e.Params)
	}
	return found
}

// report adds a finding for each two owners that collide, however often they do.
func report(found *diag.List, collisions []name.Collision, kind, hint string) {
	type pair struct{ first, second string }
	seen := map[pair]bool{}
	for _, c := range collisions {
		first, second := c.First, c.Second
		if p := (pair{first.Owner, second.Owner}); seen[p] {
			continue
		} else {
			seen[p] = true
		}
		if first.Owner == model.RuntimeOwner {
			d := found.Add(rule, diag.Error, second.Span, "%q has the Go identifier %q, which %s declares",
				second.Owner, second.Identifier, model.RuntimeOwner)
			d.Hint = fmt.Sprintf("set another identifier for %s under names: in errgen.yaml", second.Owner)
			continue
		}
		d := found.Add(rule, diag.Error, second.Span, "%s%q and %q both have the Go identifier %q",
			kind, first.Owner, second.Owner, second.Identifier)
		d.Hint = hint
		d.Related = []diag.Related{{Span: first.Span, Message: fmt.Sprintf("%q is declared here", first.Owner)}}
	}
}

func checkParams(found *diag.List, m *model.Model, params []model.Param) {
	var fields, args []name.Claim
	for _, p := range params {
		fields = append(fields, name.Claim{Identifier: p.Field, Owner: p.JSON, Span: p.Name.Span})
		args = append(args, name.Claim{Identifier: p.Arg, Owner: p.JSON, Span: p.Name.Span})
		checkParams(found, m, p.Members)
	}
	report(found, append(name.Collisions(fields), name.Collisions(args)...), "parameters ", "rename one of the parameters")
}
