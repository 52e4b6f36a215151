package codes

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeReserved = &rule.Rule{
	ID:       "code-reserved",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a numbered code is in a range that is reserved for somebody else

Ranges under reserved in errgen.yaml belong to the team named there. A page with a code
in one of them must be in the team's folder, or name the team in its front matter with
the key reserved.`,
	Check: func(p *rule.Pass) {
		if len(p.Catalog.Reserved) == 0 {
			return
		}
		for _, e := range p.Catalog.Entries {
			n, ok := e.Number()
			if !ok {
				continue
			}
			for i, r := range p.Catalog.Reserved {
				if n < r.From || n > r.To || e.Reserved.V == r.For || p.Settings.MayUse != nil && p.Settings.MayUse(i, e.Page) {
					continue
				}
				reportReserved(p, e, r)
			}
		}
	},
}

func reportReserved(p *rule.Pass, e *catalog.Entry, r catalog.Reserved) {
	d := p.Reportf(rule.Place(e), "code %s is in the range %d to %d, which is reserved for %s", e.Code.V, r.From, r.To, rule.Quote(r.For))
	d.Hint = fmt.Sprintf("choose a code outside of the range, or add \"reserved: %s\" to the front matter if the error is one of theirs", r.For)
	if e.Reserved.V != "" {
		d.Hint = fmt.Sprintf("the page says that it is reserved for %s", rule.Quote(e.Reserved.V))
		d.AddRelated(e.Reserved.Span, "it says so here")
	}
	if next, ok := p.Catalog.NextFree(e.Code.V); ok {
		d.Hint += "; next free: " + string(next)
	}
	d.AddRelated(r.Span, "the range is reserved here")
}
