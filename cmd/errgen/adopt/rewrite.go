package adopt

import (
	"bytes"
	"cmp"
	"context"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A Plan says what replaces a handwritten package.
type Plan struct {
	From *Package
	Path string // import path of the generated package
	Name string // of the generated package
	Code func(text string) (identifier string, ok bool)
	Type func(url string) (identifier string, ok bool) // of the code that has a type URL
	// Older returns the identifier of the current code of an error for a former one.
	Older func(text string) (identifier string, ok bool)
	// Status returns the status on the page of a code.
	Status func(code string) (status int, ok bool)
}

// A Result is the result of applying a plan to packages.
type Result struct {
	Edits    []Edit
	Uses     int    // expressions that are rewritten
	Left     []Note // uses of the old package that are not
	Switches []Note // where a status is not that of the page
}

// An Edit is a file that changes.
type Edit struct {
	Path     string // absolute
	Old, New []byte
}

// A Note is a remark about a place in a file.
type Note struct {
	At   token.Position
	Text string
}

// Rewrite rewrites the packages that match the patterns, relative to a folder.
func (p *Plan) Rewrite(ctx context.Context, dir string, patterns ...string) (*Result, error) {
	packages, err := list(ctx, dir, patterns...)
	if err != nil {
		return nil, err
	}
	roots, err := load(packages)
	if err != nil {
		return nil, err
	}
	out := &Result{}
	values := map[string]string{}
	named := map[string]bool{}
	for _, v := range p.From.Values {
		values[v.Expr] = v.Text
		if _, ok := p.Code(v.Text); ok && v.Type != "" {
			named[v.Type] = true
		}
	}
	done := map[string]bool{}
	for _, root := range roots {
		r := &rewriting{Plan: p, pkg: root, values: values, named: named, out: out}
		for _, f := range root.files {
			if done[f.path] {
				continue
			}
			done[f.path] = true
			r.switches(f)
			if root.path() != p.From.Path && root.ForTest != p.From.Path {
				if err := r.file(f); err != nil {
					return nil, err
				}
			}
		}
		out.ignored(root, p.From.Path)
	}
	byPlace := func(a, b Note) int {
		return cmp.Or(strings.Compare(a.At.Filename, b.At.Filename), a.At.Offset-b.At.Offset)
	}
	slices.SortFunc(out.Left, byPlace)
	slices.SortFunc(out.Switches, byPlace)
	slices.SortFunc(out.Edits, func(a, b Edit) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// ignored notes the files that no one looked at, as they are for another system or
// another build, but which import the package.
func (out *Result) ignored(root *loaded, from string) {
	for _, name := range root.IgnoredGoFiles {
		at := filepath.Join(root.Dir, name)
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, at, nil, parser.ImportsOnly)
		if err != nil {
			continue
		}
		for _, spec := range f.Imports {
			note := Note{fset.Position(spec.Pos()), "the file is not part of this build, so it was not checked"}
			if importOf(spec) == from && !slices.Contains(out.Left, note) {
				out.Left = append(out.Left, note)
			}
		}
	}
}

func importOf(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value) // the parser has seen that it is a string
	return path
}

// rewriting is the work on one package.
type rewriting struct {
	*Plan
	pkg    *loaded
	values map[string]string // texts of the old package, by expression
	named  map[string]bool   // types of its codes
	out    *Result
}

// A change is text that takes the place of other text.
type change struct {
	start, end int
	text       string
}

// file rewrites a file.
func (r *rewriting) file(f *file) error {
	var imported *ast.ImportSpec
	for _, spec := range f.syntax.Imports {
		if importOf(spec) == r.From.Path {
			imported = spec
		}
	}
	if imported == nil {
		return nil
	}
	note := func(n ast.Node, text string) {
		r.out.Left = append(r.out.Left, Note{r.pkg.fset.PositionFor(n.Pos(), false), text})
	}
	switch {
	case imported.Name != nil && (imported.Name.Name == "." || imported.Name.Name == "_"):
		note(imported, "the package is imported as "+imported.Name.Name+"; import it with a name")
		return nil
	case ast.IsGenerated(f.syntax):
		note(imported, "the file is generated; change what generates it")
		return nil
	}
	var uses []use
	left := 0
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok {
			for _, field := range s.Fields.List {
				if was := r.embedded(field); was != "" {
					note(field, "the embedded field "+was+" will be named Code")
				}
			}
		}
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		switch with, why := r.replacement(e); {
		case why != "":
			left++
			note(e, why)
			return false
		case with != "":
			uses = append(uses, use{e, with})
			return false
		}
		if s, ok := e.(*ast.SelectorExpr); ok && r.isPackage(s.X) {
			left++
			note(s, r.From.Name+"."+s.Sel.Name+" is not a code, so it was not rewritten")
		}
		return true
	})
	if len(uses) == 0 {
		return nil
	}
	var local string
	if r.Path == r.From.Path {
		local = cmp.Or(nameOf(imported), r.From.Name)
	} else {
		local = r.localName(f, uses, left > 0)
	}
	var changes []change
	for _, u := range uses {
		changes = append(changes, change{r.offset(u.expr.Pos()), r.offset(u.expr.End()), strings.Replace(u.with, "@", local, 1)})
	}
	if r.Path != r.From.Path {
		spec := strconv.Quote(r.Path)
		if local != r.Name || r.Name != r.Path[strings.LastIndexByte(r.Path, '/')+1:] {
			spec = local + " " + spec
		}
		at := change{r.offset(imported.Pos()), r.offset(imported.Path.End()), spec}
		switch already := r.imports(f); {
		case already && left == 0:
			at.end = max(at.end, r.lineEnd(f, at.end))
			at.text = ""
			changes = append(changes, at)
		case already:
		case left == 0:
			changes = append(changes, at)
		default:
			decl := r.declOf(f, imported)
			end := change{at.end, at.end, "\n\t" + spec}
			if decl != nil && !decl.Lparen.IsValid() {
				end.text = "\nimport " + spec
			}
			changes = append(changes, end)
		}
	}
	r.out.Uses += len(uses)
	text := apply(f.text, changes)
	if formatted, err := format.Source(f.text); err == nil && bytes.Equal(formatted, f.text) {
		if text, err = format.Source(text); err != nil {
			return err
		}
	}
	r.out.Edits = append(r.out.Edits, Edit{f.path, f.text, text})
	return nil
}

