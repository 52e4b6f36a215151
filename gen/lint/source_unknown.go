package lint

import "github.com/unkeyed/errgen/gen/diag"

// VerifySource is the command that reports findings about source files.
const VerifySource = "verify source"

var sourceUnknown = &Rule{
	ID:       "source-unknown",
	Severity: diag.Error,
	By:       VerifySource,
	Doc: `a source file or a document mentions a code or a type URL that does not exist

A comparison with a misspelt code never matches, and nothing else reports it. A URL
without a page is a dead link in somebody's terminal.`,
}
