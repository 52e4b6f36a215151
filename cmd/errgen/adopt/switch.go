package adopt

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
)

// switches compares the statuses that a file gives codes, in switches and in maps,
// with those of their pages.
func (r *rewriting) switches(f *file) {
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause:
			status, ok := r.statusIn(n.Body)
			for _, e := range n.List {
				if ok {
					r.compare(e, status, "the switch")
				}
			}
		case *ast.CompositeLit:
			if t := r.pkg.info.TypeOf(n); t == nil || !isMap(t) {
				return true
			}
			for _, e := range n.Elts {
				if pair, ok := e.(*ast.KeyValueExpr); ok {
					if status, ok := r.status(pair.Value); ok {
						r.compare(pair.Key, status, "the map")
					}
				}
			}
		}
		return true
	})
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// compare notes a code whose page says another status.
func (r *rewriting) compare(e ast.Expr, status int, what string) {
	code, ok := r.codeOf(e)
	if !ok {
		return
	}
	if want, ok := r.Status(code); ok && want != status {
		r.out.Switches = append(r.out.Switches, Note{r.pkg.fset.PositionFor(e.Pos(), false), fmt.Sprintf("%s answers %s with %d, but the page declares %d", what, code, status, want)})
	}
}

// codeOf returns the code that an expression stands for.
func (r *rewriting) codeOf(e ast.Expr) (string, bool) {
	if v := r.pkg.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return constant.StringVal(v), true
	}
	root, below, ok := chain(e)
	if !ok {
		return "", false
	}
	if !r.isPackage(root) {
		if o := r.pkg.info.Uses[root]; o == nil || o.Parent() != r.pkg.types.Scope() || r.pkg.path() != r.From.Path {
			return "", false
		}
		below = root.Name + "." + below
	}
	text, ok := r.values[below]
	return text, ok
}

// statusIn returns the one status of HTTP errors that statements return, set or
// pass on.
func (r *rewriting) statusIn(body []ast.Stmt) (int, bool) {
	var found []int
	add := func(list []ast.Expr) {
		for _, e := range list {
			if s, ok := r.status(e); ok {
				found = append(found, s)
			}
		}
	}
	for _, s := range body {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				add(n.Results)
			case *ast.AssignStmt:
				add(n.Rhs)
			case *ast.CallExpr:
				add(n.Args)
			case *ast.KeyValueExpr:
				add([]ast.Expr{n.Value})
			case *ast.CaseClause, *ast.FuncLit:
				return false
			}
			return true
		})
	}
	for _, s := range found {
		if s != found[0] {
			return 0, false
		}
	}
	if len(found) == 0 {
		return 0, false
	}
	return found[0], true
}

// status returns the status of HTTP errors that a constant is.
func (r *rewriting) status(e ast.Expr) (int, bool) {
	v := r.pkg.info.Types[e].Value
	if v == nil || v.Kind() != constant.Int {
		return 0, false
	}
	n, ok := constant.Int64Val(v)
	return int(n), ok && 400 <= n && n <= 599
}
