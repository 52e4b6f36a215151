package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

const maxRounds = 40

// settle looks at the program until nothing new is found, without the calls that lead
// nowhere first.
func (a *analysis) settle() {
	for _, guess := range []bool{false, true} {
		a.guess = guess
		for range maxRounds {
			if a.round(); !a.Heap.Grew {
				break
			}
		}
	}
}

// round looks at the whole program once: from where it begins, then at what
// registers handlers and was not reached, then at the handlers.
func (a *analysis) round() {
	a.Heap.Grew = false
	a.asked, a.looked, a.alone = 0, 0, map[*ssa.Function]bool{}
	a.rounds++
	a.contexts = map[*ssa.Function]int{}
	a.table = routes.New(a.Heap)
	for _, p := range a.packages {
		if p == nil || a.generated[p.Pkg.Path()] != nil {
			continue
		}
		if f := p.Func("init"); f != nil {
			a.call(f, nil, nil)
		}
		if f := p.Func("main"); f != nil && p.Pkg.Name() == "main" {
			a.call(f, nil, nil)
		}
	}
	for _, f := range a.functions {
		if a.contexts[f] == 0 && a.registers(f) {
			a.call(f, make([]value.Set, len(f.Params)), nil)
		}
	}
	for _, r := range a.table.All() {
		a.handle(r)
	}
	for _, f := range a.functions {
		if a.bySignature(f) {
			a.alone[f] = true
			a.call(f, make([]value.Set, len(f.Params)), nil)
		}
	}
}

// registers reports whether a function calls a method of a router.
func (a *analysis) registers(f *ssa.Function) bool {
	for _, b := range f.Blocks {
		for _, i := range b.Instrs {
			c, ok := i.(*ssa.Call)
			if !ok {
				continue
			}
			sig := c.Common().Signature()
			path, name := a.calleeName(c.Common())
			if strings.HasPrefix(path, "github.com/danielgtaylor/huma") && name == "Register" {
				return true
			}
			for n := range sig.Params().Len() {
				t := sig.Params().At(n).Type()
				if routes.IsHandler(t) && sig.Params().Len() > 1 && !a.inModule(path) {
					return true
				}
			}
		}
	}
	return false
}

// bySignature reports whether a function is a handler that nobody calls or
// registers.
func (a *analysis) bySignature(f *ssa.Function) bool {
	if a.contexts[f] > 0 || a.routed[f] {
		return false
	}
	sig := f.Signature
	if isMain(f) || !routes.IsHandlerFunc(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), false)) {
		return false
	}
	for _, user := range a.users()[f] {
		if user != f {
			return false
		}
	}
	return true
}

func isMain(f *ssa.Function) bool { return f.Name() == "main" || f.Name() == "init" }

// users returns which functions call a function or use it as a value.
func (a *analysis) users() map[*ssa.Function][]*ssa.Function {
	if a.used != nil {
		return a.used
	}
	a.used = map[*ssa.Function][]*ssa.Function{}
	for f := range ssautil.AllFunctions(a.prog) {
		if f.Synthetic != "" {
			continue
		}
		for _, b := range f.Blocks {
			for _, i := range b.Instrs {
				for _, op := range i.Operands(nil) {
					g, ok := (*op).(*ssa.Function)
					if !ok {
						continue
					}
					if g.Synthetic != "" && g.Object() != nil { // a bound method
						if of, ok := g.Object().(*types.Func); ok {
							g = a.prog.FuncValue(of)
						}
					}
					a.used[g] = append(a.used[g], f)
				}
			}
		}
	}
	return a.used
}

// handle returns what a registration's handlers do, with what is around them.
func (a *analysis) handle(r *routes.Registration) (answers value.Set, looked bool) {
	_, around := a.table.Full(r)
	handlers := r.Handlers
	for _, m := range around {
		var wrapped value.Set
		for _, f := range m {
			switch {
			case f.Kind == value.IsFunc && f.Fn.Blocks != nil && f.Fn.Signature.Params().Len() == 1 && routes.IsHandler(f.Fn.Signature.Params().At(0).Type()):
				for _, s := range a.call(f.Fn, []value.Set{handlers}, f.Bound).results {
					wrapped = value.Union(wrapped, s)
				}
			case f.Kind == value.IsFunc && f.Fn.Blocks != nil: // one of gin's, which comes before the handler
				answers = value.Union(answers, a.serve(f))
			}
		}
		if wrapped != nil {
			handlers = wrapped
		}
	}
	for _, h := range handlers {
		if h.Kind == value.IsFunc && h.Fn.Blocks != nil || h.Kind == value.IsDynamic {
			looked = looked || a.source(h)
			answers = value.Union(answers, a.serve(h))
		}
	}
	return answers, looked
}

// source reports whether a handler's source is there.
func (a *analysis) source(h *value.Atom) bool {
	if h.Kind == value.IsFunc {
		return h.Fn.Blocks != nil
	}
	for _, b := range h.Bound[0] {
		if b.Kind == value.IsFunc && b.Fn.Blocks != nil {
			return true
		}
	}
	f := a.serveHTTP(h)
	return f != nil && f.Blocks != nil && a.generatedFunc(f) == nil
}

func (a *analysis) serveHTTP(h *value.Atom) *ssa.Function {
	if sel := a.prog.MethodSets.MethodSet(h.Type).Lookup(nil, "ServeHTTP"); sel != nil {
		return a.prog.MethodValue(sel)
	}
	return nil
}

// serve returns what a handler answers with and returns.
func (a *analysis) serve(h *value.Atom) value.Set {
	fr := &frame{analysis: a, fact: &fact{}, values: map[ssa.Value]value.Set{}, tuples: map[ssa.Value][]value.Set{}}
	if h.Kind == value.IsDynamic {
		var out value.Set
		if f := a.serveHTTP(h); f != nil && f.Blocks != nil && a.generatedFunc(f) == nil {
			a.setRouted(f)
			out = a.call(f, []value.Set{h.Bound[0], nil, nil}, nil).answers
		}
		for _, b := range h.Bound[0] {
			if b.Kind == value.IsFunc && b.Fn.Blocks != nil {
				out = value.Union(out, a.serve(b))
			}
		}
		return out
	}
	a.setRouted(h.Fn)
	got := a.call(h.Fn, make([]value.Set, len(h.Fn.Params)), h.Bound)
	out := got.answers
	if n := len(got.results); n > 0 && routes.IsError(h.Fn.Signature.Results().At(n-1).Type()) {
		out = value.Union(out, fr.raised(got.results[n-1]))
	}
	return out
}
