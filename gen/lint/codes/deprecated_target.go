package codes

import (
	"cmp"
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DeprecatedTarget = &rule.Rule{
	ID:       "deprecated-target",
	Severity: diag.Error,
	Doc: `replaced_by is not a known code, or is deprecated or retired itself

The generated code tells its users which code to use instead. That code must exist
and must not be deprecated.

Bad:
	---
	deprecated: Keys and APIs share one error now.
	replaced_by: err:unkey:data:nothing_found
	---

Good:
	---
	deprecated: Keys and APIs share one error now.
	replaced_by: err:unkey:data:api_not_found
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if d := e.Deprecated; d != nil && d.ReplacedBy.V != "" {
				checkReplacement(p, e, d.ReplacedBy)
			}
			if r := e.Retired; r != nil && r.ReplacedBy.V != "" && (e.Deprecated == nil || e.Deprecated.ReplacedBy.V != r.ReplacedBy.V) {
				checkReplacement(p, e, r.ReplacedBy)
			}
		}
	},
}

func checkReplacement(p *rule.Pass, e *catalog.Entry, by catalog.Value[catalog.Code]) {
	at := cmp.Or(by.Span, rule.Place(e))
	switch to := p.ByCode(by.V); {
	case to == e:
		p.Reportf(at, "%s is replaced by itself", by.V).Hint = "use the code that replaces it, or remove replaced_by"
	case to == nil:
		d := p.Reportf(at, "%s is replaced by %s, which does not exist", e.Code.V, by.V)
		d.Hint = "use the code of a page, or remove replaced_by"
		if now := p.Catalog.Lookup(by.V); now != nil {
			d.Hint = fmt.Sprintf("it is an alias of %s", now.Code.V)
		} else if near := p.NearestCode(string(by.V)); near != "" {
			d.Hint = fmt.Sprintf("did you mean %s?", near)
		}
	case to.Retired != nil:
		d := p.Reportf(at, "%s is replaced by %s, which is retired itself", e.Code.V, by.V)
		d.AddRelated(cmp.Or(to.Retired.Since.Span, rule.Place(to)), "retired here")
		suggest(p, d, e, to)
	case to.Deprecated != nil:
		d := p.Reportf(at, "%s is replaced by %s, which is deprecated itself", e.Code.V, by.V)
		d.AddRelated(cmp.Or(to.Deprecated.Reason.Span, rule.Place(to)), "deprecated here")
		suggest(p, d, e, to)
	}
}

// suggest names the code at the end of the chain of replacements.
func suggest(p *rule.Pass, d *diag.Diagnostic, e, to *catalog.Entry) {
	if end := lastReplacement(p, to); end != nil && end != e {
		d.Hint = fmt.Sprintf("use %s, which is not deprecated", end.Code.V)
	}
}

// lastReplacement follows the replacements of an entry to one that is neither deprecated
// nor retired; nil where there is none.
func lastReplacement(p *rule.Pass, e *catalog.Entry) *catalog.Entry {
	for range 10 { // a longer chain is a circle
		if e == nil || e.Deprecated == nil && e.Retired == nil {
			return e
		}
		e = p.ByCode(e.Instead())
	}
	return nil
}
