package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SiteAnchor = &rule.Rule{
	ID:       "site-anchor",
	Severity: diag.Error,
	By:       Site,
	Doc: `a link between errors has an anchor that the built page does not have

The browser opens the page at the top. This is anchor-broken, checked on the built site
instead of the pages.`,
}