// embedded returns the name of a field that is called by its type, if that is one of
// codes.
func (r *rewriting) embedded(field *ast.Field) string {
	t := field.Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if with, _ := r.replacement(t); len(field.Names) > 0 || with != "@.Code" {
		return ""
	}
	_, name, _ := chain(t)
	return name
}

type use struct {
	expr ast.Expr
	with string
}

// replacement returns what takes the place of an expression, with @ for the name of
// the generated package, or else why it has to stay. Both are empty for an expression
// that is nothing of the old package, or none of its codes.
func (r *rewriting) replacement(e ast.Expr) (with, why string) {
	root, below, ok := chain(e)
	if !ok || !r.isPackage(root) {
		return "", ""
	}
	if r.named[below] {
		return "@.Code", ""
	}
	text, ok := r.values[below]
	if !ok {
		return "", ""
	}
	t := r.pkg.info.TypeOf(e)
	plain := t == types.Typ[types.String]
	named, _ := types.Unalias(t).(*types.Named)
	own := named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == r.From.Path
	ident, isCode := r.Code(text)
	page, isType := r.Type(text)
	newer, isOlder := r.Older(text)
	switch {
	case isCode && own:
		return "@." + ident, ""
	case isCode && plain:
		return "string(@." + ident + ")", ""
	case isType && plain:
		return "@." + page + ".Type()", ""
	case isOlder:
		return "", r.From.Name + "." + below + " is the former code " + text + " of " + r.Name + "." + newer + ", so it was not rewritten"
	case isCode || isType:
		used := "as type " + types.TypeString(t, types.RelativeTo(r.pkg.types))
		if t == types.Typ[types.UntypedString] {
			used = "in an untyped constant"
		}
		return "", r.From.Name + "." + below + " is used " + used + ", so it was not rewritten"
	}
	return "", ""
}

// isPackage reports whether an expression is the name of the old package.
func (r *rewriting) isPackage(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	name, ok := r.pkg.info.Uses[id].(*types.PkgName)
	return ok && name.Imported().Path() == r.From.Path
}

// chain returns the identifier that selectors and calls without arguments begin with,
// and what follows it.
func chain(e ast.Expr) (root *ast.Ident, below string, ok bool) {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok {
			return id, e.Sel.Name, true
		}
		root, below, ok = chain(e.X)
		return root, below + "." + e.Sel.Name, ok
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			return nil, "", false
		}
		if _, ok := e.Fun.(*ast.SelectorExpr); !ok {
			return nil, "", false
		}
		root, below, ok = chain(e.Fun)
		return root, below + "()", ok
	}
	return nil, "", false
}

// imports reports whether a file imports the generated package already.
func (r *rewriting) imports(f *file) bool {
	return slices.ContainsFunc(f.syntax.Imports, func(s *ast.ImportSpec) bool { return importOf(s) == r.Path })
}

// localName returns a name for the generated package that means nothing else where
// it is used.
func (r *rewriting) localName(f *file, uses []use, keepsOld bool) string {
	for _, spec := range f.syntax.Imports {
		if importOf(spec) == r.Path {
			return cmp.Or(nameOf(spec), r.Name)
		}
	}
	scope := r.pkg.info.Scopes[f.syntax]
	for _, name := range []string{r.Name, "new" + r.Name, "gen" + r.Name} {
		free := true
		for _, u := range uses {
			inner := scope.Innermost(u.expr.Pos())
			if inner == nil {
				continue
			}
			_, found := inner.LookupParent(name, u.expr.Pos())
			old, isPackage := found.(*types.PkgName)
			free = free && (found == nil || isPackage && old.Imported().Path() == r.From.Path && !keepsOld)
		}
		if free {
			return name
		}
	}
	return "errgen" + r.Name
}

func nameOf(spec *ast.ImportSpec) string {
	if spec.Name == nil {
		return ""
	}
	return spec.Name.Name
}

// declOf returns the declaration that an import is in.
func (r *rewriting) declOf(f *file, spec *ast.ImportSpec) *ast.GenDecl {
	for _, d := range f.syntax.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT && slices.Contains(g.Specs, ast.Spec(spec)) {
			return g
		}
	}
	return nil
}

func (r *rewriting) offset(at token.Pos) int { return r.pkg.fset.PositionFor(at, false).Offset }

// lineEnd returns where the line ends that an offset is in, if nothing follows.
func (r *rewriting) lineEnd(f *file, from int) int {
	n := bytes.IndexByte(f.text[from:], '\n')
	if n < 0 || strings.TrimSpace(string(f.text[from:from+n])) != "" {
		return from
	}
	return from + n + 1
}

// apply makes changes, none of which overlaps another.
func apply(text []byte, changes []change) []byte {
	slices.SortFunc(changes, func(a, b change) int { return a.start - b.start })
	var out []byte
	at := 0
	for _, c := range changes {
		out = append(append(out, text[at:c.start]...), c.text...)
		at = c.end
	}
	return append(out, text[at:]...)
}
