package lint

import "github.com/unkeyed/errgen/gen/diag"

var siteAnchor = &Rule{
	ID:       "site-anchor",
	Severity: diag.Error,
	By:       VerifySite,
	Doc: `a link between errors names a place that the built page does not have

The browser opens the page at the top. What anchor-broken finds in the pages is held here
against what the site made of them.`,
}
