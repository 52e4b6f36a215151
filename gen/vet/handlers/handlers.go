// Package handlers finds which error codes each HTTP handler of a Go module can
// answer with.
//
// It analyzes the module in SSA form, from the entry points of its programs, and
// follows values: an error counts for a handler if it flows into what the handler
// returns or answers with; a call of a function that creates it is not enough. A
// function is analyzed once for each relevant set of arguments, so that a helper
// that wraps the error of one caller does not affect another caller. Conditions
// with errors.Is, errors.As and comparisons remove errors that are no longer
// possible.
//
// The result is an upper bound: it includes branches that are never taken. A call
// of an interface method reaches the values that are known to be in the interface
// or, if none are known, the methods of all types of the module that implement it.
// A call whose target is not known is reported as unresolved, at its position.
//
// What a function does with given arguments is a fact, which knows the facts that it
// depends on. The analysis runs in rounds until nothing changes, and a round analyzes
// only functions whose dependencies have grown. Nothing is cached between runs: most
// of the time goes into listing and type-checking the packages, which must be repeated
// when one of them changes.
package handlers

import (
	"context"
	"go/types"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/report"
	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// Options say what is analyzed.
type Options struct {
	Dir      string
	Packages []string // whose handlers are listed; the whole module is analyzed
	Base     string   // places name files relative to it
}

// An analysis is all that is known of a module.
type analysis struct {
	*value.Heap
	prog      *ssa.Program
	base      string
	packages  []*ssa.Package
	functions []*ssa.Function // that are declared
	module    map[string]bool // paths of its packages
	concern   map[string]bool // those that have to do with codes or answers
	generated map[string]*generated
	types     []types.Type

	facts   map[string]*fact
	current *fact // of the function that is looked at
	rounds  int
	guess   bool // whether calls that lead nowhere yet are given up
	asked   int  // for how many facts, in this round
	looked  int  // at how many functions because of that

	active   map[*ssa.Function]int // functions that are looked at
	asking   map[string]bool       // errors whose own are looked at
	contexts map[*ssa.Function]int // how often it was asked for a function, in this round
	merged   map[*ssa.Function][]value.Set

	table     *routes.Table
	routed    map[*ssa.Function]bool
	anyRouted *value.Object          // stands for routed
	alone     map[*ssa.Function]bool // handlers by their signature

	conditions map[*ssa.Function]map[ssa.Value]bool
	used       map[*ssa.Function][]*ssa.Function
	methodsOf  map[method][]*ssa.Function
}

// Find returns the handlers of a module.
func Find(ctx context.Context, o Options) (*report.Report, error) {
	chosen := map[string]bool{}
	if len(o.Packages) > 0 {
		found, err := load(ctx, o.Dir, packages.NeedName, o.Packages...)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			chosen[p.PkgPath] = true
		}
	}
	a, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	a.settle()
	return a.report(chosen), nil
}
