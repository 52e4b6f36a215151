package vet

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/types/typeutil"
)

// Dropped finds errors that are made and not used.
var Dropped = &analysis.Analyzer{
	Name: "codedropped",
	Doc: `report errors that are constructed and dropped

A constructor only creates an error. If its result is not used, a return is missing:

	codes.NewShopDataOrderNotFound(number)		// wrong
	return codes.NewShopDataOrderNotFound(number)	// right`,
	Run:      check(findDropped),
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func findDropped(p *pass) {
	dropped := func(e ast.Expr) {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			return
		}
		f := typeutil.StaticCallee(p.TypesInfo, call)
		if f == nil || p.uses.of(f.Pkg()) == nil || p.uses.typed(p.TypesInfo.TypeOf(call), "Error") == nil {
			return
		}
		p.ReportRangef(call, "the error of %s is dropped: return it", f.Name())
	}
	p.each([]ast.Node{(*ast.ExprStmt)(nil), (*ast.AssignStmt)(nil), (*ast.DeferStmt)(nil), (*ast.GoStmt)(nil)}, func(n ast.Node, _ []ast.Node) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			dropped(n.X)
		case *ast.DeferStmt:
			dropped(n.Call)
		case *ast.GoStmt:
			dropped(n.Call)
		case *ast.AssignStmt:
			for i, to := range n.Lhs {
				if id, ok := to.(*ast.Ident); ok && id.Name == "_" && len(n.Lhs) == len(n.Rhs) {
					dropped(n.Rhs[i])
				}
			}
		}
	})
}
