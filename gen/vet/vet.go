// Package vet checks how Go code uses error codes. Its analyzers are those of
// golang.org/x/tools/go/analysis: errgen vet runs them, and so do go vet
// -vettool, gopls and golangci-lint.
//
// A generated package is recognized by the header of its files, whatever its path.
// What it says about each code, such as the HTTP status, is read from its source
// once and exported as a fact to the packages that import it.
package vet

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Analyzers are all checks.
var Analyzers = []*analysis.Analyzer{Text, Literal, Status, Dropped, Lost, Retired, Switch}

// A pass is one check of one package that uses codes.
type pass struct {
	*analysis.Pass
	uses *uses
	in   *inspector.Inspector
}

// check returns the Run function of an analyzer: it calls do for a package that
// uses codes and is not generated itself.
func check(do func(*pass)) func(*analysis.Pass) (any, error) {
	return func(p *analysis.Pass) (any, error) {
		u := p.ResultOf[catalogues].(*uses)
		if len(u.packages) == 0 || u.own {
			return nil, nil
		}
		do(&pass{p, u, p.ResultOf[inspect.Analyzer].(*inspector.Inspector)})
		return nil, nil
	}
}

// each calls do with each node of the types given, but for those of generated
// files, and the nodes that it is in, the node itself included.
func (p *pass) each(of []ast.Node, do func(n ast.Node, stack []ast.Node)) {
	p.in.WithStack(of, func(n ast.Node, push bool, stack []ast.Node) bool {
		if push && !ast.IsGenerated(stack[0].(*ast.File)) {
			do(n, stack)
		}
		return true
	})
}

// A named is a code in an expression.
type named struct {
	*Code
	pkg *types.Package
}

// codeOf returns the code of an expression: of a constant, of a constructor's
// call, or of what With, New and Wrap make of one.
func (p *pass) codeOf(e ast.Expr) (named, bool) {
	e = ast.Unparen(e)
	if t := p.TypesInfo.Types[e]; t.Value != nil {
		if pkg := p.uses.typed(t.Type, "Code"); pkg != nil && t.Value.Kind() == constant.String {
			if c := pkg.facts.Texts[constant.StringVal(t.Value)]; c != nil {
				return named{c, pkg.types}, true
			}
		}
		return named{}, false
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return named{}, false
	}
	f := typeutil.StaticCallee(p.TypesInfo, call)
	if f == nil {
		return named{}, false
	}
	pkg := p.uses.of(f.Pkg())
	if pkg == nil {
		return named{}, false
	}
	if name, ok := strings.CutPrefix(f.Name(), "New"); ok && name != "" {
		if c := pkg.facts.Names[name]; c != nil {
			return named{c, pkg.types}, true
		}
	}
	switch {
	case f.Name() == "With" && f.Signature().Recv() != nil:
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			return p.codeOf(sel.X)
		}
	case (f.Name() == "New" || f.Name() == "Wrap" || f.Name() == "Forward") && len(call.Args) > 0:
		return p.codeOf(call.Args[0])
	}
	return named{}, false
}

// hasCode reports whether an expression's type is one of a generated package that
// carries a code.
func (p *pass) hasCode(e ast.Expr) bool {
	t := p.TypesInfo.TypeOf(e)
	return t != nil && (p.uses.typed(t, "Code") != nil || p.uses.typed(t, "Error") != nil)
}

// text returns the value of a constant string.
func (p *pass) text(e ast.Expr) (string, bool) {
	t := p.TypesInfo.Types[e]
	if t.Value == nil || t.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(t.Value), true
}

// callee returns the package path, the receiver's type, and the name of what a call
// calls: "net/http", "", "Error".
func callee(info *types.Info, call *ast.CallExpr) (path, recv, name string) {
	f, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok {
		return "", "", ""
	}
	if f.Pkg() != nil {
		path = f.Pkg().Path()
	}
	if r := f.Signature().Recv(); r != nil {
		t := r.Type()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok {
			recv = n.Obj().Name()
		}
	}
	return path, recv, f.Name()
}

// errorText returns the error whose text an expression is: err.Error(),
// fmt.Sprint(err), or a variable that was set to one of them once.
func (p *pass) errorText(e ast.Expr) (err ast.Expr, direct bool) {
	e = ast.Unparen(e)
	switch e := e.(type) {
	case *ast.CallExpr:
		path, _, name := callee(p.TypesInfo, e)
		switch {
		case name == "Error" && len(e.Args) == 0:
			if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && isError(p.TypesInfo.TypeOf(sel.X)) {
				return sel.X, true
			}
		case path == "fmt" && name == "Sprint" && len(e.Args) == 1 && isError(p.TypesInfo.TypeOf(e.Args[0])):
			return e.Args[0], true
		}
	case *ast.Ident:
		if v, ok := p.TypesInfo.Uses[e].(*types.Var); ok {
			if value := p.onlyValue(v); value != nil {
				if _, again := value.(*ast.Ident); !again {
					err, _ := p.errorText(value)
					return err, false
				}
			}
		}
	}
	return nil, false
}

// onlyValue returns what a local variable is set to where it is declared, and nil
// if that is nothing, or if it is set again.
func (p *pass) onlyValue(v *types.Var) ast.Expr {
	values := p.uses.values[v]
	if len(values) == 1 {
		return values[0].value
	}
	return nil
}

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func isError(t types.Type) bool {
	return t != nil && (types.Implements(t, errorInterface) || types.Implements(types.NewPointer(t), errorInterface))
}
