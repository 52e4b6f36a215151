package vet

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
)

// Retired finds deprecated and retired codes that are raised.
var Retired = &analysis.Analyzer{
	Name: "coderetired",
	Doc: `report deprecated and retired codes that are raised

Clients still match them, so comparing with one is not a mistake:

	return codes.ShopDataCartExpired		// wrong, if it is deprecated
	if errors.Is(err, codes.ShopDataCartExpired)	// right, for errors of older servers`,
	Run:      check(findRetired),
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func findRetired(p *pass) {
	p.each([]ast.Node{(*ast.Ident)(nil)}, func(n ast.Node, stack []ast.Node) {
		id := n.(*ast.Ident)
		obj := p.TypesInfo.Uses[id]
		if obj == nil {
			return
		}
		g := p.uses.of(obj.Pkg())
		if g == nil {
			return
		}
		var c *Code
		if c = g.facts.Names[id.Name]; c == nil && len(id.Name) > 3 && id.Name[:3] == "New" {
			c = g.facts.Names[id.Name[3:]]
		}
		if c == nil || !c.Deprecated && !c.Retired || p.matched(stack) {
			return
		}
		d := analysis.Diagnostic{Pos: id.Pos(), End: id.End(), Message: c.Text + " is retired"}
		if !c.Retired {
			d.Category, d.Message = "warning", c.Text+" is deprecated"
		}
		if now := g.facts.Names[c.ReplacedBy]; now != nil {
			d.Message += fmt.Sprintf(": raise %s.%s", g.types.Name(), now.Name)
			if id.Name == c.Name && !now.Params {
				d.SuggestedFixes = replace(id, now.Name, "raise the code that replaces it", nil)
			}
		}
		p.Report(d)
	})
}

// matched reports whether a code is only held against another.
func (p *pass) matched(stack []ast.Node) bool {
	for i := len(stack) - 2; i > 0; i-- {
		switch n := stack[i].(type) {
		case *ast.SelectorExpr, *ast.ParenExpr:
			continue
		case *ast.BinaryExpr:
			return n.Op == token.EQL || n.Op == token.NEQ
		case *ast.CaseClause:
			return true
		case *ast.IndexExpr:
			return true
		case *ast.KeyValueExpr:
			return n.Key == stack[i+1] // what is known of codes, by code
		case *ast.CallExpr:
			if p.TypesInfo.Types[n.Fun].IsType() {
				continue
			}
			path, _, name := callee(p.TypesInfo, n)
			return n.Fun != stack[i+1] && (path == "errors" && name == "Is" || name == "ErrorIs" || name == "NotErrorIs" || name == "Is")
		default:
			return false
		}
	}
	return false
}
