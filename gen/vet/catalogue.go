package vet

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/unkeyed/errgen/gen/emit"
)

// A Code is what a generated package says about a code.
type Code struct {
	Name       string // of its constant
	Text       string
	Status     int // 0 if it has no HTTP status
	Others     []int
	Title      string
	URL        string
	Deprecated bool
	Retired    bool
	ReplacedBy string // name of a constant, empty where there is none
	Params     bool
}

// Catalogue is what a generated package says about all its codes.
type Catalogue struct {
	Codes []*Code          // in order
	Names map[string]*Code // by constants, older ones as well
	Texts map[string]*Code // by what is sent, older ones as well
}

// AFact makes it a fact of the package.
func (*Catalogue) AFact() {}

func (c *Catalogue) String() string { return fmt.Sprintf("%d codes", len(c.Codes)) }

// uses are the generated packages that a package sees.
type uses struct {
	own      bool // the package is generated
	packages []*generated
	values   map[*types.Var][]assignment
}

// An assignment is the value that a variable is given; nil if it is not known.
type assignment struct {
	at    token.Pos
	value ast.Expr
	of    int // which result of a call
}

type generated struct {
	types *types.Package
	facts *Catalogue
}

// catalogues finds the generated packages, and what variables are set to.
var catalogues = &analysis.Analyzer{
	Name:       "errgencatalogue",
	Doc:        "find the packages that errgen generates, for the other analyzers",
	Run:        findCatalogues,
	FactTypes:  []analysis.Fact{new(Catalogue)},
	ResultType: reflect.TypeFor[*uses](),
}

func findCatalogues(p *analysis.Pass) (any, error) {
	u := &uses{values: map[*types.Var][]assignment{}}
	if c := Read(p.Files); c != nil {
		u.own = true
		u.packages = append(u.packages, &generated{p.Pkg, c})
		p.ExportPackageFact(c)
	}
	for _, f := range p.AllPackageFacts() {
		if c, ok := f.Fact.(*Catalogue); ok && f.Package != p.Pkg && (slices.Contains(p.Pkg.Imports(), f.Package) || inModule(p, f.Package)) {
			u.packages = append(u.packages, &generated{f.Package, c})
		}
	}
	slices.SortFunc(u.packages, func(a, b *generated) int { return strings.Compare(a.types.Path(), b.types.Path()) })
	if len(u.packages) == 0 || u.own {
		return u, nil
	}
	for _, f := range p.Files {
		u.assignments(p.TypesInfo, f)
	}
	return u, nil
}

// inModule reports whether a package is one of the module that is looked at. It
// may be used where it is not imported yet.
func inModule(p *analysis.Pass, pkg *types.Package) bool {
	return p.Module != nil && p.Module.Path != "" && strings.HasPrefix(pkg.Path()+"/", p.Module.Path+"/")
}

