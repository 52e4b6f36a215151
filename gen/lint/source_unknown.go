package lint

import "github.com/unkeyed/errgen/gen/diag"

var sourceUnknown = &Rule{
	ID:       "source-unknown",
	Severity: diag.Error,
	Doc: `a source file or a document mentions a code or a type URL that no page has

Made by errgen verify source. A code that is misspelt in a comparison never matches, and
nothing else notices: the server has answered with another one all along. A URL that leads
to no page is a dead link in somebody's terminal.`,
}
