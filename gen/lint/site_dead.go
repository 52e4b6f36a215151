package lint

import "github.com/unkeyed/errgen/gen/diag"

// VerifySite is the command that makes the findings about a docs site.
const VerifySite = "verify site"

var siteDead = &Rule{
	ID:       "site-dead",
	Severity: diag.Error,
	By:       VerifySite,
	Doc: `a URL of an error leads nowhere on the docs site

The URL stands in error bodies, in logs and in other docs. A base URL that is wrong makes
every one of them a dead link, and nothing else notices: no build of the site knows that
the URLs are in use. The same goes for a link between errors that the site does
not resolve.`,
}
