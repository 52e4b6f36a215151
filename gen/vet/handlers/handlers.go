// Package handlers finds which error codes each HTTP handler of a Go module can
// answer with.
//
// It looks at the module in SSA form, from the functions where a program begins,
// and follows values: an error counts for a handler if it flows into what the
// handler returns or answers with, not where a function that makes it is called
// only. A function is looked at once for each set of arguments that matter, so that
// a helper that wraps the error of one caller says nothing about that of another.
// Conditions by errors.Is, errors.As and comparison take errors away that cannot be
// there any more.
//
// What is found is an upper bound: a condition that is never true is not known. A
// call of an interface reaches the values that are known to be in it or, where none
// are, the methods of all types of the module that implement it. A call that leads
// nowhere that is known is counted as unresolved, at its place.
package handlers

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/unkeyed/errgen/gen/vet"
)

// Options say what is looked at.
type Options struct {
	Dir      string
	Packages []string // whose handlers are listed; the whole module is looked at
	Base     string   // places name files relative to it
}

// A Report lists handlers by path and name.
type Report struct {
	Handlers []*Handler `json:"handlers"`
}

// A Handler is what is known of one, for one method and path.
type Handler struct {
	Name       string    `json:"handler"`
	Method     string    `json:"method,omitempty"`
	Path       string    `json:"path,omitempty"` // empty where it is registered nowhere that is known
	At         string    `json:"at,omitempty"`
	Looked     bool      `json:"looked_at"` // false: its source is not of this module
	Codes      []*Raised `json:"codes"`
	Uncoded    []Uncoded `json:"without_code,omitempty"`
	Unresolved []Call    `json:"unresolved,omitempty"`
}