// assignments notes what variables are set to.
func (u *uses) assignments(info *types.Info, f *ast.File) {
	set := func(to ast.Expr, value ast.Expr, of int) {
		id, ok := ast.Unparen(to).(*ast.Ident)
		if !ok {
			return
		}
		if v, ok := info.ObjectOf(id).(*types.Var); ok {
			u.values[v] = append(u.values[v], assignment{id.Pos(), value, of})
		}
	}
	list := func(to, values []ast.Expr) {
		for i := range to {
			switch {
			case len(to) == len(values):
				set(to[i], values[i], 0)
			case len(values) == 1:
				set(to[i], values[0], i)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			list(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			names := make([]ast.Expr, len(n.Names))
			for i, id := range n.Names {
				names[i] = id
			}
			list(names, n.Values)
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if e != nil {
					set(e, nil, 0)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND { // anybody may set it
				set(n.X, nil, 0)
			}
		}
		return true
	})
}

// of returns the generated package of a package, and nil for any other.
func (u *uses) of(p *types.Package) *generated {
	for _, g := range u.packages {
		if p != nil && g.types.Path() == p.Path() {
			return g
		}
	}
	return nil
}

// typed returns the generated package whose type of a name, or a pointer to it, a
// type is.
func (u *uses) typed(t types.Type, name string) *generated {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Name() != name {
		return nil
	}
	return u.of(n.Obj().Pkg())
}

// find returns the code of a text.
func (u *uses) find(text string) (named, bool) {
	for _, g := range u.packages {
		if c := g.facts.Texts[text]; c != nil {
			return named{c, g.types}, true
		}
	}
	return named{}, false
}

// alsoStatuses is what the comment of a constant says of a code that is answered
// with several statuses.
var alsoStatuses = regexp.MustCompile(`\(also\s+(\d{3}(?:,\s+\d{3})*)\)`)

// Read returns what the files of a package that errgen generated say, and nil for
// any other package.
func Read(files []*ast.File) *Catalogue {
	c := &Catalogue{Names: map[string]*Code{}, Texts: map[string]*Code{}}
	var table, aliases *ast.CompositeLit
	docsURL := ""
	for _, f := range files {
		if !isOurs(f) {
			continue
		}
		for _, d := range f.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range d.Specs {
				s, ok := s.(*ast.ValueSpec)
				if !ok || len(s.Names) != 1 || len(s.Values) != 1 {
					continue
				}
				name := s.Names[0].Name
				lit, _ := s.Values[0].(*ast.CompositeLit)
				switch {
				case d.Tok == token.VAR && name == "table":
					table = lit
				case d.Tok == token.VAR && name == "aliases":
					aliases = lit
				case d.Tok == token.CONST && name == "docsURL":
					docsURL = literal(s.Values[0], "")
				case d.Tok == token.CONST && ast.IsExported(name):
					c.constant(name, s, d)
				}
			}
		}
	}
	if table == nil || len(c.Names) == 0 {
		return nil
	}
	for name, code := range c.Names {
		if code.Text == "" { // another name of a constant
			c.Names[name] = c.Names[code.Name]
		}
	}
	for _, row := range table.Elts {
		c.row(row, docsURL)
	}
	if aliases != nil {
		for _, row := range aliases.Elts {
			f := fields(row)
			if id, ok := f["now"].(*ast.Ident); ok && c.Names[id.Name] != nil {
				c.Texts[literal(f["code"], "")] = c.Names[id.Name]
			}
		}
	}
	for name, code := range c.Names {
		if code == nil || code.Title == "" && !slices.Contains(c.Codes, code) {
			delete(c.Names, name) // a constant of something else
		}
	}
	return c
}

func isOurs(f *ast.File) bool {
	for _, g := range f.Comments {
		if g.Pos() > f.Package {
			return false
		}
		for _, line := range g.List {
			if line.Text == "// "+emit.Header {
				return true
			}
		}
	}
	return false
}

// constant notes a constant that may be a code.
func (c *Catalogue) constant(name string, s *ast.ValueSpec, d *ast.GenDecl) {
	if id, ok := s.Type.(*ast.Ident); ok && id.Name == "Code" {
		code := &Code{Name: name, Text: literal(s.Values[0], "")}
		doc := s.Doc
		if doc == nil {
			doc = d.Doc
		}
		if m := alsoStatuses.FindStringSubmatch(strings.ReplaceAll(doc.Text(), "\n", " ")); m != nil {
			for word := range strings.SplitSeq(m[1], ",") {
				if n, err := strconv.Atoi(strings.TrimSpace(word)); err == nil {
					code.Others = append(code.Others, n)
				}
			}
		}
		c.Names[name] = code
	} else if id, ok := s.Values[0].(*ast.Ident); ok && s.Type == nil {
		c.Names[name] = &Code{Name: id.Name}
	}
}

// row reads a line of the table.
func (c *Catalogue) row(e ast.Expr, docsURL string) {
	f := fields(e)
	id, ok := f["code"].(*ast.Ident)
	if !ok || c.Names[id.Name] == nil {
		return
	}
	code := c.Names[id.Name]
	if status, ok := f["status"].(*ast.BasicLit); ok {
		code.Status, _ = strconv.Atoi(status.Value)
	}
	code.Title = literal(f["title"], "")
	code.URL = literal(f["pageURL"], docsURL)
	if code.URL == "" {
		code.URL = literal(f["typ"], docsURL)
	}
	code.Deprecated = f["deprecated"] != nil
	code.Retired = f["retired"] != nil
	code.Params = f["params"] != nil
	if id, ok := f["replacedBy"].(*ast.Ident); ok {
		code.ReplacedBy = id.Name
	}
	c.Codes = append(c.Codes, code)
	c.Texts[code.Text] = code
}

func fields(e ast.Expr) map[string]ast.Expr {
	out := map[string]ast.Expr{}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return out
	}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				out[id.Name] = kv.Value
			}
		}
	}
	return out
}

// literal returns the text of a string, or of one after docsURL.
func literal(e ast.Expr, docsURL string) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if v := constant.MakeFromLiteral(e.Value, e.Kind, 0); v.Kind() == constant.String {
			return constant.StringVal(v)
		}
	case *ast.BinaryExpr:
		return docsURL + literal(e.Y, "")
	}
	return ""
}
