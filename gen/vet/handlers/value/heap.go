package value

import (
	"fmt"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet"
)

// An object is what is allocated at a place in a context: a variable, a struct, a
// slice, a map, a channel, a router. Its cells are what it holds, by field or index;
// "*" is any. Fields and elements whose address is taken are objects of their own,
// its parts.
type Object struct {
	ID    string
	Type  types.Type
	cells map[string]Set
	parts Set
	of    map[*Object]string // the objects that it is a part of, and as which cell
	Grew  int                // how often it did
}

// A Heap has all atoms and objects.
type Heap struct {
	Unknown *Atom
	Grew    bool            // an object grew
	Seen    map[*Object]int // the objects that were read, and how often they had grown; nil if nobody asks

	atoms   map[string]*Atom
	shorts  map[string]int
	objects map[string]*Object
}

// NewHeap returns an empty heap.
func NewHeap() *Heap {
	h := &Heap{atoms: map[string]*Atom{}, shorts: map[string]int{}, objects: map[string]*Object{}}
	h.Unknown = h.intern(Atom{Kind: IsUnknown, Key: "?"})
	return h
}

// intern returns the atom with a key.
func (h *Heap) intern(n Atom) *Atom {
	if have := h.atoms[n.Key]; have != nil {
		return have
	}
	for _, b := range n.Bound {
		for _, c := range b {
			n.depth = max(n.depth, c.depth+1)
		}
	}
	if n.depth > maxDepth { // functions that are made of functions without an end
		return h.Unknown
	}
	h.atoms[n.Key] = &n
	return &n
}

const maxDepth = 12

// Code returns the error with a code.
func (h *Heap) Code(c *vet.Code, pkg *types.Package) *Atom {
	return h.intern(Atom{Kind: IsCode, Key: "c:" + pkg.Path() + "." + c.Text, Code: c})
}

// Plain returns an error without a code.
func (h *Heap) Plain(at token.Pos, what string, status int) Set {
	return Set{h.intern(Atom{Kind: IsPlain, Key: fmt.Sprintf("p:%d:%d:%s", at, status, what), At: at, What: what, Status: status})}
}

// Unresolved returns the error of a call that cannot be followed.
func (h *Heap) Unresolved(at token.Pos, what string) Set {
	return Set{h.intern(Atom{Kind: IsUnresolved, Key: fmt.Sprintf("u:%d:%s", at, what), At: at, What: what})}
}

// Text returns a constant text.
func (h *Heap) Text(s string) *Atom {
	return h.intern(Atom{Kind: IsText, Key: "t:" + strconv.Quote(s), What: s})
}

// Int returns a constant number.
func (h *Heap) Int(n int) *Atom {
	return h.intern(Atom{Kind: IsInt, Key: fmt.Sprintf("i:%d", n), Status: n})
}

// Func returns a function with what it is bound to.
func (h *Heap) Func(f *ssa.Function, bound []Set) *Atom {
	key := fmt.Sprintf("f:%p", f)
	for _, b := range bound {
		key += "[" + b.Key() + "]"
	}
	return h.intern(Atom{Kind: IsFunc, Key: h.Short(key), Fn: f, Bound: bound})
}

// Dynamic returns a value of a type in an interface.
func (h *Heap) Dynamic(t types.Type, value Set) *Atom {
	key := "d:" + types.TypeString(t, nil) + "[" + value.Key() + "]"
	return h.intern(Atom{Kind: IsDynamic, Key: h.Short(key), Type: t, Bound: []Set{value}})
}

// Short returns a short key in the place of a long one.
func (h *Heap) Short(key string) string {
	if len(key) < 48 {
		return key
	}
	n, ok := h.shorts[key]
	if !ok {
		n = len(h.shorts)
		h.shorts[key] = n
	}
	return fmt.Sprintf("%s#%d", key[:2], n)
}

// Object returns what an ID stands for.
func (h *Heap) Object(id string, t types.Type) *Atom {
	id = h.Short("o:" + id)
	o := h.objects[id]
	if o == nil {
		o = &Object{ID: id, Type: t, cells: map[string]Set{}}
		h.objects[id] = o
	}
	return h.intern(Atom{Kind: IsObject, Key: id, Object: o})
}

// See records that the current function depends on an object.
func (h *Heap) See(o *Object) {
	if _, ok := h.Seen[o]; !ok && h.Seen != nil {
		h.Seen[o] = o.Grew
	}
}

// Put adds to a cell of an object.
func (h *Heap) Put(o *Object, cell string, s Set) {
	if now := Union(o.cells[cell], s); len(now) > len(o.cells[cell]) {
		o.cells[cell] = now
		o.Grew++
		h.Grew = true
	}
}

// Join makes an object a part of another.
func (h *Heap) Join(part *Atom, whole *Object, cell string) {
	if now := Union(whole.parts, Set{part}); len(now) > len(whole.parts) {
		whole.parts = now
		whole.Grew++
	}
	p := part.Object
	if p.of == nil {
		p.of = map[*Object]string{}
	}
	if as, ok := p.of[whole]; !ok || as != cell {
		p.of[whole] = cell
		p.Grew++
	}
}

// Parts returns the parts of an object.
func (h *Heap) Parts(o *Object) Set {
	h.See(o)
	return o.parts
}

// Wholes returns the objects that one is a part of, and as which cell.
func (h *Heap) Wholes(o *Object) map[*Object]string {
	h.See(o)
	return o.of
}

// Get returns what a cell of an object holds.
func (h *Heap) Get(o *Object, cell string) Set {
	h.See(o)
	if cell != "*" {
		return Union(o.cells[cell], o.cells["*"])
	}
	var out Set
	for _, s := range o.cells {
		out = Union(out, s)
	}
	return out
}
