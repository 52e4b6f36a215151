// Package routes records where handlers are registered: under which path of
// which router, and with which middleware. It recognizes handlers by their
// types.
package routes

import (
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// A Registration is a handler under a path of a router.
type Registration struct {
	Method, Path string
	Router       *value.Object // nil: the one of package net/http, or one that is not known
	Handlers     value.Set
	Around       []value.Set
}

// A Table has all registrations, and the routers of these.
type Table struct {
	heap       *value.Heap
	registered map[string]*Registration
	routers    map[*value.Object]*router
}

// A router is where handlers are registered: below which path, in which other one,
// and with what around them.
type router struct {
	prefix  string
	parents []*value.Object
	around  []value.Set
}

// New returns an empty table.
func New(h *value.Heap) *Table {
	return &Table{h, map[string]*Registration{}, map[*value.Object]*router{}}
}

// Add adds a registration.
func (t *Table) Add(r *Registration) {
	key := r.Method + " " + r.Path + " " + r.Handlers.Key()
	if r.Router != nil {
		t.router(r.Router)
		key = r.Router.ID + " " + key
	}
	t.registered[key] = r
}

// All returns the registrations, in order.
func (t *Table) All() []*Registration {
	out := make([]*Registration, 0, len(t.registered))
	for _, key := range slices.Sorted(maps.Keys(t.registered)) {
		out = append(out, t.registered[key])
	}
	return out
}

// Is reports whether an object is a router.
func (t *Table) Is(o *value.Object) bool { return t.routers[o] != nil }

func (t *Table) router(o *value.Object) *router {
	r := t.routers[o]
	if r == nil {
		r = &router{}
		t.routers[o] = r
	}
	return r
}

// Below sets the path of what a router has.
func (t *Table) Below(o *value.Object, prefix string) { t.router(o).prefix = prefix }

// Within notes that a router is in another.
func (t *Table) Within(child, parent *value.Object) {
	r := t.router(child)
	if child != parent && !slices.Contains(r.parents, parent) {
		r.parents = append(r.parents, parent)
	}
}

// Around notes what is around the handlers of a router.
func (t *Table) Around(o *value.Object, s value.Set) {
	r := t.router(o)
	if !slices.ContainsFunc(r.around, func(m value.Set) bool { return m.Key() == s.Key() }) {
		r.around = append(r.around, s)
	}
}

// Full returns the paths of a registration from the root, and what is around its
// handlers, innermost first.
func (t *Table) Full(r *Registration) (paths []string, around []value.Set) {
	around = slices.Clone(r.Around)
	paths = []string{""}
	if r.Router != nil {
		paths = t.prefixes(r.Router, map[*value.Object]bool{}, &around)
	}
	for i := range paths {
		paths[i] = join(paths[i], r.Path)
	}
	return paths, around
}

func (t *Table) prefixes(o *value.Object, seen map[*value.Object]bool, around *[]value.Set) (out []string) {
	if seen[o] {
		return nil
	}
	seen[o] = true
	r := t.router(o)
	for i := len(r.around) - 1; i >= 0; i-- {
		*around = append(*around, r.around[i])
	}
	parents := slices.Clone(r.parents)
	for whole := range t.heap.Wholes(o) { // a router that is a part of another, by embedding
		if t.Is(whole) && !slices.Contains(parents, whole) {
			parents = append(parents, whole)
		}
	}
	if len(parents) == 0 {
		return []string{r.prefix}
	}
	for _, p := range parents {
		for _, above := range t.prefixes(p, seen, around) {
			out = append(out, join(above, r.prefix))
		}
	}
	return out
}

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || b == "/" && a != "/":
		return a
	}
	return strings.TrimRight(a, "/") + "/" + strings.TrimLeft(b, "/")
}
