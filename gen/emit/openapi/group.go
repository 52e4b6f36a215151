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
	description string
	entries     []*catalog.Entry
}

// statusesOf returns the statuses of the responses that have an error: that of the
// template where it has one, else its own, and those that it may have besides.
func statusesOf(c *catalog.Catalog, e *catalog.Entry) []int {
	if status := c.Body().Status; status != 0 {
		return []int{status}
	}
	out := []int{c.StatusOf(e)}
	for _, s := range e.OtherStatuses {
		out = append(out, s.V)
	}
	for _, s := range e.ByService {
		out = append(out, s.Status.V)
	}
	slices.Sort(out[1:])
	seen := map[int]bool{0: true}
	return slices.DeleteFunc(out, func(s int) bool {
		again := seen[s]
		seen[s] = true
		return again
	})
}

// statuses returns the statuses of a catalogue in order.
func statuses(c *catalog.Catalog) []int {
	var out []int
	for _, e := range c.Entries {
		out = append(out, statusesOf(c, e)...)
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
		out = append(out, group{name: statusName(status), description: titled(status) + ": any error with this status"})
	}
	for _, e := range c.Entries {
		for _, status := range statusesOf(c, e) {
			g := &out[at[status]]
			g.entries = append(g.entries, e)
		}
	}
	return out
}

// titled returns a status with its reason phrase.
func titled(status int) string {
	if status == 200 {
		return "200 OK"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, catalog.ReasonPhrase(status)))
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
		if used[g.name] || used[problemOf(g.name)] {
			return nil, fmt.Errorf("responses: the name %q is already used", g.name)
		}
		used[g.name], used[problemOf(g.name)] = true, true
		var common []int
		for _, code := range strings.Split(codes, ",") {
			code = strings.TrimSpace(code)
			e := c.Lookup(catalog.Code(code))
			switch {
			case e == nil:
				return nil, fmt.Errorf("responses: unknown code %[2]q in %[1]s", g.name, code)
			case slices.Contains(g.entries, e):
				return nil, fmt.Errorf("responses: %s lists the code %q twice", g.name, code)
			case g.entries == nil:
				common = statusesOf(c, e)
			default:
				common = slices.DeleteFunc(common, func(s int) bool { return !slices.Contains(statusesOf(c, e), s) })
			}
			if len(common) == 0 && g.entries != nil {
				first := g.entries[0]
				return nil, fmt.Errorf("responses: the codes of %s have different statuses: %q has %d, %q has %d",
					g.name, first.Code.V, c.StatusOf(first), code, c.StatusOf(e))
			}
			g.entries = append(g.entries, e)
		}
		g.description = "Some errors"
		if len(common) > 0 {
			g.description = titled(common[0])
		}
		out = append(out, g)
	}
	return out, nil
}
