package handlers

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// named returns the name of a handler: its own, or that of the function that it was
// made of by wrapping.
func (a *analysis) named(h *value.Atom, seen map[*value.Atom]bool) (name string, at token.Pos, pkg string) {
	if h == nil || seen[h] {
		return "", 0, ""
	}
	seen[h] = true
	switch h.Kind {
	case value.IsFunc:
		f := h.Fn
		if f.Parent() == nil || len(h.Bound) == 0 {
			return a.functionName(f)
		}
	case value.IsDynamic:
		if _, ok := h.Type.Underlying().(*types.Signature); !ok {
			if f := a.serveHTTP(h); f != nil && f.Blocks != nil {
				if inner, at, pkg := a.inner(h, seen); inner != "" && !strings.Contains(inner, "$") {
					return inner, at, pkg
				}
				return a.functionName(f)
			}
		}
	case value.IsObject:
		return types.TypeString(routes.Deref(h.Object.Type), short), 0, ""
	}
	if name, at, pkg = a.inner(h, seen); name != "" && !strings.Contains(name, "$") {
		return name, at, pkg
	}
	if h.Kind == value.IsFunc {
		return a.functionName(h.Fn)
	}
	return "handler", 0, ""
}

// inner looks for a handler in what a handler is bound to.
func (a *analysis) inner(h *value.Atom, seen map[*value.Atom]bool) (name string, at token.Pos, pkg string) {
	var look func(s value.Set, depth int) (string, token.Pos, string)
	look = func(s value.Set, depth int) (string, token.Pos, string) {
		if depth > 6 {
			return "", 0, ""
		}
		for _, b := range s {
			switch b.Kind {
			case value.IsFunc:
				sig := b.Fn.Signature
				if routes.IsHandler(sig) || sig.Results().Len() == 2 {
					if n, p, k := a.named(b, seen); n != "" {
						return n, p, k
					}
				}
			case value.IsDynamic:
				if n, p, k := a.named(b, seen); n != "" && n != "handler" {
					return n, p, k
				}
			case value.IsObject:
				if seen[b] {
					continue
				}
				seen[b] = true
				if n, p, k := look(a.Get(b.Object, "*"), depth+1); n != "" {
					return n, p, k
				}
				for _, part := range a.Parts(b.Object) {
					if n, p, k := look(a.Get(part.Object, ""), depth+1); n != "" {
						return n, p, k
					}
				}
			}
		}
		return "", 0, ""
	}
	for _, s := range h.Bound {
		if n, p, k := look(s, 0); n != "" {
			return n, p, k
		}
	}
	return "", 0, ""
}

func (a *analysis) functionName(f *ssa.Function) (name string, at token.Pos, pkg string) {
	if o, ok := f.Object().(*types.Func); ok {
		name := o.Name()
		if r := o.Signature().Recv(); r != nil {
			t := types.TypeString(r.Type(), func(*types.Package) string { return "" })
			if strings.HasPrefix(t, "*") {
				t = "(" + t + ")"
			}
			name = t + "." + name
		}
		return o.Pkg().Name() + "." + name, o.Pos(), o.Pkg().Path()
	}
	if f.Pkg == nil {
		return f.Name(), f.Pos(), ""
	}
	return f.Pkg.Pkg.Name() + "." + f.RelString(f.Pkg.Pkg), f.Pos(), f.Pkg.Pkg.Path()
}
