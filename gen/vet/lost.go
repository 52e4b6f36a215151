package vet

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/types/typeutil"
)

// Lost finds errors whose code is lost when they become another error.
var Lost = &analysis.Analyzer{
	Name: "codelost",
	Doc: `report errors with a code that are formatted into another error

A formatted error is only text; a wrapped error keeps its code:

	fmt.Errorf("load order: %v", err)	// wrong: answered as an internal error
	fmt.Errorf("load order: %w", err)	// right`,
	Run:       check(findLost),
	Requires:  []*analysis.Analyzer{inspect.Analyzer, catalogues},
	FactTypes: []analysis.Fact{new(returnsCode)},
}

// returnsCode is a fact of functions: some of their results may have a code.
type returnsCode struct{ Results []bool }

func (*returnsCode) AFact() {}

func (r *returnsCode) String() string { return "returns a code" }

func findLost(p *pass) {
	p.noteReturns()
	p.each([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node, stack []ast.Node) {
		call := n.(*ast.CallExpr)
		path, recv, name := callee(p.TypesInfo, call)
		switch {
		case path == "errors" && recv == "" && name == "New" && len(call.Args) == 1:
			if e := p.textWithin(call.Args[0]); e != nil {
				p.Report(analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Message: "the code of " + types.ExprString(e) + " is lost in a new error: wrap it with fmt.Errorf and %w"})
			}
		case path == "fmt" && recv == "" && name == "Errorf" && len(call.Args) > 0:
			p.errorf(call)
		}
	})
}

// textWithin returns an error with a code whose text a sum of strings has.
func (p *pass) textWithin(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		if found := p.textWithin(b.X); found != nil {
			return found
		}
		return p.textWithin(b.Y)
	}
	if err, direct := p.errorText(e); err != nil && direct && p.carries(err, err.Pos()) {
		return err
	}
	return nil
}

func (p *pass) errorf(call *ast.CallExpr) {
	if e := p.textWithin(call.Args[0]); e != nil {
		p.Report(analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Message: "the code of " + types.ExprString(e) + " is lost in a new error: wrap it with %w"})
		return
	}
	format, ok := p.text(call.Args[0])
	if !ok {
		return
	}
	verbs := scan(format)
	args := call.Args[1:]
	for _, v := range verbs {
		// Another code takes the place of this one, and that was wanted.
		if v.letter == 'w' && v.arg < len(args) && p.carries(args[v.arg], call.Pos()) {
			return
		}
	}
	lit, _ := ast.Unparen(call.Args[0]).(*ast.BasicLit)
	for _, v := range verbs {
		if v.arg >= len(args) || !strings.ContainsRune("vsq", v.letter) {
			continue
		}
		arg := args[v.arg]
		err := arg
		if inner, direct := p.errorText(arg); inner != nil && direct {
			err = inner
		}
		if !p.carries(err, call.Pos()) || !isError(p.TypesInfo.TypeOf(err)) {
			continue
		}
		d := analysis.Diagnostic{Pos: arg.Pos(), End: arg.End(), Message: "the code of " + types.ExprString(err) + " is lost in the text of a new error: wrap it with %w"}
		if start, end, ok := within(lit, format, v); ok {
			d.SuggestedFixes = []analysis.SuggestedFix{{Message: "wrap the error with %w", TextEdits: []analysis.TextEdit{{Pos: start, End: end, NewText: []byte("%w")}}}}
			if written, ok := p.source(err); ok && err != arg {
				d.SuggestedFixes[0].TextEdits = append(d.SuggestedFixes[0].TextEdits, analysis.TextEdit{Pos: arg.Pos(), End: arg.End(), NewText: []byte(written)})
			}
		}
		p.Report(d)
	}
}

// A verb is one of a format, and which argument it takes.
type verb struct {
	start, end int
	letter     rune
	arg        int
}

