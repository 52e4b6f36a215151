package vet

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
)

// Status finds responses whose status is not that of the code beside them.
var Status = &analysis.Analyzer{
	Name: "codestatus",
	Doc: `report responses whose status differs from that of the code beside them

The page of a code states its status, and clients rely on it:

	if errors.Is(err, codes.ShopDataOrderNotFound) { // 404
		http.Error(w, "no such order", http.StatusBadRequest)	// wrong
		codes.WriteHTTP(w, r, err)				// right
	}`,
	Run:      check(findStatuses),
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func findStatuses(p *pass) {
	p.each([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node, stack []ast.Node) {
		call := n.(*ast.CallExpr)
		at, status, ok := answers(p.TypesInfo, call)
		if !ok {
			return
		}
		near := p.beside(call, stack)
		if len(near) == 0 {
			return
		}
		for _, c := range near {
			if c.Status == status || c.Status == 0 || slices.Contains(c.Others, status) {
				return
			}
		}
		var says []string
		for _, c := range near {
			if word := fmt.Sprintf("%s is %d", c.Text, c.Status); !slices.Contains(says, word) {
				says = append(says, word)
			}
		}
		p.ReportRangef(at, "answers with status %d, but %s", status, strings.Join(says, " and "))
	})
}

// statusFirst are the methods of frameworks that answer with a status, their first
// argument.
var statusFirst = []string{
	"AbortWithError", "AbortWithStatus", "AbortWithStatusJSON", "Blob", "Data", "HTML", "IndentedJSON", "JSON", "JSONBlob", "JSONPretty",
	"NoContent", "ProtoBuf", "PureJSON", "SecureJSON", "SendStatus", "Status", "Stream", "String", "WriteHeader", "XML", "XMLPretty", "YAML",
	"NewHTTPError", "NewError",
}

// answers returns the argument and the status of a call that answers with one of
// an error.
func answers(info *types.Info, call *ast.CallExpr) (at ast.Expr, status int, ok bool) {
	path, recv, name := callee(info, call)
	switch {
	case path == "net/http" && recv == "" && name == "Error" && len(call.Args) == 3:
		at = call.Args[2]
	case len(call.Args) > 0 && slices.Contains(statusFirst, name) && (recv != "" || name == "NewHTTPError" || name == "NewError"):
		at = call.Args[0]
	default:
		return nil, 0, false
	}
	t := info.Types[at]
	if t.Value == nil || t.Value.Kind() != constant.Int {
		return nil, 0, false
	}
	n, exact := constant.Int64Val(t.Value)
	return at, int(n), exact && 400 <= n && n < 600
}

// beside returns the codes that a response is about: those in it, else the nearest
// ones of the statements that lead to it, and of the conditions under which it is
// reached.
func (p *pass) beside(call *ast.CallExpr, stack []ast.Node) []named {
	var found []named
	for _, arg := range call.Args {
		found = append(found, p.mentioned(arg)...)
	}
	first := true
	for i := len(stack) - 2; i >= 0 && len(found) == 0; i-- {
		var list []ast.Stmt
		switch n := stack[i].(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return nil
		case *ast.IfStmt:
			if stack[i+1] == n.Body {
				found = p.positive(n.Cond)
			}
			continue
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
			for _, e := range n.List {
				found = append(found, p.positive(e)...)
			}
		case *ast.CommClause:
			list = n.Body
		default:
			continue
		}
		for _, s := range list {
			if s == stack[i+1] && !first {
				break // what comes after is not reached, or another answer
			}
			if e, ok := s.(*ast.ExprStmt); ok && s != stack[i+1] {
				if call, ok := e.X.(*ast.CallExpr); ok {
					if _, _, ok := answers(p.TypesInfo, call); ok {
						continue // another answer
					}
				}
			}
			switch s.(type) {
			case *ast.ExprStmt, *ast.AssignStmt, *ast.ReturnStmt, *ast.DeclStmt, *ast.DeferStmt:
				found = append(found, p.mentioned(s)...)
			}
		}
		first = false
	}
	return found
}

// positive returns the codes that a condition holds for.
func (p *pass) positive(e ast.Expr) []named {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return nil
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return append(p.positive(e.X), p.positive(e.Y)...)
		case token.EQL:
		default:
			return nil
		}
	}
	return p.mentioned(e)
}

// mentioned returns the codes in a node, but for functions in it.
func (p *pass) mentioned(n ast.Node) (out []named) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case ast.Expr:
			if c, ok := p.codeOf(n); ok {
				out = append(out, c)
				return false
			}
		}
		return true
	})
	return out
}
