// Package value represents what the values of a program may be, as far as errors
// are concerned: sets of codes, other errors, functions, and objects that hold
// sets.
package value

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet"
)

// A Kind says what an atom is.
type Kind uint8

const (
	IsCode       Kind = iota // an error with a code
	IsPlain                  // an error without one
	IsUnresolved             // an error of a call that could not be followed
	IsFunc                   // a function, with what it is bound to
	IsObject                 // what was allocated at a place, in a context
	IsDynamic                // a value of a type with methods, in an interface
	IsInt                    // a constant number
	IsText                   // a constant text
	IsUnknown                // anything
)

// An Atom is one thing that a value may be. Equal atoms are the same pointer.
type Atom struct {
	Kind   Kind
	Key    string
	Code   *vet.Code
	Status int    // of a plain error, 0 if it has none; the number of IsInt
	What   string // of a plain error or an unresolved call; the text of IsText
	At     token.Pos
	Fn     *ssa.Function
	Bound  []Set // of a function's free variables, or the value of IsDynamic
	Type   types.Type
	Object *Object
	depth  int
}

// A Set is what a value may be, sorted by key.
type Set []*Atom

// Key identifies a set.
func (s Set) Key() string {
	var b strings.Builder
	for _, a := range s {
		b.WriteString(a.Key)
		b.WriteByte(' ')
	}
	return b.String()
}

// Has reports whether a set has an atom of a kind.
func (s Set) Has(k Kind) bool {
	return slices.ContainsFunc(s, func(a *Atom) bool { return a.Kind == k })
}

// Errors returns the part of a set that may be errors.
func (s Set) Errors() Set {
	return s.Only(func(a *Atom) bool { return a.Kind <= IsUnresolved || a.Kind == IsDynamic || a.Kind == IsObject })
}

// Only returns the atoms that are to be kept.
func (s Set) Only(keep func(*Atom) bool) Set {
	var out Set
	for _, a := range s {
		if keep(a) {
			out = append(out, a)
		}
	}
	return out
}

// Union returns what is in either set.
func Union(a, b Set) Set {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	out := make(Set, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		case a[0].Key < b[0].Key:
			out, a = append(out, a[0]), a[1:]
		default:
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