// scan returns the verbs of a format. One with indexes of its own has none that
// can be told.
func scan(format string) (verbs []verb) {
	arg := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		start := i
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.*", format[i]) >= 0; i++ {
			if format[i] == '*' {
				arg++
			}
		}
		switch {
		case i == len(format) || format[i] == '[':
			return nil
		case format[i] != '%':
			verbs = append(verbs, verb{start, i + 1, rune(format[i]), arg})
			arg++
		}
	}
	return verbs
}

// within returns where a verb stands in a literal that is written as it reads.
func within(lit *ast.BasicLit, format string, v verb) (start, end token.Pos, ok bool) {
	if lit == nil || len(lit.Value) != len(format)+2 || lit.Value[1:len(lit.Value)-1] != format {
		return 0, 0, false
	}
	return lit.Pos() + 1 + token.Pos(v.start), lit.Pos() + 1 + token.Pos(v.end), true
}

// carries reports whether an error may have a code: by its type, or by what it
// was last set to before a place.
func (p *pass) carries(e ast.Expr, at token.Pos) bool {
	e = ast.Unparen(e)
	if p.hasCode(e) {
		return true
	}
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := p.TypesInfo.ObjectOf(e).(*types.Var)
		if !ok {
			return false
		}
		var last assignment
		for _, a := range p.uses.values[v] {
			if a.at < at && a.at >= last.at {
				last = a
			}
		}
		return last.value != nil && p.yields(last.value, last.of, last.at)
	case *ast.CallExpr:
		return p.yields(e, 0, at)
	}
	return false
}

// yields reports whether the value of an expression, or a result of a call, may
// have a code.
func (p *pass) yields(e ast.Expr, result int, at token.Pos) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return p.carries(e, at)
	}
	if p.hasCode(call) {
		return true
	}
	path, _, name := callee(p.TypesInfo, call)
	switch {
	case path == "fmt" && name == "Errorf" && len(call.Args) > 0:
		format, _ := p.text(call.Args[0])
		for _, v := range scan(format) {
			if v.letter == 'w' && v.arg+1 < len(call.Args) && p.carries(call.Args[v.arg+1], at) {
				return true
			}
		}
	case path == "errors" && name == "Join":
		for _, arg := range call.Args {
			if p.carries(arg, at) {
				return true
			}
		}
	}
	f := typeutil.StaticCallee(p.TypesInfo, call)
	var fact returnsCode
	return f != nil && p.ImportObjectFact(f.Origin(), &fact) && result < len(fact.Results) && fact.Results[result]
}

// noteReturns notes which functions return errors that may have a code. It goes
// over them again as long as it learns something.
func (p *pass) noteReturns() {
	for again := true; again; {
		again = false
		for _, file := range p.Files {
			for _, d := range file.Decls {
				d, ok := d.(*ast.FuncDecl)
				if !ok || d.Body == nil {
					continue
				}
				if f, ok := p.TypesInfo.Defs[d.Name].(*types.Func); ok && p.noteReturn(f, d) {
					again = true
				}
			}
		}
	}
}

func (p *pass) noteReturn(f *types.Func, d *ast.FuncDecl) (news bool) {
	results := f.Signature().Results()
	var old returnsCode
	p.ImportObjectFact(f, &old)
	now := make([]bool, results.Len())
	copy(now, old.Results)
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			for i := range results.Len() {
				if now[i] || !isError(results.At(i).Type()) {
					continue
				}
				switch len(n.Results) {
				case results.Len():
					now[i] = p.yields(n.Results[i], 0, n.Pos())
				case 1:
					now[i] = p.yields(n.Results[0], i, n.Pos())
				case 0:
					now[i] = p.given(results.At(i))
				}
				news = news || now[i]
			}
		}
		return true
	})
	if news {
		p.ExportObjectFact(f, &returnsCode{now})
	}
	return news
}

// given reports whether a variable is ever set to an error that may have a code.
func (p *pass) given(v *types.Var) bool {
	for _, a := range p.uses.values[v] {
		if a.value != nil && p.yields(a.value, a.of, a.at) {
			return true
		}
	}
	return false
}
