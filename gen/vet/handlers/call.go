package handlers

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// calleeName returns the package's path and the name of what is called.
func (a *analysis) calleeName(c *ssa.CallCommon) (path, name string) {
	if c.IsInvoke() {
		if c.Method.Pkg() != nil {
			path = c.Method.Pkg().Path()
		}
		return path, c.Method.Name()
	}
	if f := c.StaticCallee(); f != nil {
		if f.Object() != nil && f.Object().Pkg() != nil {
			return f.Object().Pkg().Path(), f.Object().Name()
		}
		return "", f.Name()
	}
	return "", ""
}

// invoke returns what the results of a call may be. v is nil where nobody looks at
// them.
func (fr *frame) invoke(c *ssa.CallCommon, v *ssa.Call, b *ssa.BasicBlock) []value.Set {
	args := make([]value.Set, 0, len(c.Args)+1)
	if c.IsInvoke() {
		args = append(args, fr.at(c.Value, b))
	}
	for _, x := range c.Args {
		args = append(args, fr.at(x, b))
	}
	results := make([]value.Set, c.Signature().Results().Len())
	add := func(more []value.Set) {
		for i := range results {
			if i < len(more) {
				results[i] = value.Union(results[i], more[i])
			}
		}
	}
	if out, ok := fr.model(c, args, b); ok {
		return out
	}
	switch {
	case c.IsInvoke():
		for _, out := range fr.dispatch(c, args) {
			add(out)
		}
	case c.StaticCallee() != nil:
		f := c.StaticCallee()
		var bound []value.Set
		if m, ok := c.Value.(*ssa.MakeClosure); ok {
			for _, x := range m.Bindings {
				bound = append(bound, fr.at(x, b))
			}
		}
		add(fr.run(f, args, bound, c))
	default:
		if builtin, ok := c.Value.(*ssa.Builtin); ok {
			if builtin.Name() == "append" {
				for _, s := range args {
					add([]value.Set{s})
				}
			}
			break
		}
		followed := false
		fun := fr.at(c.Value, b)
		for _, a := range fun {
			if a.Kind == value.IsFunc {
				followed = true
				add(fr.run(a.Fn, args, a.Bound, c))
			}
		}
		if !followed || fun.Has(value.IsUnknown) {
			add(fr.lost(c, "a call of "+describe(c.Value)))
		}
	}
	return results
}

// run calls a function that has a body here, or says what one may do that has none.
func (fr *frame) run(f *ssa.Function, args, bound []value.Set, c *ssa.CallCommon) []value.Set {
	if origin := f.Origin(); f.Blocks == nil && origin != nil && origin.Blocks != nil {
		f = origin
	}
	if f.Blocks == nil || fr.generatedFunc(f) != nil || !fr.concerned(f) {
		return fr.foreign(c, args)
	}
	out := fr.call(f, args, bound)
	fr.answer(out.answers)
	return out.results
}

// lost returns what a call may do that cannot be followed: it may raise an error if
// it returns one, and it may answer if it is given what answers.
func (fr *frame) lost(c *ssa.CallCommon, what string) []value.Set {
	out := make([]value.Set, c.Signature().Results().Len())
	if !fr.guesses() {
		return out
	}
	for i := range out {
		if routes.IsError(c.Signature().Results().At(i).Type()) {
			out[i] = fr.Unresolved(c.Pos(), what)
		}
	}
	for i := range c.Signature().Params().Len() {
		if routes.IsWriter(c.Signature().Params().At(i).Type()) {
			fr.answer(fr.Unresolved(c.Pos(), what))
		}
	}
	return out
}

// dispatch calls the methods that a call of an interface may reach: those of the
// values that are known to be there, else those of all types of the module that
// have them.
func (fr *frame) dispatch(c *ssa.CallCommon, args []value.Set) (outs [][]value.Set) {
	recv := args[0]
	followed := false
	for _, a := range recv {
		if a.Kind == value.IsFunc && c.Method.Name() == "ServeHTTP" {
			followed = true
			fr.serves(a, args[1:], c)
		}
		if a.Kind != value.IsDynamic {
			continue
		}
		f := fr.method(a.Type, c.Method)
		switch {
		case f != nil && f.Blocks != nil && fr.generatedFunc(f) == nil:
			followed = true
			outs = append(outs, fr.run(f, append([]value.Set{a.Bound[0]}, args[1:]...), nil, c))
		case f != nil && c.Method.Name() != "ServeHTTP":
			followed = true
			outs = append(outs, fr.foreign(c, append([]value.Set{a.Bound[0]}, args[1:]...)))
		case c.Method.Name() == "ServeHTTP":
			// http.HandlerFunc and its like call the function that they are.
			for _, h := range a.Bound[0] {
				if h.Kind == value.IsFunc {
					followed = true
					fr.serves(h, args[1:], c)
				}
			}
		}
	}
	if followed && !recv.Has(value.IsUnknown) || len(recv) == 0 && !fr.guesses() {
		return outs
	}
	iface, _ := c.Value.Type().Underlying().(*types.Interface)
	if routes.IsHandler(c.Value.Type()) || iface == nil {
		return append(outs, fr.lost(c, "a call of "+c.Method.Name()+" of "+describe(c.Value)))
	}
	if recv.Has(value.IsObject) && !fr.declared(c.Value.Type()) {
		return append(outs, fr.foreign(c, args)) // made by another module
	}
	for _, f := range fr.implementations(iface, c.Method) {
		followed = true
		rest := append([]value.Set{nil}, args[1:]...)
		outs = append(outs, fr.run(f, rest, nil, c))
	}
	switch {
	case followed:
	case fr.declared(c.Value.Type()):
		outs = append(outs, fr.lost(c, "a call of "+c.Method.Name()+" of "+describe(c.Value)))
	default:
		outs = append(outs, fr.foreign(c, args))
	}
	return outs
}

// serves calls a function that is a handler. One that returns an error has it
// answered.
func (fr *frame) serves(h *value.Atom, args []value.Set, c *ssa.CallCommon) {
	out := fr.run(h.Fn, args, h.Bound, c)
	if n := len(out); n > 0 {
		fr.answer(fr.raised(out[n-1]))
	}
}

// method returns the method of a type that a call of an interface reaches.
func (a *analysis) method(t types.Type, m *types.Func) *ssa.Function {
	sel := a.prog.MethodSets.MethodSet(t).Lookup(m.Pkg(), m.Name())
	if sel == nil {
		return nil
	}
	return a.prog.MethodValue(sel)
}

// A method is one of an interface.
type method struct {
	of *types.Interface
	fn *types.Func
}

// implementations returns the methods of the module's types that implement an
// interface.
func (a *analysis) implementations(iface *types.Interface, m *types.Func) (out []*ssa.Function) {
	if known, ok := a.methodsOf[method{iface, m}]; ok {
		return known
	}
	defer func() { a.methodsOf[method{iface, m}] = out }()
	for _, t := range a.types {
		for _, t := range []types.Type{t, types.NewPointer(t)} {
			if types.Implements(t, iface) {
				if f := a.method(t, m); f != nil && f.Blocks != nil && a.generatedFunc(f) == nil {
					out = append(out, f)
				}
				break
			}
		}
	}
	return out
}
