package links

import (
	"cmp"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var LinkEmpty = &rule.Rule{
	ID:         "link-empty",
	Severity:   diag.Error,
	Translated: true,
	Doc: `a link has no address

A click on it reloads the page. The address was left for later or lost in an edit.

Bad:
	## How To Fix

	Create the key first, see [keys]().

Good:
	## How To Fix

	Create the key first, see [keys](/dashboard/keys).`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for l := range linksOf(e) {
				if strings.TrimSpace(l.URL.V) == "" {
					p.Reportf(cmp.Or(l.URL.Span, l.Text.Span), "the link %s has no address", rule.Quote(l.Text.V)).
						Hint = "add the address, or write the text without the link"
				}
			}
		}
	},
}
