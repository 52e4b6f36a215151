package adopt

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Package is a handwritten package of codes.
type Package struct {
	Path   string  // import path
	Name   string  // of the package clause
	Dir    string  // absolute
	Values []Value // texts, in the order of the source
}

// A Value is a string in the package, with its name.
type Value struct {
	Expr string // after the package and a dot: KeyNotFound, or Data.Key.NotFound.URN()
	Text string
	Type string // its type, where that is one of the package; else empty
	At   token.Position
}

// Constant reports whether the value is a constant of the package.
func (v Value) Constant() bool { return token.IsIdentifier(v.Expr) }

// limits keep a package that is no package of codes from being taken apart.
const (
	deepest = 6
	most    = 20_000
)

// Read returns the strings of the package in a folder: its constants, and the
// fields and method results of its variables. To determine the latter, it compiles
// and runs a program that uses the package.
func Read(ctx context.Context, dir string) (*Package, error) {
	packages, err := list(ctx, dir, ".")
	if err != nil {
		return nil, err
	}
	roots, err := load(packages)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(roots, func(p *loaded) bool { return p.path() == p.ImportPath || p.ForTest == p.path() })
	if i < 0 || roots[i].types == nil {
		return nil, fmt.Errorf("%s: no Go package found", dir)
	}
	p := roots[i]
	out := &Package{Path: p.path(), Name: p.Name, Dir: p.Dir}
	var asked []Value
	scope := p.types.Scope()
	for _, name := range scope.Names() {
		at := p.fset.Position(scope.Lookup(name).Pos())
		if !token.IsExported(name) || strings.HasSuffix(at.Filename, "_test.go") {
			continue
		}
		switch o := scope.Lookup(name).(type) {
		case *types.Const:
			if o.Val().Kind() == constant.String {
				out.Values = append(out.Values, Value{Expr: name, Text: constant.StringVal(o.Val()), Type: ownType(o.Type(), p.types), At: at})
			}
		case *types.Var:
			expressions(name, o.Type(), p.types, deepest, func(expr, typ string) {
				if len(asked) < most {
					asked = append(asked, Value{Expr: expr, Type: typ, At: at})
				}
			})
		}
	}
	if err := out.ask(ctx, asked); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Values, func(a, b Value) int {
		if a.At.Filename != b.At.Filename {
			return strings.Compare(a.At.Filename, b.At.Filename)
		}
		return a.At.Offset - b.At.Offset
	})
	return out, nil
}

// ownType returns the name of a type of the package.
func ownType(t types.Type, own *types.Package) string {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == own {
		return named.Obj().Name()
	}
	return ""
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// expressions calls do with each expression that gives a text: one itself, a field,
// or a method that takes nothing.
func expressions(expr string, t types.Type, own *types.Package, depth int, do func(expr, typ string)) {
	if isText(t) {
		do(expr, ownType(t, own))
	}
	receiver := t
	if !types.IsInterface(t) {
		if _, pointer := t.Underlying().(*types.Pointer); !pointer {
			receiver = types.NewPointer(t) // what a variable has can be addressed
		}
	}
	methods := types.NewMethodSet(receiver)
	for i := range methods.Len() {
		m := methods.At(i).Obj()
		s, ok := m.Type().(*types.Signature)
		if ok && m.Exported() && s.Params().Len() == 0 && s.Results().Len() == 1 && isText(s.Results().At(0).Type()) {
			do(expr+"."+m.Name()+"()", ownType(s.Results().At(0).Type(), own))
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth == 0 {
		return
	}
	for i := range s.NumFields() {
		if f := s.Field(i); f.Exported() {
			expressions(expr+"."+f.Name(), f.Type(), own, depth-1, do)
		}
	}
}

// ask finds out what expressions stand for by a program that prints them. It lies
// below the package, where it may import it even if the package is internal, and
// nowhere on the disk.
func (p *Package) ask(ctx context.Context, asked []Value) error {
	if len(asked) == 0 {
		return nil
	}
	scratch, err := os.MkdirTemp("", "errgen-adopt-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	source, overlay, result := filepath.Join(scratch, "main.go"), filepath.Join(scratch, "overlay.json"), filepath.Join(scratch, "out.json")
	var b bytes.Buffer
	fmt.Fprintf(&b, program[0], p.Path)
	for _, v := range asked {
		b.WriteString("\tfunc() string { return string(p." + v.Expr + ") },\n")
	}
	fmt.Fprintf(&b, program[1], result)
	if err := os.WriteFile(source, b.Bytes(), 0o600); err != nil {
		return err
	}
	const below = "errgen_adopt_values"
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(p.Dir, below, "main.go"): source}})
	if err != nil {
		return err
	}
	if err := os.WriteFile(overlay, replace, 0o600); err != nil {
		return err
	}
	if _, err := run(ctx, p.Dir, "run", "-overlay", overlay, "./"+below); err != nil {
		return err
	}
	data, err := os.ReadFile(result)
	if err != nil {
		return err
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil || len(texts) != len(asked) {
		return fmt.Errorf("the program that prints the values of %s printed %q", p.Path, data)
	}
	for i, v := range asked {
		if v.Text = texts[i]; v.Text != "" {
			p.Values = append(p.Values, v)
		}
	}
	return nil
}

// program is what prints the values, before and after the functions that return
// them. The package may print what it likes, so they go to a file.
var program = [2]string{`package main

import (
	"encoding/json"
	"os"

	p %q
)

func text(f func() string) (s string) {
	defer func() { _ = recover() }()
	return f()
}

var all = []func() string{
`, `}

func main() {
	out := make([]string, len(all))
	for i, f := range all {
		out[i] = text(f)
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(%q, data, 0o600); err != nil {
		panic(err)
	}
}
`}
