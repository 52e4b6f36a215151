package golang_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/internal/conformance"
)

// TestConstantsAlone measures what runtime: none writes: two files, the imports of the
// table and its lookups, no function or value that nothing leads to, and nothing that
// raises, serves or decodes errors. A Code is an error of a program with its own type.
func TestConstantsAlone(t *testing.T) {
	m := newModule(t)
	none := options(func(o *golang.Options) { o.Runtime = "none" })
	catalogs := []*catalog.Catalog{sample(), {DocsURL: "https://example.com"}, conformance.Hostile(5, 40), conformance.Many(300)}
	for i, c := range catalogs {
		made := files(t, c, none)
		if got := slices.Sorted(maps.Keys(made)); !slices.Equal(got, []string{"code_gen.go", "codes_gen.go"}) {
			t.Errorf("it is %q, want two files", got)
		}
		a := readAPI(t, made)
		if want := []string{"errors", "iter", "math/bits", "strconv", "strings"}; !slices.Equal(a.imports, want) {
			t.Errorf("it imports %q, want %q", a.imports, want)
		}
		if unused := a.unreachable(); len(unused) > 0 {
			t.Errorf("nothing leads to %q", unused)
		}
		if want := strings.Fields("All Lookup Parse"); !slices.Equal(a.functions, want) {
			t.Errorf("its functions are %q, want %q", a.functions, want)
		}
		for _, method := range strings.Fields("Error Is HTTPStatus Title Type Detail Known") {
			if !slices.Contains(a.methods, method) {
				t.Errorf("a Code has no %s: %q", method, a.methods)
			}
		}
		m.writeAll(fmt.Sprintf("codes%d", i), made)
	}
	m.write("main.go", `package main

import (
	"errors"
	"fmt"

	codes "example.com/made/codes0"
)

// Fault is an error type that was there before.
type Fault struct {
	Code   codes.Code
	Status int
}

func (f *Fault) Error() string { return f.Code.Title() }
func (f *Fault) Unwrap() error { return f.Code }

func main() {
	var err error = &Fault{codes.WarehouseBusy, codes.WarehouseBusy.HTTPStatus()}
	var code codes.Code
	fmt.Println(err, errors.Is(err, codes.WarehouseBusy), errors.As(err, &code) && code == codes.WarehouseBusy)
}
`)
	m.vet()
	if got := strings.TrimSpace(m.run(nil, "go", "run", ".")); got != "Service Unavailable true true" {
		t.Errorf("a program with an error type of its own prints %q", got)
	}
}

// An api is what a package declares, and what each declaration mentions.
type api struct {
	imports, functions, methods []string // exported ones, sorted
	mentions                    map[string][]string
	roots                       []string
}

func readAPI(t *testing.T, files map[string]string) *api {
	t.Helper()
	a := &api{mentions: map[string][]string{}}
	for name, text := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			a.imports = append(a.imports, path)
		}
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				a.declare(d.Name.Name, d)
				if !d.Name.IsExported() {
					continue
				}
				if d.Recv == nil {
					a.functions = append(a.functions, d.Name.Name)
				} else {
					a.methods = append(a.methods, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						a.declare(s.Name.Name, s)
					case *ast.ValueSpec:
						for _, name := range s.Names {
							a.declare(name.Name, s)
							if d.Tok == token.CONST && d.Lparen.IsValid() && !name.IsExported() {
								a.declare(name.Name, d) // a value of an enumeration comes with the others
							}
						}
					}
				}
			}
		}
	}
	slices.Sort(a.imports)
	slices.Sort(a.functions)
	return a
}

func (a *api) declare(name string, node ast.Node) {
	if ast.IsExported(name) {
		a.roots = append(a.roots, name)
	}
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			a.mentions[name] = append(a.mentions[name], id.Name)
		}
		return true
	})
}

// unreachable returns the declarations that no exported one leads to.
func (a *api) unreachable() (out []string) {
	reached := map[string]bool{}
	for todo := a.roots; len(todo) > 0; {
		name := todo[len(todo)-1]
		if todo = todo[:len(todo)-1]; !reached[name] {
			reached[name] = true
			todo = append(todo, a.mentions[name]...)
		}
	}
	for name := range a.mentions {
		if !reached[name] {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
