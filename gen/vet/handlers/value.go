package handlers

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet"
)

// A kind says what an atom is.
type kind uint8

const (
	isCode       kind = iota // an error with a code
	isPlain                  // an error without one
	isUnresolved             // an error of a call that could not be followed
	isFunc                   // a function, with what it is bound to
	isObject                 // what was allocated at a place, in a context
	isDynamic                // a value of a type with methods, in an interface
	isInt                    // a constant number
	isText                   // a constant text
	isUnknown                // anything
)

// An atom is one thing that a value may be. Equal atoms are the same pointer.
type atom struct {
	kind   kind
	key    string
	code   *vet.Code
	status int    // of a plain error, 0 if it has none; the number of isInt
	what   string // of a plain error or an unresolved call; the text of isText
	at     token.Pos
	fn     *ssa.Function
	bound  []set // of a function's free variables, or the value of isDynamic
	typ    types.Type
	object *object
	depth  int
}

// A set is what a value may be, sorted by key.
type set []*atom

func (s set) key() string {
	var b strings.Builder
	for _, a := range s {
		b.WriteString(a.key)
		b.WriteByte(' ')
	}
	return b.String()
}

func (s set) has(k kind) bool {
	return slices.ContainsFunc(s, func(a *atom) bool { return a.kind == k })
}

// errors returns what of a set an error may be.
func (s set) errors() set {
	return s.only(func(a *atom) bool { return a.kind <= isUnresolved || a.kind == isDynamic || a.kind == isObject })
}

func (s set) only(keep func(*atom) bool) set {
	var out set
	for _, a := range s {
		if keep(a) {
			out = append(out, a)
		}
	}
	return out
}

func union(a, b set) set {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	out := make(set, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		case a[0].key < b[0].key:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// An object is what is allocated at a place in a context: a variable, a struct, a
// slice, a map, a channel, a router. Its cells are what it holds, by field or index;
// "*" is any. Fields and elements whose address is taken are objects of their own,
// its parts.
type object struct {
	id    string
	typ   types.Type
	cells map[string]set
	parts set
	of    map[*object]string // the objects that it is a part of, and as which cell
	grew  int                // how often it did
}

// intern returns the atom with a key.
func (a *analysis) intern(n atom) *atom {
	if have := a.atoms[n.key]; have != nil {
		return have
	}
	for _, b := range n.bound {
		for _, c := range b {
			n.depth = max(n.depth, c.depth+1)
		}
	}
	if n.depth > maxDepth { // functions that are made of functions without an end
		return a.unknown
	}
	a.atoms[n.key] = &n
	return &n
}

const maxDepth = 12

func (a *analysis) codeAtom(c *vet.Code, pkg *types.Package) *atom {
	return a.intern(atom{kind: isCode, key: "c:" + pkg.Path() + "." + c.Text, code: c})
}

func (a *analysis) plain(at token.Pos, what string, status int) set {
	return set{a.intern(atom{kind: isPlain, key: fmt.Sprintf("p:%d:%d:%s", at, status, what), at: at, what: what, status: status})}
}

func (a *analysis) unresolved(at token.Pos, what string) set {
	return set{a.intern(atom{kind: isUnresolved, key: fmt.Sprintf("u:%d:%s", at, what), at: at, what: what})}
}

func (a *analysis) function(f *ssa.Function, bound []set) *atom {
	key := fmt.Sprintf("f:%p", f)
	for _, b := range bound {
		key += "[" + b.key() + "]"
	}
	return a.intern(atom{kind: isFunc, key: a.short(key), fn: f, bound: bound})
}

func (a *analysis) dynamic(t types.Type, value set) *atom {
	key := "d:" + types.TypeString(t, nil) + "[" + value.key() + "]"
	return a.intern(atom{kind: isDynamic, key: a.short(key), typ: t, bound: []set{value}})
}

// short returns a short key in the place of a long one.
func (a *analysis) short(key string) string {
	if len(key) < 48 {
		return key
	}
	n, ok := a.shorts[key]
	if !ok {
		n = len(a.shorts)
		a.shorts[key] = n
	}
	return fmt.Sprintf("%s#%d", key[:2], n)
}

func (a *analysis) object(id string, t types.Type) *atom {
	id = a.short("o:" + id)
	o := a.objects[id]
	if o == nil {
		o = &object{id: id, typ: t, cells: map[string]set{}}
		a.objects[id] = o
	}
	return a.intern(atom{kind: isObject, key: id, object: o})
}

// see notes that what is looked at rests on an object.
func (a *analysis) see(o *object) {
	if _, ok := a.seen[o]; !ok && a.seen != nil {
		a.seen[o] = o.grew
	}
}

// put adds to a cell of an object.
func (a *analysis) put(o *object, cell string, s set) {
	if now := union(o.cells[cell], s); len(now) > len(o.cells[cell]) {
		o.cells[cell] = now
		o.grew++
		a.changed = true
	}
}

// join makes an object a part of another.
func (a *analysis) join(part *atom, whole *object, cell string) {
	if now := union(whole.parts, set{part}); len(now) > len(whole.parts) {
		whole.parts = now
		whole.grew++
	}
	p := part.object
	if p.of == nil {
		p.of = map[*object]string{}
	}
	if as, ok := p.of[whole]; !ok || as != cell {
		p.of[whole] = cell
		p.grew++
	}
}

// parts returns the parts of an object.
func (a *analysis) parts(o *object) set {
	a.see(o)
	return o.parts
}

// wholes returns the objects that one is a part of, and as which cell.
func (a *analysis) wholes(o *object) map[*object]string {
	a.see(o)
	return o.of
}

// get returns what a cell of an object holds.
func (a *analysis) get(o *object, cell string) set {
	a.see(o)
	if cell != "*" {
		return union(o.cells[cell], o.cells["*"])
	}
	var out set
	for _, s := range o.cells {
		out = union(out, s)
	}
	return out
}
