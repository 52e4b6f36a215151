package vet

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// imported returns what a file calls a package, and the edits that import it where
// it does not. It fails where the name means something else at a place.
func (p *pass) imported(f *ast.File, pkg *types.Package, at token.Pos) (name string, edits []analysis.TextEdit, ok bool) {
	for _, spec := range f.Imports {
		if found, err := strconv.Unquote(spec.Path.Value); err != nil || found != pkg.Path() {
			continue
		}
		var obj types.Object
		if spec.Name != nil {
			obj = p.TypesInfo.Defs[spec.Name]
		} else {
			obj = p.TypesInfo.Implicits[spec]
		}
		if obj == nil || obj.Name() == "." || obj.Name() == "_" {
			continue
		}
		return obj.Name(), nil, p.means(at, obj.Name(), obj)
	}
	if !p.means(at, pkg.Name(), nil) || !importable(pkg.Path(), p.Pkg.Path()) {
		return "", nil, false
	}
	spec := strconv.Quote(pkg.Path())
	if pkg.Name() != path.Base(pkg.Path()) {
		spec = pkg.Name() + " " + spec
	}
	for _, d := range f.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT || !d.Lparen.IsValid() {
			continue
		}
		at, text := d.Lparen+1, "\n\t"+spec
		if !isStandard(pkg.Path()) {
			at, text = d.Rparen, "\t"+spec+"\n"
			last := d.Specs[len(d.Specs)-1].(*ast.ImportSpec)
			if path, err := strconv.Unquote(last.Path.Value); err == nil && isStandard(path) {
				text = "\n" + text
			}
		}
		return pkg.Name(), []analysis.TextEdit{{Pos: at, End: at, NewText: []byte(text)}}, true
	}
	end := f.Name.End()
	return pkg.Name(), []analysis.TextEdit{{Pos: end, End: end, NewText: []byte("\n\nimport " + spec)}}, true
}

// isStandard reports whether a path looks like one of the standard library.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// importable reports whether a package may import another, which may be internal.
func importable(path, by string) bool {
	i := strings.LastIndex("/"+path+"/", "/internal/")
	return i <= 0 || strings.HasPrefix(by+"/", path[:i-1]+"/")
}

// means reports whether a name means an object at a place; nil is nothing.
func (p *pass) means(at token.Pos, name string, want types.Object) bool {
	scope := p.Pkg.Scope().Innermost(at)
	if scope == nil {
		return true
	}
	_, got := scope.LookupParent(name, at)
	return got == want
}

// reference returns what a file calls the constant of a code.
func (p *pass) reference(f *ast.File, c named, at token.Pos) (string, []analysis.TextEdit, bool) {
	if c.pkg == p.Pkg {
		return c.Name, nil, true
	}
	name, edits, ok := p.imported(f, c.pkg, at)
	return name + "." + c.Name, edits, ok
}

// replace returns a fix that puts a text in the place of a node.
func replace(n ast.Node, text, message string, more []analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{
		Message:   message,
		TextEdits: append(more, analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte(text)}),
	}}
}

// source returns the text of a node as it is written.
func (p *pass) source(n ast.Node) (string, bool) {
	start, end := p.Fset.Position(n.Pos()), p.Fset.Position(n.End())
	data, err := p.ReadFile(start.Filename)
	if err != nil || end.Offset > len(data) || start.Offset > end.Offset {
		return "", false
	}
	return string(data[start.Offset:end.Offset]), true
}
