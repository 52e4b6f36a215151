package vet

import (
	"fmt"
	"go/ast"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
)

// Switch finds switches that leave out codes of a category. It is off unless its
// flag is set.
var Switch = &analysis.Analyzer{
	Name: "codeswitch",
	Doc: `report a switch over codes that has most of a category, but not all

It reports a switch that names at least two codes of a category and more than it
leaves out. It is off unless the flag -codeswitch.on is set:

	switch code {
	case codes.ShopDataOrderNotFound:
	case codes.ShopDataCartNotFound:
	}	// codes.ShopDataItemNotFound is left out`,
	Requires: []*analysis.Analyzer{inspect.Analyzer, catalogues},
}

func init() {
	on := Switch.Flags.Bool("on", false, "report a switch over codes that leaves out some of a category")
	Switch.Run = check(func(p *pass) {
		if *on {
			findSwitches(p)
		}
	})
}

func findSwitches(p *pass) {
	p.each([]ast.Node{(*ast.SwitchStmt)(nil)}, func(n ast.Node, _ []ast.Node) {
		s := n.(*ast.SwitchStmt)
		if s.Tag == nil {
			return
		}
		g := p.uses.typed(p.TypesInfo.TypeOf(s.Tag), "Code")
		if g == nil {
			return
		}
		has := map[string]bool{}
		for _, clause := range s.Body.List {
			for _, e := range clause.(*ast.CaseClause).List {
				if c, ok := p.codeOf(e); ok {
					has[c.Text] = true
				}
			}
		}
		var order []string
		named, missing := map[string]int{}, map[string][]string{}
		for _, c := range g.facts.Codes {
			in := category(c.Text)
			if named[in] == 0 && missing[in] == nil {
				order = append(order, in)
			}
			switch {
			case has[c.Text]:
				named[in]++
			case !c.Retired:
				missing[in] = append(missing[in], c.Name)
			}
		}
		for _, in := range order {
			if in != "" && named[in] >= 2 && len(missing[in]) > 0 && len(missing[in]) < named[in] {
				p.Report(analysis.Diagnostic{Pos: s.Pos(), End: s.Body.Lbrace, Category: "warning", Message: fmt.Sprintf("the switch has %d codes of %s, but not %s", named[in], in, strings.Join(missing[in], ", "))})
			}
		}
	})
}

// category returns what comes before the last segment of a code.
func category(code string) string {
	return code[:max(strings.LastIndexAny(code, ":/."), 0)]
}
