package openapi

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

// A group is some errors of one status, as one response.
type group struct {
	name        string
	status      int
	description string
	entries     []*catalog.Entry
}

// statuses returns the statuses of a catalogue in order.
func statuses(c *catalog.Catalog) []int {
	var out []int
	for _, e := range c.Entries {
		out = append(out, e.Status.V)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// byStatus returns a group for each status.
func byStatus(c *catalog.Catalog) []group {
	var out []group
	at := map[int]int{}
	for i, status := range statuses(c) {
		at[status] = i
		out = append(out, group{
			name: statusName(status), status: status,
			description: strings.TrimSpace(fmt.Sprintf("%d %s: any error with this status", status, catalog.ReasonPhrase(status))),
		})
	}
	for _, e := range c.Entries {
		g := &out[at[e.Status.V]]
		g.entries = append(g.entries, e)
	}
	return out
}

var componentName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// choose returns the groups that the option responses names.
func choose(c *catalog.Catalog, responses []string) ([]group, error) {
	used := map[string]bool{}
	for _, claim := range claims(c) {
		used[claim.Identifier] = true
	}
	var out []group
	for _, each := range responses {
		name, codes, ok := strings.Cut(each, "=")
		g := group{name: strings.TrimSpace(name)}
		if !ok || !componentName.MatchString(g.name) {
			return nil, fmt.Errorf("responses: invalid entry %q, want NAME = CODE, CODE", each)
		}
		if used[g.name] {
			return nil, fmt.Errorf("responses: the name %q is already used", g.name)
		}
		used[g.name] = true
		for _, code := range strings.Split(codes, ",") {
			code = strings.TrimSpace(code)
			e := c.Lookup(catalog.Code(code))
			switch {
			case e == nil:
				return nil, fmt.Errorf("responses: unknown code %[2]q in %[1]s", g.name, code)
			case slices.Contains(g.entries, e):
				return nil, fmt.Errorf("responses: %s has the code %q twice", g.name, code)
			case g.status == 0:
				g.status = e.Status.V
			case g.status != e.Status.V:
				return nil, fmt.Errorf("responses: the codes of %s have different statuses: %q has %d, %q has %d",
					g.name, g.entries[0].Code.V, g.status, code, e.Status.V)
			}
			g.entries = append(g.entries, e)
		}
		g.description = strings.TrimSpace(fmt.Sprintf("%d %s", g.status, catalog.ReasonPhrase(g.status)))
		out = append(out, g)
	}
	return out, nil
}
