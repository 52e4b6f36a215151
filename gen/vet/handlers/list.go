package handlers

import (
	"cmp"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/vet/handlers/report"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// report lists what was found.
func (a *analysis) report(chosen map[string]bool) *report.Report {
	byKey := map[string]*report.Handler{}
	var keys []string
	add := func(method, path string, h *value.Atom, answers value.Set, looked bool) {
		name, at, pkg := a.named(h, map[*value.Atom]bool{})
		if !looked {
			name = "a handler of another module"
		}
		if len(chosen) > 0 && !chosen[pkg] {
			return
		}
		key := path + " " + method + " " + name
		one := byKey[key]
		if one == nil {
			one = &report.Handler{Name: name, Method: method, Path: path, At: a.place(at), Codes: []*report.Raised{}}
			byKey[key] = one
			keys = append(keys, key)
		}
		one.Looked = one.Looked || looked
		a.fill(one, answers)
	}
	for _, r := range a.table.All() {
		if a.isRouter(r.Handlers) {
			continue
		}
		answers, looked := a.handle(r)
		paths, _ := a.table.Full(r)
		for _, path := range paths {
			for _, h := range a.main(r.Handlers) {
				add(r.Method, path, h, answers, looked)
			}
		}
	}
	for _, f := range a.functions {
		if a.alone[f] && !a.routed[f] {
			h := a.Func(f, nil)
			routed := a.routed[f]
			add("", "", h, a.serve(h), true)
			a.routed[f] = routed
		}
	}
	slices.Sort(keys)
	out := &report.Report{Handlers: []*report.Handler{}}
	for _, k := range keys {
		h := byKey[k]
		slices.SortFunc(h.Codes, func(x, y *report.Raised) int { return cmp.Or(x.Status-y.Status, strings.Compare(x.Code, y.Code)) })
		slices.SortFunc(h.Uncoded, func(x, y report.Uncoded) int {
			return cmp.Or(strings.Compare(x.At, y.At), strings.Compare(x.What, y.What))
		})
		slices.SortFunc(h.Unresolved, func(x, y report.Call) int {
			return cmp.Or(strings.Compare(x.At, y.At), strings.Compare(x.What, y.What))
		})
		h.Uncoded, h.Unresolved = slices.Compact(h.Uncoded), slices.Compact(h.Unresolved)
		out.Handlers = append(out.Handlers, h)
	}
	return out
}

// isRouter reports whether what is registered is a router, whose handlers are listed.
func (a *analysis) isRouter(s value.Set) bool {
	return slices.ContainsFunc(append(slices.Clone(s), insideAll(s)...), func(h *value.Atom) bool {
		return h.Kind == value.IsObject && a.table.Is(h.Object)
	})
}

// main returns the handlers of a registration: of several that come one after the
// other, the last is what it is about.
func (a *analysis) main(s value.Set) (out value.Set) {
	if d := s.Only(func(h *value.Atom) bool { return h.Kind == value.IsDynamic }); len(d) > 0 {
		return d
	}
	if f := s.Only(func(h *value.Atom) bool { return h.Kind == value.IsFunc }); len(f) > 0 {
		return f
	}
	return s[:min(1, len(s))]
}

func (a *analysis) fill(h *report.Handler, answers value.Set) {
	for _, x := range answers {
		switch x.Kind {
		case value.IsCode:
			if !slices.ContainsFunc(h.Codes, func(r *report.Raised) bool { return r.Code == x.Code.Text }) {
				h.Codes = append(h.Codes, &report.Raised{Code: x.Code.Text, Status: x.Code.Status, Title: x.Code.Title, URL: x.Code.URL, Name: x.Code.Name})
			}
		case value.IsPlain:
			h.Uncoded = append(h.Uncoded, report.Uncoded{What: x.What, Status: x.Status, At: a.place(x.At)})
		case value.IsUnresolved:
			h.Unresolved = append(h.Unresolved, report.Call{What: x.What, At: a.place(x.At)})
		}
	}
}

func (a *analysis) place(at token.Pos) string {
	if !at.IsValid() {
		return ""
	}
	p := a.prog.Fset.Position(at)
	if rel, err := filepath.Rel(a.base, p.Filename); err == nil {
		p.Filename = filepath.ToSlash(rel)
	}
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}
