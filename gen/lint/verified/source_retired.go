package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SourceRetired = &rule.Rule{
	ID:       "source-retired",
	Severity: diag.Error,
	By:       Source,
	Doc: `a source file or a document mentions a code that is retired

A retired code is no longer returned. Code that raises it is wrong, and code that
handles it never runs.`,
}
