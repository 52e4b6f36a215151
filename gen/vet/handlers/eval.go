package handlers

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// set adds to what a value may be.
func (fr *frame) set(v ssa.Value, s set) {
	if now := union(fr.values[v], s); len(now) > len(fr.values[v]) {
		fr.values[v] = now
		fr.grown = true
	}
}

func (fr *frame) answer(s set) {
	if now := union(fr.fact.answers, s); len(now) > len(fr.fact.answers) {
		fr.fact.answers = now
		fr.grown, fr.changed = true, true
	}
}

// at returns what a value may be where a block uses it.
func (fr *frame) at(v ssa.Value, b *ssa.BasicBlock) set {
	return fr.refine(fr.value(v), v, b)
}

func (fr *frame) value(v ssa.Value) set {
	switch v := v.(type) {
	case *ssa.Const:
		return fr.constant(v)
	case *ssa.Function:
		return set{fr.function(v, nil)}
	case *ssa.Global:
		return set{fr.object("g:"+v.String(), v.Type())}
	case *ssa.Builtin:
		return nil
	}
	return fr.values[v]
}

func (a *analysis) constant(c *ssa.Const) set {
	if c.Value == nil {
		return nil
	}
	switch c.Value.Kind() {
	case constant.String:
		text := constant.StringVal(c.Value)
		if g := a.generatedType(c.Type(), "Code"); g != nil {
			if code := g.facts.Texts[text]; code != nil {
				return set{a.codeAtom(code, g.pkg)}
			}
			return a.unresolved(c.Pos(), fmt.Sprintf("the code %q", text))
		}
		if len(text) < 200 {
			return set{a.intern(atom{kind: isText, key: "t:" + strconv.Quote(text), what: text})}
		}
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok && 100 <= n && n < 600 {
			return set{a.intern(atom{kind: isInt, key: fmt.Sprintf("i:%d", n), status: int(n)})}
		}
	}
	return nil
}

func (fr *frame) alloc(instr ssa.Value) set {
	return set{fr.object(fmt.Sprintf("%p %s", instr, fr.key), instr.Type())}
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
		bound := make([]set, len(i.Bindings))
		for n, v := range i.Bindings {
			bound[n] = fr.at(v, b)
		}
		fr.values[i] = set{fr.function(i.Fn.(*ssa.Function), bound)}
	case *ssa.MakeInterface:
		s := fr.at(i.X, b)
		if fr.dispatches(i.X.Type()) {
			s = union(s, set{fr.dynamic(i.X.Type(), s)})
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
			if now := union(fr.fact.results[n], s); len(now) > len(fr.fact.results[n]) {
				fr.fact.results[n] = now
				fr.grown, fr.changed = true, true
			}
		}
	}
}

// converted returns a value of another type. Text that becomes a code is a code that
// is not known.
func (fr *frame) converted(i ssa.Value, s set) set {
	if g := fr.generatedType(i.Type(), "Code"); g == nil || s.has(isCode) {
		return s
	}
	var out set
	for _, a := range s {
		if a.kind == isText {
			for _, g := range fr.generated {
				if c := g.facts.Texts[a.what]; c != nil {
					out = union(out, set{fr.codeAtom(c, g.pkg)})
				}
			}
		}
	}
	if len(out) == 0 && fr.guesses() {
		out = fr.unresolved(i.Pos(), "a code that is made of text")
	}
	return out
}

