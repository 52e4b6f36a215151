package lint

import "github.com/unkeyed/errgen/gen/diag"

var sourceRetired = &Rule{
	ID:       "source-retired",
	Severity: diag.Error,
	By:       VerifySource,
	Doc: `a source file or a document mentions a code that is retired

A retired code is no longer returned. Code that raises it is wrong, and code that
handles it never runs.`,
}
