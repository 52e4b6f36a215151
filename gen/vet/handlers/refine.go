package handlers

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// refine returns what of a set a value can still be in a block, after the
// conditions that lead there: what errors.Is has told apart, what is nil.
func (fr *frame) refine(s value.Set, v ssa.Value, b *ssa.BasicBlock) value.Set {
	if len(s) == 0 || b == nil {
		return s
	}
	switch v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Global, *ssa.Alloc:
		return s
	}
	root := fr.root(v)
	if !fr.judged(root) {
		return s
	}
	return fr.reaching(s, root, b, map[*ssa.BasicBlock]value.Set{})
}

// reaching unites what reaches a block from the blocks before it. A value is what
// it is where it is defined; of a loop, nothing else comes round.
func (fr *frame) reaching(s value.Set, root ssa.Value, b *ssa.BasicBlock, known map[*ssa.BasicBlock]value.Set) value.Set {
	if i, ok := root.(ssa.Instruction); ok && i.Block() == b || len(b.Preds) == 0 {
		return s
	}
	if out, ok := known[b]; ok {
		return out
	}
	known[b] = s // where a goto jumps into a loop
	var out value.Set
	for _, p := range b.Preds {
		if !b.Dominates(p) {
			out = value.Union(out, fr.through(fr.reaching(s, root, p, known), root, p, b))
		}
	}
	known[b] = out
	return out
}

// judged reports whether any condition of the function is about a value.
func (fr *frame) judged(root ssa.Value) bool {
	of := fr.conditions[fr.fn]
	if of == nil {
		of = map[ssa.Value]bool{}
		for _, b := range fr.fn.Blocks {
			if i, ok := last(b).(*ssa.If); ok {
				if t, ok := fr.test(i.Cond); ok {
					of[t.root] = true
				}
			}
		}
		fr.conditions[fr.fn] = of
	}
	return of[root]
}

func last(b *ssa.BasicBlock) ssa.Instruction {
	if len(b.Instrs) == 0 {
		return nil
	}
	return b.Instrs[len(b.Instrs)-1]
}

// edge is refine for the way from one block to the next.
func (fr *frame) edge(s value.Set, v ssa.Value, from, to *ssa.BasicBlock) value.Set {
	return fr.through(s, fr.root(v), from, to)
}

func (fr *frame) through(s value.Set, root ssa.Value, from, to *ssa.BasicBlock) value.Set {
	i, ok := last(from).(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return s
	}
	t, ok := fr.test(i.Cond)
	if !ok || t.root != root {
		return s
	}
	holds := (from.Succs[0] == to) != t.not
	return s.Only(func(a *value.Atom) bool {
		yes, no := t.about(a)
		return holds && yes || !holds && no
	})
}

// A test is a condition about a value: for an atom, whether it can hold, and
// whether it can fail.
type test struct {
	root  ssa.Value
	not   bool
	about func(*value.Atom) (yes, no bool)
}

func (fr *frame) test(cond ssa.Value) (test, bool) {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			t, ok := fr.test(c.X)
			t.not = !t.not
			return t, ok
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ {
			break
		}
		x, y := c.X, c.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		k, ok := strip(y).(*ssa.Const)
		if !ok {
			break
		}
		t := test{root: fr.root(x), not: c.Op == token.NEQ}
		switch {
		case k.Value == nil && types.IsInterface(c.X.Type()) || k.Value == nil && fr.generatedType(c.X.Type(), "Error") != nil:
			t.about = func(*value.Atom) (bool, bool) { return false, true } // nothing is nil that is something
		case fr.generatedType(k.Type(), "Code") != nil:
			t.about = fr.is(fr.constant(k))
		default:
			return test{}, false
		}
		return t, true
	case *ssa.Call:
		path, name := fr.calleeName(c.Common())
		args := c.Common().Args
		switch {
		case path == "errors" && name == "Is" && len(args) == 2:
			if k, ok := strip(args[1]).(*ssa.Const); ok && fr.generatedType(k.Type(), "Code") != nil {
				return test{root: fr.root(args[0]), about: fr.is(fr.constant(k))}, true
			}
		case path == "errors" && name == "As" && len(args) == 2:
			target := routes.Deref(strip(args[1]).Type())
			if fr.generatedType(target, "Code") != nil || fr.generatedType(target, "Error") != nil {
				return test{root: fr.root(args[0]), about: hasCode}, true
			}
			return test{root: fr.root(args[0]), about: func(a *value.Atom) (bool, bool) {
				if a.Kind == value.IsDynamic {
					same := types.Identical(a.Type, target)
					return same, !same
				}
				return true, true
			}}, true
		}
	case *ssa.Extract:
		switch t := c.Tuple.(type) {
		case *ssa.Call:
			if f := t.Common().StaticCallee(); f != nil && c.Index == 1 && fr.generatedFunc(f) != nil && (f.Name() == "CodeOf" || f.Name() == "As") && len(t.Common().Args) == 1 {
				return test{root: fr.root(t.Common().Args[0]), about: hasCode}, true
			}
		case *ssa.TypeAssert:
			if c.Index == 1 && !types.IsInterface(t.AssertedType) {
				return test{root: fr.root(t.X), about: func(a *value.Atom) (bool, bool) {
					if a.Kind == value.IsDynamic {
						same := types.Identical(a.Type, t.AssertedType)
						return same, !same
					}
					return true, true
				}}, true
			}
		}
	}
	return test{}, false
}

// is is the test whether an error is one code.
func (fr *frame) is(codes value.Set) func(*value.Atom) (bool, bool) {
	return func(a *value.Atom) (bool, bool) {
		switch {
		case len(codes) == 0 || codes[0].Kind != value.IsCode:
			return true, true
		case a.Kind == value.IsCode:
			return a == codes[0], a != codes[0]
		case a.Kind == value.IsPlain:
			return false, true
		}
		return true, true
	}
}

func hasCode(a *value.Atom) (bool, bool) {
	switch a.Kind {
	case value.IsCode:
		return true, false
	case value.IsPlain:
		return false, true
	}
	return true, true
}

// strip returns a value without the conversions that change nothing.
func strip(v ssa.Value) ssa.Value {
	for {
		switch c := v.(type) {
		case *ssa.ChangeInterface:
			v = c.X
		case *ssa.MakeInterface:
			v = c.X
		case *ssa.ChangeType:
			v = c.X
		default:
			return v
		}
	}
}

// root returns the error that a value is, or whose code it is.
func (fr *frame) root(v ssa.Value) ssa.Value {
	for {
		v = strip(v)
		var call *ssa.Call
		switch c := v.(type) {
		case *ssa.Extract:
			t, ok := c.Tuple.(*ssa.Call)
			if !ok || c.Index != 0 {
				return v
			}
			call = t
		case *ssa.Call:
			call = c
		default:
			return v
		}
		f := call.Common().StaticCallee()
		if f == nil || fr.generatedFunc(f) == nil || len(call.Common().Args) != 1 {
			return v
		}
		switch f.Name() {
		case "CodeOf", "As", "Code":
			v = call.Common().Args[0]
		default:
			return v
		}
	}
}
