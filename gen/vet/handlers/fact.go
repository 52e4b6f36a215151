package handlers

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// An outcome is what a function does with given arguments: what it returns, and
// what it answers requests with.
type outcome struct {
	results []value.Set
	answers value.Set
}

// size grows with what is known.
func (o *outcome) size() int {
	n := len(o.answers)
	for _, s := range o.results {
		n += len(s)
	}
	return n
}

// A fact is the outcome of a function for given arguments, and what that rests on.
// It holds until one of these grows, so a round looks again only at functions of
// which one did.
type fact struct {
	outcome
	round   int  // in which it was asked for last
	known   bool // the function was looked at
	routes  bool // it registers handlers, which is noted in each round
	asked   bool // it rests on whether calls are given up
	guess   bool // whether they were
	objects map[*value.Object]int
	calls   []made
}

// made is a call that a function made.
type made struct {
	fn          *ssa.Function
	args, bound []value.Set
	fact        *fact
	size        int // of its outcome
}

// guesses reports whether calls that lead nowhere yet are given up.
func (fr *frame) guesses() bool {
	if fr.fact != nil {
		fr.fact.asked = true
	}
	return fr.guess
}

// setRouted notes that a function is registered.
func (a *analysis) setRouted(f *ssa.Function) {
	if !a.routed[f] {
		a.routed[f] = true
		a.anyRouted.Grew++
	}
}

func (a *analysis) isRouted(f *ssa.Function) bool {
	a.See(a.anyRouted)
	return a.routed[f]
}

// A frame is a function that is looked at with given arguments.
type frame struct {
	*analysis
	fn     *ssa.Function
	key    string // of the function and its arguments: the context
	values map[ssa.Value]value.Set
	fact   *fact
	grown  bool
	tuples map[ssa.Value][]value.Set
}

// call returns the outcome of a function for arguments and bindings. One that is
// being looked at has the outcome of so far; all is repeated until nothing is new.
func (a *analysis) call(f *ssa.Function, args, bound []value.Set) *outcome {
	caller, seen := a.current, a.Seen
	out := a.look(f, args, bound)
	a.current, a.Seen = caller, seen
	if caller != nil && !slices.ContainsFunc(caller.calls, func(m made) bool { return m.fact == out }) {
		caller.calls = append(caller.calls, made{f, args, bound, out, out.size()})
	}
	return &out.outcome
}

func (a *analysis) look(f *ssa.Function, given, bound []value.Set) *fact {
	args := slices.Clone(given)
	if a.active[f] > 0 || a.contexts[f] > maxContexts {
		for i, s := range args {
			args[i] = s.Only(func(x *value.Atom) bool { return x.Kind != value.IsInt && x.Kind != value.IsText })
		}
	}
	for i, p := range f.Params {
		if name := routes.TypeName(p.Type()); i < len(args) && (name == "context.Context" || name == "net/http.Request") {
			args[i] = nil
		}
	}
	if n := a.contexts[f]; n >= manyContexts || a.asked > manyCalls && n >= fewContexts {
		args = a.merge(f, args)
	}
	key := fmt.Sprintf("%p", f)
	for _, s := range args {
		key += "(" + s.Key() + ")"
	}
	for _, s := range bound {
		key += "[" + s.Key() + "]"
	}
	key = a.Short(key)
	out := a.facts[key]
	if out == nil {
		out = &fact{outcome: outcome{results: make([]value.Set, f.Signature.Results().Len())}}
		a.facts[key] = out
	}
	if out.round == a.rounds {
		return out
	}
	out.round = a.rounds
	a.contexts[f]++
	a.asked++
	a.active[f]++
	defer func() { a.active[f]-- }()
	if a.holds(out) {
		return out
	}
	out.known, out.guess = true, a.guess
	a.looked++
	a.current = out
	fr := &frame{analysis: a, fn: f, key: key, values: map[ssa.Value]value.Set{}, fact: out, tuples: map[ssa.Value][]value.Set{}}
	for i, p := range f.Params {
		if i < len(args) {
			fr.values[p] = args[i]
		}
	}
	for i, v := range f.FreeVars {
		if i < len(bound) {
			fr.values[v] = bound[i]
		}
	}
	for fr.grown = true; fr.grown; {
		fr.grown = false
		out.objects, out.calls = map[*value.Object]int{}, nil // what the last time rests on
		a.Seen = out.objects
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				fr.step(instr)
			}
		}
	}
	return out
}

// holds reports whether nothing grew that a fact rests on. Of what its function
// calls that is to be found out first.
func (a *analysis) holds(f *fact) bool {
	if !f.known || f.routes || f.asked && f.guess != a.guess {
		return false
	}
	a.current, a.Seen = nil, nil
	for _, c := range f.calls {
		a.call(c.fn, c.args, c.bound)
		if c.fact.size() != c.size || c.fact.round != a.rounds {
			return false
		}
	}
	for o, grew := range f.objects {
		if o.Grew != grew {
			return false
		}
	}
	return true
}

const maxContexts = 300

// In a program that is very large, a function that was looked at with many different
// arguments is looked at with all of them at once: what is found is still an upper
// bound.
const (
	manyContexts = 1000
	fewContexts  = 4
	manyCalls    = 20_000
)

// merge returns all arguments that a function was called with since there were many.
func (a *analysis) merge(f *ssa.Function, args []value.Set) []value.Set {
	all := slices.Clone(a.merged[f])
	for i, s := range args {
		if i == len(all) {
			all = append(all, nil)
		}
		all[i] = value.Union(all[i], s)
	}
	a.merged[f] = all
	return slices.Clone(all)
}
