package codes

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var CodeSegment = &rule.Rule{
	ID:       "code-segment",
	Severity: diag.Warning,
	Doc: `a segment of one code is almost the same as that of many others

A category that one code has, and that differs in a letter or two from one of at least
five others, is probably misspelt: err:shop:dat:order_gone beside err:shop:data:order_lost.
Clients that switch over the category miss it.`,
	After: []string{"code-path"},
	Check: func(p *rule.Pass) {
		type position struct {
			form    *form.Form
			segment int
		}
		type value struct {
			codes int
			first *catalog.Entry
		}
		used := map[position]map[string]*value{}
		count := func(e *catalog.Entry, codes int) {
			f := formOf(e)
			values, _ := f.Match(string(e.Code.V))
			for i, v := range values[:max(len(values)-1, 0)] {
				at := position{f, i}
				if used[at] == nil {
					used[at] = map[string]*value{}
				}
				if used[at][v] == nil {
					used[at][v] = &value{first: e}
				}
				used[at][v].codes += codes
			}
		}
		// Codes are sorted, so that those with the same beginning follow one another.
		var first *catalog.Entry
		run := 0
		for _, e := range p.Catalog.Entries {
			switch {
			case e.Retired != nil, len(formOf(e).Segments()) < 2:
			case first != nil && formOf(first) == formOf(e) && beginning(first) == beginning(e):
				run++
			default:
				if first != nil {
					count(first, run)
				}
				first, run = e, 1
			}
		}
		if first != nil {
			count(first, run)
		}
		for at, values := range used {
			segment := at.form.Segments()[at.segment]
			var many []string
			for _, v := range slices.Sorted(maps.Keys(values)) {
				if values[v].codes >= enoughCodes && segment.Case != form.Digits {
					many = append(many, v)
				}
			}
			for v, of := range values {
				if of.codes != 1 || len(many) == 0 {
					continue
				}
				if near := nearest.Misspelt(v, many); near != "" {
					p.Reportf(rule.Place(of.first), "%s %s is used by this code only", segment.Name, rule.Quote(v)).
						Hint = "did you mean " + rule.Quote(near) + ", as in " + rule.Quote(string(values[near].first.Code.V)) + "?"
				}
			}
		}
		slices.SortFunc(p.Found, func(a, b diag.Diagnostic) int {
			return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.Message, b.Message))
		})
	},
}

func formOf(e *catalog.Entry) *form.Form {
	if e.Form == nil {
		return form.Default
	}
	return e.Form
}

// beginning returns what a code has before its last segment.
func beginning(e *catalog.Entry) string {
	f, code := formOf(e), string(e.Code.V)
	return code[:max(strings.LastIndex(code, f.Literals()[len(f.Segments())-1]), 0)]
}

// enoughCodes is how many codes have a segment that another may have been meant as.
const enoughCodes = 5
