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

// Text finds codes that are compared by text.
var Text = &analysis.Analyzer{
	Name: "codetext",
	Doc: `report codes that are compared with the text of an error

The text of an error is for people, and it changes as soon as somebody wraps the
error. errors.Is also finds the code in wrapped errors:

	err.Error() == "err:shop:data:order_not_found"	// wrong
	errors.Is(err, codes.ShopDataOrderNotFound)	// right`,
	Run:      check(compareText),
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func compareText(p *pass) {
	p.each([]ast.Node{(*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.SwitchStmt)(nil)}, func(n ast.Node, stack []ast.Node) {
		file := stack[0].(*ast.File)
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op != token.EQL && n.Op != token.NEQ {
				return
			}
			for _, side := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
				if p.compared(file, n, side[0], side[1], n.Op == token.NEQ, true) {
					return
				}
			}
		case *ast.CallExpr:
			path, _, name := callee(p.TypesInfo, n)
			if path != "strings" || len(n.Args) != 2 {
				return
			}
			switch name {
			case "Contains", "HasPrefix", "HasSuffix", "EqualFold":
				p.compared(file, n, n.Args[0], n.Args[1], false, true)
			case "Index", "LastIndex", "Count", "Cut", "Split":
				p.compared(file, n, n.Args[0], n.Args[1], false, false)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				return
			}
			for _, s := range n.Body.List {
				for _, e := range s.(*ast.CaseClause).List {
					p.compared(file, e, n.Tag, e, false, false)
				}
			}
		}
	})
}

// compared reports a comparison of the text of an error with a code.
func (p *pass) compared(file *ast.File, at ast.Node, text, with ast.Expr, not, fix bool) bool {
	err, direct := p.errorText(text)
	if err == nil {
		return false
	}
	c, whole, ok := p.codeIn(with)
	if !ok {
		return false
	}
	d := analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("%s is compared by the text of an error: use errors.Is(%s, %s)", c.Text, types.ExprString(err), c.pkg.Name()+"."+c.Name),
	}
	if fix && direct && whole {
		d.SuggestedFixes = p.useIs(file, at, err, c, not)
	}
	p.Report(d)
	return true
}

// codeIn returns the code that an expression is, as text or not, or has in its text.
func (p *pass) codeIn(e ast.Expr) (c named, whole, ok bool) {
	if c, ok := p.codeOf(e); ok {
		return c, true, true
	}
	if call, isCall := ast.Unparen(e).(*ast.CallExpr); isCall {
		if sel, isSel := ast.Unparen(call.Fun).(*ast.SelectorExpr); isSel && sel.Sel.Name == "Error" && len(call.Args) == 0 {
			if c, ok := p.codeOf(sel.X); ok {
				return c, true, true
			}
		}
	}
	s, ok := p.text(e)
	if !ok {
		return named{}, false, false
	}
	if c, ok := p.uses.find(s); ok {
		return c, true, true
	}
	for _, g := range p.uses.packages {
		best := ""
		for text := range g.facts.Texts {
			if len(text) > len(best) && strings.Contains(s, text) && distinct(text) {
				best = text
			}
		}
		if best != "" {
			return named{g.facts.Texts[best], g.types}, false, true
		}
	}
	return named{}, false, false
}

// distinct reports whether a code cannot be taken for a word or a number of a
// longer text.
func distinct(code string) bool { return strings.ContainsAny(code, ":/._-") }

func (p *pass) useIs(file *ast.File, at ast.Node, err ast.Expr, c named, not bool) []analysis.SuggestedFix {
	written, ok := p.source(err)
	if !ok {
		return nil
	}
	is, edits, ok := p.imported(file, errorsPackage, at.Pos())
	if !ok {
		return nil
	}
	code, more, ok := p.reference(file, c, at.Pos())
	if !ok {
		return nil
	}
	text := fmt.Sprintf("%s.Is(%s, %s)", is, written, code)
	if not {
		text = "!" + text
	}
	return replace(at, text, "use errors.Is", append(edits, more...))
}

var errorsPackage = types.NewPackage("errors", "errors")
