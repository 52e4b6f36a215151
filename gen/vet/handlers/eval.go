package handlers

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// set adds to what a value may be.
func (fr *frame) set(v ssa.Value, s value.Set) {
	if now := value.Union(fr.values[v], s); len(now) > len(fr.values[v]) {
		fr.values[v] = now
		fr.grown = true
	}
}

func (fr *frame) answer(s value.Set) {
	if now := value.Union(fr.fact.answers, s); len(now) > len(fr.fact.answers) {
		fr.fact.answers = now
		fr.grown, fr.Heap.Grew = true, true
	}
}

// at returns what a value may be where a block uses it.
func (fr *frame) at(v ssa.Value, b *ssa.BasicBlock) value.Set {
	return fr.refine(fr.value(v), v, b)
}

func (fr *frame) value(v ssa.Value) value.Set {
	switch v := v.(type) {
	case *ssa.Const:
		return fr.constant(v)
	case *ssa.Function:
		return value.Set{fr.Func(v, nil)}
	case *ssa.Global:
		return value.Set{fr.Object("g:"+v.String(), v.Type())}
	case *ssa.Builtin:
		return nil
	}
	return fr.values[v]
}

func (a *analysis) constant(c *ssa.Const) value.Set {
	if c.Value == nil {
		return nil
	}
	switch c.Value.Kind() {
	case constant.String:
		text := constant.StringVal(c.Value)
		if g := a.generatedType(c.Type(), "Code"); g != nil {
			if code := g.facts.Texts[text]; code != nil {
				return value.Set{a.Code(code, g.pkg)}
			}
			return a.Unresolved(c.Pos(), fmt.Sprintf("the code %q", text))
		}
		if len(text) < 200 {
			return value.Set{a.Text(text)}
		}
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok && 100 <= n && n < 600 {
			return value.Set{a.Int(int(n))}
		}
	}
	return nil
}

func (fr *frame) alloc(instr ssa.Value) value.Set {
	return value.Set{fr.Object(fmt.Sprintf("%p %s", instr, fr.key), instr.Type())}
}

func (fr *frame) step(instr ssa.Instruction) {
	b := instr.Block()
	switch i := instr.(type) {
	case *ssa.Alloc:
		fr.set(i, fr.alloc(i))
	case *ssa.MakeMap:
		fr.set(i, fr.alloc(i))
	case *ssa.MakeChan:
		fr.set(i, fr.alloc(i))
	case *ssa.MakeSlice:
		fr.set(i, fr.alloc(i))
	case *ssa.MakeClosure:
		bound := make([]value.Set, len(i.Bindings))
		for n, v := range i.Bindings {
			bound[n] = fr.at(v, b)
		}
		fr.values[i] = value.Set{fr.Func(i.Fn.(*ssa.Function), bound)}
	case *ssa.MakeInterface:
		s := fr.at(i.X, b)
		if fr.dispatches(i.X.Type()) {
			s = value.Union(s, value.Set{fr.Dynamic(i.X.Type(), s)})
		}
		fr.set(i, s)
	case *ssa.ChangeInterface:
		fr.set(i, fr.at(i.X, b))
	case *ssa.ChangeType:
		fr.set(i, fr.converted(i, fr.at(i.X, b)))
	case *ssa.Convert:
		fr.set(i, fr.converted(i, fr.at(i.X, b)))
	case *ssa.SliceToArrayPointer:
		fr.set(i, fr.at(i.X, b))
	case *ssa.Slice:
		fr.set(i, fr.at(i.X, b))
	case *ssa.Phi:
		for n, e := range i.Edges {
			p := b.Preds[n]
			fr.set(i, fr.edge(fr.at(e, p), e, p, b))
		}
	case *ssa.BinOp:
		if i.Op == token.ADD {
			fr.set(i, fr.sum(fr.at(i.X, b), fr.at(i.Y, b)))
		}
	case *ssa.UnOp:
		switch i.Op {
		case token.MUL:
			fr.set(i, fr.load(i.X, "", i.Type(), b))
		case token.ARROW:
			s := fr.load(i.X, "*", i.Type(), b)
			fr.tuple(i, 0, s)
			fr.set(i, s)
		}
	case *ssa.FieldAddr:
		fr.set(i, fr.part(i.X, strconv.Itoa(i.Field), i, b))
	case *ssa.IndexAddr:
		fr.set(i, fr.part(i.X, index(i.Index), i, b))
	case *ssa.Field:
		fr.set(i, fr.load(i.X, strconv.Itoa(i.Field), i.Type(), b))
	case *ssa.Index:
		fr.set(i, fr.load(i.X, index(i.Index), i.Type(), b))
	case *ssa.Lookup:
		s := fr.load(i.X, "*", i.Type(), b)
		fr.tuple(i, 0, s)
		fr.set(i, s)
	case *ssa.Range:
		fr.set(i, fr.at(i.X, b))
	case *ssa.Next:
		s := fr.load(i.Iter, "*", i.Type(), b)
		fr.tuple(i, 2, s)
	case *ssa.TypeAssert:
		s := fr.asserted(fr.at(i.X, b), i.AssertedType)
		fr.tuple(i, 0, s)
		fr.set(i, s)
	case *ssa.Extract:
		if t := fr.tuples[i.Tuple]; i.Index < len(t) {
			fr.set(i, t[i.Index])
		}
	case *ssa.Select:
		for n, state := range i.States {
			if state.Dir == types.RecvOnly {
				fr.tuple(i, 2+n, fr.load(state.Chan, "*", nil, b))
			} else {
				fr.store(state.Chan, "*", fr.at(state.Send, b), b)
			}
		}
	case *ssa.Store:
		fr.store(i.Addr, "", fr.at(i.Val, b), b)
	case *ssa.Send:
		fr.store(i.Chan, "*", fr.at(i.X, b), b)
	case *ssa.MapUpdate:
		fr.store(i.Map, "*", fr.at(i.Value, b), b)
	case *ssa.Call:
		results := fr.invoke(i.Common(), i, b)
		for n, s := range results {
			fr.tuple(i, n, s)
		}
		if len(results) == 1 {
			fr.set(i, results[0])
		}
	case *ssa.Go:
		fr.invoke(i.Common(), nil, b)
	case *ssa.Defer:
		fr.invoke(i.Common(), nil, b)
	case *ssa.Return:
		for n, v := range i.Results {
			s := fr.at(v, b)
			if now := value.Union(fr.fact.results[n], s); len(now) > len(fr.fact.results[n]) {
				fr.fact.results[n] = now
				fr.grown, fr.Heap.Grew = true, true
			}
		}
	}
}

