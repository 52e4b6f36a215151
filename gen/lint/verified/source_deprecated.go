package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SourceDeprecated = &rule.Rule{
	ID:       "source-deprecated",
	Severity: diag.Warning,
	By:       Source,
	Doc: `a source file or a document mentions a deprecated code or a former name of a code

The code still works; its page says what to use instead.`,
}
