package links

import (
	"cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var RelatedAsymmetric = &rule.Rule{
	ID:       "related-asymmetric",
	Severity: diag.Off,
	Doc: `a page lists a related error whose page does not list it

Errors that are easy to confuse should link to each other. This rule is off unless
errgen.yaml turns it on, since some relations go only one way.

In errgen.yaml:

	lint: {rules: {related-asymmetric: warning}}

Bad:
	## Related Errors

	- [err:unkey:data:workspace_not_found](./workspace_not_found) - when it is the workspace
	-- unkey/data/workspace_not_found.mdx --
	## What Happened?

	The workspace was deleted.

Good:
	## Related Errors

	- [err:unkey:data:workspace_not_found](./workspace_not_found) - when it is the workspace
	-- unkey/data/workspace_not_found.mdx --
	## Related Errors

	- [err:unkey:data:key_not_found](./key_not_found) - when it is the key`,
	Check: func(p *rule.Pass) {
		type pair struct{ from, to catalog.Code }
		named := map[pair]bool{}
		for _, e := range p.Catalog.Entries {
			for i := range e.Related {
				named[pair{e.Code.V, e.Related[i].Code}] = true
			}
		}
		reported := map[pair]bool{}
		for _, e := range p.Catalog.Entries {
			for i := range e.Related {
				l := &e.Related[i]
				to := p.ByCode(l.Code)
				there := pair{e.Code.V, l.Code}
				if to == nil || named[pair{l.Code, e.Code.V}] || reported[there] {
					continue
				}
				reported[there] = true
				d := p.Reportf(cmp.Or(l.URL.Span, l.Text.Span), "%s lists the related error %s, whose page does not list it", e.Code.V, l.Code)
				d.Hint = "add a link to " + linkTo(p, to, e) + " to the related errors of that page"
				d.AddRelated(relatedSection(to), "the link would go here")
			}
		}
	},
}

// relatedSection returns the heading of a page's related errors, or its code
// where it has none.
func relatedSection(e *catalog.Entry) source.Span {
	for i := range e.Sections {
		if e.Sections[i].Kind == catalog.RelatedErrors {
			return e.Sections[i].Heading.Span
		}
	}
	return rule.Place(e)
}
