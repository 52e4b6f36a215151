package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SiteDead = &rule.Rule{
	ID:       "site-dead",
	Severity: diag.Error,
	By:       Site,
	Doc: `a URL of an error is not found on the docs site

The URL is in error bodies, logs and other docs. A wrong base URL breaks all of these
links, and nothing else notices: the build of the site does not know that the URLs are
in use. The same goes for a link between errors that the site does
not resolve.`,
}