// Raised is a code that a handler can answer with.
type Raised struct {
	Code   string `json:"code"`
	Status int    `json:"status,omitempty"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Name   string `json:"constant"`
}

// Uncoded is an error without a code that a handler can answer with.
type Uncoded struct {
	What   string `json:"what"`
	Status int    `json:"status,omitempty"` // 0: it does not say
	At     string `json:"at,omitempty"`
}

// A Call is one that could not be followed.
type Call struct {
	What string `json:"call"`
	At   string `json:"at"`
}

type generated struct {
	pkg   *types.Package
	facts *vet.Catalogue
}

type analysis struct {
	prog      *ssa.Program
	base      string
	module    map[string]bool // paths of its packages
	generated map[string]*generated
	types     []types.Type
	unknown   *atom

	atoms   map[string]*atom
	shorts  map[string]int
	objects map[string]*object

	facts      map[string]*fact
	current    *fact           // of the function that is looked at
	seen       map[*object]int // what it rests on
	rounds     int
	active     map[*ssa.Function]int
	active2    map[string]bool
	contexts   map[*ssa.Function]int
	conditions map[*ssa.Function]map[ssa.Value]bool
	changed    bool
	guess      bool // whether calls that lead nowhere yet are given up

	concern    map[string]bool // paths of packages that have to do with codes or answers
	merged     map[*ssa.Function][]set
	alone      map[*ssa.Function]bool // handlers by their signature
	total      int                    // functions looked at in this round
	used       map[*ssa.Function][]*ssa.Function
	registered map[string]*registration
	byRouter   map[*object]*router
	routed     map[*ssa.Function]bool
	anyRouted  *object
	methodsOf  map[method][]*ssa.Function
}

// Find returns the handlers of a module.
func Find(ctx context.Context, o Options) (*Report, error) {
	load := func(mode packages.LoadMode, patterns ...string) ([]*packages.Package, error) {
		found, err := packages.Load(&packages.Config{Context: ctx, Dir: o.Dir, Mode: mode}, patterns...)
		if err != nil {
			return nil, &vet.LoadError{Text: err.Error()}
		}
		var wrong []string
		packages.Visit(found, nil, func(p *packages.Package) {
			for _, e := range p.Errors {
				wrong = append(wrong, e.Error())
			}
			for _, e := range p.TypeErrors {
				if len(p.Errors) == 0 {
					wrong = append(wrong, e.Error())
				}
			}
		})
		if len(wrong) > 0 {
			return nil, &vet.LoadError{Text: strings.Join(wrong, "\n")}
		}
		return found, nil
	}
	chosen := map[string]bool{}
	if len(o.Packages) > 0 {
		found, err := load(packages.NeedName, o.Packages...)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			chosen[p.PkgPath] = true
		}
	}
	loaded, err := load(packages.LoadSyntax|packages.NeedModule, append([]string{"./..."}, o.Packages...)...)
	if err != nil {
		return nil, err
	}
	a := &analysis{
		base: o.Base, module: map[string]bool{}, generated: map[string]*generated{},
		atoms: map[string]*atom{}, shorts: map[string]int{}, objects: map[string]*object{},
		facts: map[string]*fact{}, anyRouted: &object{}, conditions: map[*ssa.Function]map[ssa.Value]bool{}, active: map[*ssa.Function]int{}, active2: map[string]bool{},
		routed: map[*ssa.Function]bool{}, methodsOf: map[method][]*ssa.Function{}, merged: map[*ssa.Function][]set{},
	}
	a.unknown = a.intern(atom{kind: isUnknown, key: "?"})
	prog, pkgs := ssautil.Packages(loaded, ssa.InstantiateGenerics)
	prog.Build()
	a.prog = prog
	if err := a.catalogues(loaded); err != nil {
		return nil, err
	}
	if len(a.generated) == 0 {
		return nil, errNoCodes
	}
	a.concern = a.concerns(loaded)
	functions := a.functions(pkgs)
	for _, guess := range []bool{false, true} {
		a.guess = guess
		for range maxRounds {
			a.round(pkgs, functions)
			if !a.changed {
				break
			}
		}
	}
	return a.report(functions, chosen), nil
}

var errNoCodes = &vet.LoadError{Text: "no package that errgen generated is imported"}

const maxRounds = 40

// catalogues finds the generated packages, and the types of the module.
func (a *analysis) catalogues(loaded []*packages.Package) error {
	seen := map[*types.Package]bool{}
	for _, p := range loaded {
		a.module[p.PkgPath] = true
		seen[p.Types] = true
		if c := vet.Read(p.Syntax); c != nil {
			a.generated[p.PkgPath] = &generated{p.Types, c}
			continue
		}
		scope := p.Types.Scope()
		for _, name := range scope.Names() {
			if t, ok := scope.Lookup(name).(*types.TypeName); ok && !t.IsAlias() && !types.IsInterface(t.Type()) {
				if n, ok := t.Type().(*types.Named); ok && n.TypeParams().Len() == 0 {
					a.types = append(a.types, n)
				}
			}
		}
	}
	var visit func(*types.Package) error
	visit = func(p *types.Package) error {
		if seen[p] {
			return nil
		}
		seen[p] = true
		if t, ok := p.Scope().Lookup("Code").(*types.TypeName); ok && types.Identical(t.Type().Underlying(), types.Typ[types.String]) {
			if c, err := parse(filepath.Dir(a.prog.Fset.Position(t.Pos()).Filename)); err != nil {
				return err
			} else if c != nil {
				a.generated[p.Path()] = &generated{p, c}
			}
		}
		for _, q := range p.Imports() {
			if err := visit(q); err != nil {
				return err
			}
		}
		return nil
	}
	for _, p := range loaded {
		for _, q := range p.Types.Imports() {
			if err := visit(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// concerns returns the packages of the module that import a generated package, by
// way of others as well, or package net/http. No function of another one makes an
// error with a code or answers a request, so these are treated as those of other
// modules: they return the errors that they are given, and their own.
func (a *analysis) concerns(loaded []*packages.Package) map[string]bool {
	out := map[string]bool{}
	seen := map[*types.Package]bool{}
	var codes func(p *types.Package) bool
	codes = func(p *types.Package) bool {
		if known, ok := seen[p]; ok {
			return known
		}
		seen[p] = false
		for _, q := range p.Imports() {
			if a.generated[q.Path()] != nil || codes(q) {
				seen[p] = true
				break
			}
		}
		return seen[p]
	}
	for _, p := range loaded {
		out[p.PkgPath] = codes(p.Types) || slices.ContainsFunc(p.Types.Imports(), func(q *types.Package) bool { return q.Path() == "net/http" })
	}
	return out
}

// concerned reports whether a function is one of such a package, or of none.
func (a *analysis) concerned(f *ssa.Function) bool {
	return f.Pkg == nil || !a.module[f.Pkg.Pkg.Path()] || a.concern[f.Pkg.Pkg.Path()]
}

// parse reads the catalogue of a package of another module.
func parse(dir string) (*vet.Catalogue, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	fset := token.NewFileSet()
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
	}
	return vet.Read(files), nil
}

func (a *analysis) generatedType(t types.Type, name string) *generated {
	if t == nil {
		return nil
	}
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || n.Obj().Name() != name || n.Obj().Pkg() == nil {
		return nil
	}
	return a.generated[n.Obj().Pkg().Path()]
}

func (a *analysis) generatedFunc(f *ssa.Function) *generated {
	if o := f.Object(); o != nil && o.Pkg() != nil {
		return a.generated[o.Pkg().Path()]
	}
	if f.Pkg != nil && f.Parent() == nil && f.Synthetic == "" {
		return a.generated[f.Pkg.Pkg.Path()]
	}
	return nil
}

// inModule reports whether a package is one that is looked at.
func (a *analysis) inModule(path string) bool { return a.module[path] }

// declared reports whether a type is one of the module.
func (a *analysis) declared(t types.Type) bool {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	return ok && n.Obj().Pkg() != nil && a.module[n.Obj().Pkg().Path()] && a.generated[n.Obj().Pkg().Path()] == nil
}

// dispatches reports whether a value of a type is told apart in an interface.
func (a *analysis) dispatches(t types.Type) bool {
	if a.generatedType(t, "Code") != nil || a.generatedType(t, "Error") != nil || typeName(t) == "" {
		return false
	}
	return types.NewMethodSet(t).Len() > 0
}

// functions returns the functions of the module that are declared, in order.
func (a *analysis) functions(pkgs []*ssa.Package) (out []*ssa.Function) {
	for f := range ssautil.AllFunctions(a.prog) {
		if f.Blocks != nil && f.Parent() == nil && f.Synthetic == "" && f.Pkg != nil && a.module[f.Pkg.Pkg.Path()] && a.generated[f.Pkg.Pkg.Path()] == nil && a.concerned(f) &&
			f.TypeParams().Len() == 0 && f.Origin() == nil {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(f, g *ssa.Function) int {
		return cmp.Or(strings.Compare(f.Pkg.Pkg.Path(), g.Pkg.Pkg.Path()), cmp.Compare(f.Pos(), g.Pos()))
	})
	return out
}

// round looks at the whole program once: from where it begins, then at what
// registers handlers and was not reached, then at the handlers.
func (a *analysis) round(pkgs []*ssa.Package, functions []*ssa.Function) {
	a.changed = false
	a.total, a.alone = 0, map[*ssa.Function]bool{}
	a.rounds++
	a.contexts = map[*ssa.Function]int{}
	a.registered, a.byRouter = map[string]*registration{}, map[*object]*router{}
	for _, p := range pkgs {
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
	for _, f := range functions {
		if a.contexts[f] == 0 && a.registers(f) {
			a.call(f, make([]set, len(f.Params)), nil)
		}
	}
	for _, r := range a.registered {
		a.handle(r)
	}
	for _, f := range functions {
		if a.bySignature(f) {
			a.alone[f] = true
			a.call(f, make([]set, len(f.Params)), nil)
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
				if isHandler(t) && sig.Params().Len() > 1 && !a.inModule(path) {
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
	if isMain(f) || !handlerSignature(types.NewSignatureType(nil, nil, nil, sig.Params(), sig.Results(), false)) {
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
func (a *analysis) handle(r *registration) (answers set, looked bool) {
	_, around := a.full(r)
	handlers := r.handlers
	for _, m := range around {
		var wrapped set
		for _, f := range m {
			switch {
			case f.kind == isFunc && f.fn.Blocks != nil && f.fn.Signature.Params().Len() == 1 && isHandler(f.fn.Signature.Params().At(0).Type()):
				for _, s := range a.call(f.fn, []set{handlers}, f.bound).results {
					wrapped = union(wrapped, s)
				}
			case f.kind == isFunc && f.fn.Blocks != nil: // one of gin's, which comes before the handler
				answers = union(answers, a.serve(f))
			}
		}
		if wrapped != nil {
			handlers = wrapped
		}
	}
	for _, h := range handlers {
		if h.kind == isFunc && h.fn.Blocks != nil || h.kind == isDynamic {
			looked = looked || a.source(h)
			answers = union(answers, a.serve(h))
		}
	}
	return answers, looked
}

// source reports whether a handler's source is there.
func (a *analysis) source(h *atom) bool {
	if h.kind == isFunc {
		return h.fn.Blocks != nil
	}
	for _, b := range h.bound[0] {
		if b.kind == isFunc && b.fn.Blocks != nil {
			return true
		}
	}
	f := a.serveHTTP(h)
	return f != nil && f.Blocks != nil && a.generatedFunc(f) == nil
}

func (a *analysis) serveHTTP(h *atom) *ssa.Function {
	if sel := a.prog.MethodSets.MethodSet(h.typ).Lookup(nil, "ServeHTTP"); sel != nil {
		return a.prog.MethodValue(sel)
	}
	return nil
}

// serve returns what a handler answers with and returns.
func (a *analysis) serve(h *atom) set {
	fr := &frame{analysis: a, fact: &fact{}, values: map[ssa.Value]set{}, tuples: map[ssa.Value][]set{}}
	if h.kind == isDynamic {
		var out set
		if f := a.serveHTTP(h); f != nil && f.Blocks != nil && a.generatedFunc(f) == nil {
			a.setRouted(f)
			out = a.call(f, []set{h.bound[0], nil, nil}, nil).answers
		}
		for _, b := range h.bound[0] {
			if b.kind == isFunc && b.fn.Blocks != nil {
				out = union(out, a.serve(b))
			}
		}
		return out
	}
	a.setRouted(h.fn)
	got := a.call(h.fn, make([]set, len(h.fn.Params)), h.bound)
	out := got.answers
	if n := len(got.results); n > 0 && isErrorType(h.fn.Signature.Results().At(n-1).Type()) {
		out = union(out, fr.raised(got.results[n-1]))
	}
	return out
}

func itoa(i int) string { return strconv.Itoa(i) }

// report lists what was found.
func (a *analysis) report(functions []*ssa.Function, chosen map[string]bool) *Report {
	byKey := map[string]*Handler{}
	var keys []string
	add := func(method, path string, h *atom, answers set, looked bool) {
		name, at, pkg := a.named(h, map[*atom]bool{})
		if !looked {
			name = "a handler of another module"
		}
		if len(chosen) > 0 && !chosen[pkg] {
			return
		}
		key := path + " " + method + " " + name
		one := byKey[key]
		if one == nil {
			one = &Handler{Name: name, Method: method, Path: path, At: a.place(at), Codes: []*Raised{}}
			byKey[key] = one
			keys = append(keys, key)
		}
		one.Looked = one.Looked || looked
		a.fill(one, answers)
	}
	for _, r := range a.registered {
		if a.isRouter(r.handlers) {
			continue
		}
		answers, looked := a.handle(r)
		paths, _ := a.full(r)
		for _, path := range paths {
			for _, h := range a.main(r.handlers) {
				add(r.method, path, h, answers, looked)
			}
		}
	}
	for _, f := range functions {
		if a.alone[f] && !a.routed[f] {
			h := a.function(f, nil)
			routed := a.routed[f]
			add("", "", h, a.serve(h), true)
			a.routed[f] = routed
		}
	}
	slices.Sort(keys)
	out := &Report{Handlers: []*Handler{}}
	for _, k := range keys {
		h := byKey[k]
		slices.SortFunc(h.Codes, func(x, y *Raised) int { return cmp.Or(x.Status-y.Status, strings.Compare(x.Code, y.Code)) })
		slices.SortFunc(h.Uncoded, func(x, y Uncoded) int { return cmp.Or(strings.Compare(x.At, y.At), strings.Compare(x.What, y.What)) })
		slices.SortFunc(h.Unresolved, func(x, y Call) int { return cmp.Or(strings.Compare(x.At, y.At), strings.Compare(x.What, y.What)) })
		h.Uncoded, h.Unresolved = slices.Compact(h.Uncoded), slices.Compact(h.Unresolved)
		out.Handlers = append(out.Handlers, h)
	}
	return out
}

// isRouter reports whether what is registered is a router, whose handlers are listed.
func (a *analysis) isRouter(s set) bool {
	return slices.ContainsFunc(append(slices.Clone(s), insideAll(s)...), func(h *atom) bool {
		return h.kind == isObject && a.byRouter[h.object] != nil
	})
}

// main returns the handlers of a registration: of several that come one after the
// other, the last is what it is about.
func (a *analysis) main(s set) (out set) {
	if d := s.only(func(h *atom) bool { return h.kind == isDynamic }); len(d) > 0 {
		return d
	}
	if f := s.only(func(h *atom) bool { return h.kind == isFunc }); len(f) > 0 {
		return f
	}
	return s[:min(1, len(s))]
}

// named returns the name of a handler: its own, or that of the function that it was
// made of by wrapping.
func (a *analysis) named(h *atom, seen map[*atom]bool) (name string, at token.Pos, pkg string) {
	if h == nil || seen[h] {
		return "", 0, ""
	}
	seen[h] = true
	switch h.kind {
	case isFunc:
		f := h.fn
		if f.Parent() == nil || len(h.bound) == 0 {
			return a.functionName(f)
		}
	case isDynamic:
		if _, ok := h.typ.Underlying().(*types.Signature); !ok {
			if f := a.serveHTTP(h); f != nil && f.Blocks != nil {
				if inner, at, pkg := a.inner(h, seen); inner != "" && !strings.Contains(inner, "$") {
					return inner, at, pkg
				}
				return a.functionName(f)
			}
		}
	case isObject:
		return types.TypeString(deref(h.object.typ), short), 0, ""
	}
	if name, at, pkg = a.inner(h, seen); name != "" && !strings.Contains(name, "$") {
		return name, at, pkg
	}
	if h.kind == isFunc {
		return a.functionName(h.fn)
	}
	return "handler", 0, ""
}

// inner looks for a handler in what a handler is bound to.
func (a *analysis) inner(h *atom, seen map[*atom]bool) (name string, at token.Pos, pkg string) {
	var look func(s set, depth int) (string, token.Pos, string)
	look = func(s set, depth int) (string, token.Pos, string) {
		if depth > 6 {
			return "", 0, ""
		}
		for _, b := range s {
			switch b.kind {
			case isFunc:
				sig := b.fn.Signature
				if isHandler(sig) || sig.Results().Len() == 2 {
					if n, p, k := a.named(b, seen); n != "" {
						return n, p, k
					}
				}
			case isDynamic:
				if n, p, k := a.named(b, seen); n != "" && n != "handler" {
					return n, p, k
				}
			case isObject:
				if seen[b] {
					continue
				}
				seen[b] = true
				if n, p, k := look(a.get(b.object, "*"), depth+1); n != "" {
					return n, p, k
				}
				for _, part := range a.parts(b.object) {
					if n, p, k := look(a.get(part.object, ""), depth+1); n != "" {
						return n, p, k
					}
				}
			}
		}
		return "", 0, ""
	}
	for _, s := range h.bound {
		if n, p, k := look(s, 0); n != "" {
			return n, p, k
		}
	}
	return "", 0, ""
}

func (a *analysis) functionName(f *ssa.Function) (name string, at token.Pos, pkg string) {
	if o, ok := f.Object().(*types.Func); ok {
		name := o.Name()
		if r := o.Signature().Recv(); r != nil {
			t := types.TypeString(r.Type(), func(*types.Package) string { return "" })
			if strings.HasPrefix(t, "*") {
				t = "(" + t + ")"
			}
			name = t + "." + name
		}
		return o.Pkg().Name() + "." + name, o.Pos(), o.Pkg().Path()
	}
	if f.Pkg == nil {
		return f.Name(), f.Pos(), ""
	}
	return f.Pkg.Pkg.Name() + "." + f.RelString(f.Pkg.Pkg), f.Pos(), f.Pkg.Pkg.Path()
}

func (a *analysis) fill(h *Handler, answers set) {
	for _, x := range answers {
		switch x.kind {
		case isCode:
			if !slices.ContainsFunc(h.Codes, func(r *Raised) bool { return r.Code == x.code.Text }) {
				h.Codes = append(h.Codes, &Raised{x.code.Text, x.code.Status, x.code.Title, x.code.URL, x.code.Name})
			}
		case isPlain:
			h.Uncoded = append(h.Uncoded, Uncoded{x.what, x.status, a.place(x.at)})
		case isUnresolved:
			h.Unresolved = append(h.Unresolved, Call{x.what, a.place(x.at)})
		}
	}
}

func (a *analysis) place(at token.Pos) string {
	if !at.IsValid() {
		return ""
	}
	p := a.prog.Fset.Position(at)
	if rel, err := filepath.Rel(a.base, p.Filename); err == nil {
		p.Filename = filepath.ToSlash(rel)
	}
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}
