package lint

import "github.com/unkeyed/errgen/gen/diag"

var sourceDeprecated = &Rule{
	ID:       "source-deprecated",
	Severity: diag.Warning,
	By:       VerifySource,
	Doc: `a source file or a document mentions a deprecated code or a former name of a code

The code still works; its page says what to use instead.`,
}