// converted returns a value of another type. Text that becomes a code is a code that
// is not known.
func (fr *frame) converted(i ssa.Value, s value.Set) value.Set {
	if g := fr.generatedType(i.Type(), "Code"); g == nil || s.Has(value.IsCode) {
		return s
	}
	var out value.Set
	for _, a := range s {
		if a.Kind == value.IsText {
			for _, g := range fr.generated {
				if c := g.facts.Texts[a.What]; c != nil {
					out = value.Union(out, value.Set{fr.Code(c, g.pkg)})
				}
			}
		}
	}
	if len(out) == 0 && fr.guesses() {
		out = fr.Unresolved(i.Pos(), "a code that is made from text")
	}
	return out
}

func (fr *frame) tuple(v ssa.Value, n int, s value.Set) {
	for len(fr.tuples[v]) <= n {
		fr.tuples[v] = append(fr.tuples[v], nil)
	}
	if now := value.Union(fr.tuples[v][n], s); len(now) > len(fr.tuples[v][n]) {
		fr.tuples[v][n] = now
		fr.grown = true
	}
}

func index(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		return c.Value.String()
	}
	return "*"
}

// sum joins texts that are known.
func (fr *frame) sum(x, y value.Set) value.Set {
	var out value.Set
	for _, a := range x {
		for _, b := range y {
			if a.Kind == value.IsText && b.Kind == value.IsText && len(a.What)+len(b.What) < 200 {
				text := a.What + b.What
				out = value.Union(out, value.Set{fr.Text(text)})
			}
		}
	}
	codes := func(a *value.Atom) bool { return a.Kind == value.IsCode }
	return value.Union(out, value.Union(x.Only(codes), y.Only(codes)))
}

// part returns the address of a field or an element: an object of its own, which
// the cell holds.
func (fr *frame) part(x ssa.Value, cell string, of ssa.Value, b *ssa.BasicBlock) value.Set {
	var out value.Set
	for _, a := range fr.at(x, b) {
		if a.Kind == value.IsObject {
			p := fr.Object(a.Key+"."+cell, of.Type())
			fr.Join(p, a.Object, cell)
			out = value.Union(out, value.Set{p})
		}
	}
	if len(out) == 0 {
		// Which struct it is is not known: all that have this type share the field.
		out = value.Set{fr.Object("any "+types.TypeString(x.Type(), nil)+"."+cell, of.Type())}
	}
	return out
}

