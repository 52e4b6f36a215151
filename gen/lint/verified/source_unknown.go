package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SourceUnknown = &rule.Rule{
	ID:       "source-unknown",
	Severity: diag.Error,
	By:       Source,
	Doc: `a source file or a document mentions a code or a type URL that does not exist

A comparison with a misspelt code never matches, and nothing else reports it. A URL
without a page is a dead link in somebody's terminal.`,
}
