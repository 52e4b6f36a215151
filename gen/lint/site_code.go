package lint

import "github.com/unkeyed/errgen/gen/diag"

var siteCode = &Rule{
	ID:       "site-code",
	Severity: diag.Error,
	By:       VerifySite,
	Doc: `the page that a type URL leads to does not show the code

Sites answer with status 200 and a page that says "not found", and a page that was moved
over another is served at its URL. The reader who followed the link from an error finds
nothing about it.`,
}
