package lint

import "github.com/unkeyed/errgen/gen/diag"

// VerifySource is the command that makes the findings about source files.
const VerifySource = "verify source"

var sourceUnknown = &Rule{
	ID:       "source-unknown",
	Severity: diag.Error,
	By:       VerifySource,
	Doc: `a source file or a document mentions a code or a type URL that no page has

A code that is misspelt in a comparison never matches, and
nothing else notices: the server has answered with another one all along. A URL that leads
to no page is a dead link in somebody's terminal.`,
}