func (fr *frame) tuple(v ssa.Value, n int, s set) {
	for len(fr.tuples[v]) <= n {
		fr.tuples[v] = append(fr.tuples[v], nil)
	}
	if now := union(fr.tuples[v][n], s); len(now) > len(fr.tuples[v][n]) {
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
func (fr *frame) sum(x, y set) set {
	var out set
	for _, a := range x {
		for _, b := range y {
			if a.kind == isText && b.kind == isText && len(a.what)+len(b.what) < 200 {
				text := a.what + b.what
				out = union(out, set{fr.intern(atom{kind: isText, key: "t:" + strconv.Quote(text), what: text})})
			}
		}
	}
	codes := func(a *atom) bool { return a.kind == isCode }
	return union(out, union(x.only(codes), y.only(codes)))
}

// part returns the address of a field or an element: an object of its own, which
// the cell holds.
func (fr *frame) part(x ssa.Value, cell string, of ssa.Value, b *ssa.BasicBlock) set {
	var out set
	for _, a := range fr.at(x, b) {
		if a.kind == isObject {
			p := fr.object(a.key+"."+cell, of.Type())
			fr.join(p, a.object, cell)
			out = union(out, set{p})
		}
	}
	if len(out) == 0 {
		// Which struct it is is not known: all that have this type share the field.
		out = set{fr.object("any "+types.TypeString(x.Type(), nil)+"."+cell, of.Type())}
	}
	return out
}

// load returns what an address holds. A struct or an array that is loaded as a
// whole stays the object that it is.
func (fr *frame) load(addr ssa.Value, cell string, t types.Type, b *ssa.BasicBlock) set {
	var out set
	known := false
	for _, a := range fr.at(addr, b) {
		switch a.kind {
		case isObject:
			known = true
			switch {
			case cell == "" && aggregate(t):
				out = union(out, set{a})
				out = union(out, fr.get(a.object, ""))
			case cell == "":
				out = union(out, fr.get(a.object, ""))
				out = union(out, fr.shared(a.object))
			default:
				out = union(out, fr.get(a.object, cell))
				out = union(out, fr.partGet(a, cell))
			}
		case isCode: // the value of a *Error, or a part of one
			out = union(out, set{a})
		}
	}
	if !known && t != nil && cell != "" && cell != "*" {
		out = union(out, fr.get(fr.object("any "+types.TypeString(addr.Type(), nil)+"."+cell, t).object, ""))
	}
	return out
}

// partGet returns what a part of an object holds, where it is its own object.
func (fr *frame) partGet(a *atom, cell string) set {
	var out set
	for _, p := range fr.parts(a.object) {
		if c := fr.wholes(p.object)[a.object]; c == cell || cell == "*" || c == "*" {
			out = union(out, fr.get(p.object, ""))
			if aggregate(deref(p.object.typ)) {
				out = union(out, set{p})
			}
		}
	}
	// A struct that was stored as a whole has its parts elsewhere.
	for _, w := range fr.get(a.object, "") {
		if w.kind == isObject && w != a && w.object != a.object {
			for _, p := range fr.parts(w.object) {
				if c := fr.wholes(p.object)[w.object]; c == cell || cell == "*" || c == "*" {
					out = union(out, fr.get(p.object, ""))
				}
			}
		}
	}
	return out
}

// shared returns what a field holds by way of the struct that was stored as a whole
// where the field's own struct is.
func (fr *frame) shared(o *object) set {
	var out set
	for whole, cell := range fr.wholes(o) {
		for _, w := range fr.get(whole, "") {
			if w.kind != isObject || w.object == whole {
				continue
			}
			for _, p := range fr.parts(w.object) {
				if c := fr.wholes(p.object)[w.object]; p.object != o && (c == cell || cell == "*" || c == "*") {
					out = union(out, fr.get(p.object, ""))
				}
			}
		}
		if cell != "*" { // an element that was stored at an index that is not known
			for _, p := range fr.parts(whole) {
				if p.object != o && fr.wholes(p.object)[whole] == "*" {
					out = union(out, fr.get(p.object, ""))
				}
			}
		} else {
			for _, p := range fr.parts(whole) {
				out = union(out, fr.get(p.object, ""))
			}
		}
	}
	return out
}

func (fr *frame) store(addr ssa.Value, cell string, s set, b *ssa.BasicBlock) {
	for _, a := range fr.at(addr, b) {
		if a.kind == isObject {
			fr.put(a.object, cell, s)
		}
	}
	if f, ok := addr.(*ssa.FieldAddr); ok {
		// Where the struct is not known, its field is what anybody stores in it.
		fr.put(fr.object("any "+types.TypeString(f.X.Type(), nil)+"."+strconv.Itoa(f.Field), nil).object, "", s)
	}
}

func aggregate(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

func deref(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// asserted returns what of a value may have a type.
func (fr *frame) asserted(s set, t types.Type) set {
	var out set
	iface, _ := t.Underlying().(*types.Interface)
	for _, a := range s {
		switch {
		case a.kind != isDynamic:
			if iface == nil && a.kind == isPlain && fr.declared(t) {
				continue // an error of elsewhere is none of this module's types
			}
			out = union(out, set{a})
		case iface != nil:
			if types.Implements(a.typ, iface) {
				out = union(out, set{a})
			}
		case types.Identical(a.typ, t):
			out = union(out, a.bound[0])
		}
	}
	return out
}