// load returns what an address holds. A struct or an array that is loaded as a
// whole stays the object that it is.
func (fr *frame) load(addr ssa.Value, cell string, t types.Type, b *ssa.BasicBlock) value.Set {
	var out value.Set
	known := false
	for _, a := range fr.at(addr, b) {
		switch a.Kind {
		case value.IsObject:
			known = true
			switch {
			case cell == "" && routes.IsAggregate(t):
				out = value.Union(out, value.Set{a})
				out = value.Union(out, fr.Get(a.Object, ""))
			case cell == "":
				out = value.Union(out, fr.Get(a.Object, ""))
				out = value.Union(out, fr.shared(a.Object))
			default:
				out = value.Union(out, fr.Get(a.Object, cell))
				out = value.Union(out, fr.partGet(a, cell))
			}
		case value.IsCode: // the value of a *Error, or a part of one
			out = value.Union(out, value.Set{a})
		}
	}
	if !known && t != nil && cell != "" && cell != "*" {
		out = value.Union(out, fr.Get(fr.Object("any "+types.TypeString(addr.Type(), nil)+"."+cell, t).Object, ""))
	}
	return out
}

// partGet returns what a part of an object holds, where it is its own object.
func (fr *frame) partGet(a *value.Atom, cell string) value.Set {
	var out value.Set
	for _, p := range fr.Parts(a.Object) {
		if c := fr.Wholes(p.Object)[a.Object]; c == cell || cell == "*" || c == "*" {
			out = value.Union(out, fr.Get(p.Object, ""))
			if routes.IsAggregate(routes.Deref(p.Object.Type)) {
				out = value.Union(out, value.Set{p})
			}
		}
	}
	// A struct that was stored as a whole has its parts elsewhere.
	for _, w := range fr.Get(a.Object, "") {
		if w.Kind == value.IsObject && w != a && w.Object != a.Object {
			for _, p := range fr.Parts(w.Object) {
				if c := fr.Wholes(p.Object)[w.Object]; c == cell || cell == "*" || c == "*" {
					out = value.Union(out, fr.Get(p.Object, ""))
				}
			}
		}
	}
	return out
}

// shared returns what a field holds by way of the struct that was stored as a whole
// where the field's own struct is.
func (fr *frame) shared(o *value.Object) value.Set {
	var out value.Set
	for whole, cell := range fr.Wholes(o) {
		for _, w := range fr.Get(whole, "") {
			if w.Kind != value.IsObject || w.Object == whole {
				continue
			}
			for _, p := range fr.Parts(w.Object) {
				if c := fr.Wholes(p.Object)[w.Object]; p.Object != o && (c == cell || cell == "*" || c == "*") {
					out = value.Union(out, fr.Get(p.Object, ""))
				}
			}
		}
		if cell != "*" { // an element that was stored at an index that is not known
			for _, p := range fr.Parts(whole) {
				if p.Object != o && fr.Wholes(p.Object)[whole] == "*" {
					out = value.Union(out, fr.Get(p.Object, ""))
				}
			}
		} else {
			for _, p := range fr.Parts(whole) {
				out = value.Union(out, fr.Get(p.Object, ""))
			}
		}
	}
	return out
}

func (fr *frame) store(addr ssa.Value, cell string, s value.Set, b *ssa.BasicBlock) {
	for _, a := range fr.at(addr, b) {
		if a.Kind == value.IsObject {
			fr.Put(a.Object, cell, s)
		}
	}
	if f, ok := addr.(*ssa.FieldAddr); ok {
		// Where the struct is not known, its field is what anybody stores in it.
		fr.Put(fr.Object("any "+types.TypeString(f.X.Type(), nil)+"."+strconv.Itoa(f.Field), nil).Object, "", s)
	}
}

// asserted returns what of a value may have a type.
func (fr *frame) asserted(s value.Set, t types.Type) value.Set {
	var out value.Set
	iface, _ := t.Underlying().(*types.Interface)
	for _, a := range s {
		switch {
		case a.Kind != value.IsDynamic:
			if iface == nil && a.Kind == value.IsPlain && fr.declared(t) {
				continue // an error of elsewhere is none of this module's types
			}
			out = value.Union(out, value.Set{a})
		case iface != nil:
			if types.Implements(a.Type, iface) {
				out = value.Union(out, value.Set{a})
			}
		case types.Identical(a.Type, t):
			out = value.Union(out, a.Bound[0])
		}
	}
	return out
}
