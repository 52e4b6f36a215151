package vet

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
)

// Literal finds codes that are written as literals.
var Literal = &analysis.Analyzer{
	Name: "codeliteral",
	Doc: `report string literals that are codes

The compiler checks constants: it rejects one that does not exist, and finds all
uses of one that is removed. It does not check literals:

	reject(codes.Code("err:shop:data:order_not_found"))	// wrong
	reject(codes.ShopDataOrderNotFound)			// right

In tests, a literal may be what a client sees, so only literals of type Code are
reported there.`,
	Run:      check(findLiterals),
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func findLiterals(p *pass) {
	p.each([]ast.Node{(*ast.BasicLit)(nil)}, func(n ast.Node, stack []ast.Node) {
		lit := n.(*ast.BasicLit)
		if lit.Kind != token.STRING {
			return
		}
		text, ok := p.text(lit)
		if !ok {
			return // a tag, or the path of an import
		}
		c, ok := p.uses.find(text)
		if !ok {
			return
		}
		plain := p.uses.typed(p.TypesInfo.TypeOf(lit), "Code") == nil
		if plain && (!distinct(text) || strings.HasSuffix(p.Fset.Position(lit.Pos()).Filename, "_test.go")) {
			return
		}
		// What is compared with the text of an error is the business of Text.
		i := len(stack) - 2
		for ; i > 0; i-- {
			if _, ok := stack[i].(*ast.ParenExpr); !ok {
				break
			}
		}
		if p.comparedText(stack[i], stack[:i]) {
			return
		}
		var at ast.Expr = lit
		if call, ok := stack[i].(*ast.CallExpr); ok && p.TypesInfo.Types[call.Fun].IsType() && p.uses.typed(p.TypesInfo.TypeOf(call), "Code") != nil {
			at = call // a conversion
		}
		d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf("%q is a code: use %s.%s", text, c.pkg.Name(), c.Name)}
		if name, edits, ok := p.reference(stack[0].(*ast.File), c, lit.Pos()); ok {
			if p.uses.typed(p.TypesInfo.TypeOf(at), "Code") == nil && !isInterface(p.TypesInfo.TypeOf(at)) {
				name = "string(" + name + ")"
			}
			d.SuggestedFixes = replace(at, name, "use the constant", edits)
		}
		p.Report(d)
	})
}

func isInterface(t types.Type) bool { return t != nil && types.IsInterface(t) }

// comparedText reports whether a node compares the text of an error.
func (p *pass) comparedText(n ast.Node, above []ast.Node) bool {
	has := func(e ast.Expr) bool {
		err, _ := p.errorText(e)
		return err != nil
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return (n.Op == token.EQL || n.Op == token.NEQ) && (has(n.X) || has(n.Y))
	case *ast.CallExpr:
		path, _, _ := callee(p.TypesInfo, n)
		return path == "strings" && len(n.Args) == 2 && has(n.Args[0])
	case *ast.CaseClause:
		if len(above) >= 2 {
			s, ok := above[len(above)-2].(*ast.SwitchStmt)
			return ok && s.Tag != nil && has(s.Tag)
		}
	}
	return false
}
