package handlers

import (
	"cmp"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/unkeyed/errgen/gen/vet"
	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

type generated struct {
	pkg   *types.Package
	facts *vet.Catalogue
}

var errNoCodes = &vet.LoadError{Text: "no package that errgen generated is imported"}

func load(ctx context.Context, dir string, mode packages.LoadMode, patterns ...string) ([]*packages.Package, error) {
	found, err := packages.Load(&packages.Config{Context: ctx, Dir: dir, Mode: mode}, patterns...)
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

// open reads a module.
func open(ctx context.Context, o Options) (*analysis, error) {
	loaded, err := load(ctx, o.Dir, packages.LoadSyntax|packages.NeedModule, append([]string{"./..."}, o.Packages...)...)
	if err != nil {
		return nil, err
	}
	a := &analysis{
		Heap: value.NewHeap(), base: o.Base, module: map[string]bool{}, generated: map[string]*generated{},
		facts: map[string]*fact{}, active: map[*ssa.Function]int{}, asking: map[string]bool{}, merged: map[*ssa.Function][]value.Set{},
		routed: map[*ssa.Function]bool{}, anyRouted: &value.Object{},
		conditions: map[*ssa.Function]map[ssa.Value]bool{}, methodsOf: map[method][]*ssa.Function{},
	}
	a.prog, a.packages = ssautil.Packages(loaded, ssa.InstantiateGenerics)
	a.prog.Build()
	if err := a.catalogues(loaded); err != nil {
		return nil, err
	}
	if len(a.generated) == 0 {
		return nil, errNoCodes
	}
	a.concern = a.concerns(loaded)
	a.functions = a.declaredFunctions()
	return a, nil
}

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
	n, ok := types.Unalias(routes.Deref(t)).(*types.Named)
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
	n, ok := types.Unalias(routes.Deref(t)).(*types.Named)
	return ok && n.Obj().Pkg() != nil && a.module[n.Obj().Pkg().Path()] && a.generated[n.Obj().Pkg().Path()] == nil
}

// dispatches reports whether a value of a type is told apart in an interface.
func (a *analysis) dispatches(t types.Type) bool {
	if a.generatedType(t, "Code") != nil || a.generatedType(t, "Error") != nil || routes.TypeName(t) == "" {
		return false
	}
	return types.NewMethodSet(t).Len() > 0
}

// declaredFunctions returns the functions of the module that are declared, in order.
func (a *analysis) declaredFunctions() (out []*ssa.Function) {
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
