package lint

import "github.com/unkeyed/errgen/gen/diag"

var sourceDeprecated = &Rule{
	ID:       "source-deprecated",
	Severity: diag.Warning,
	By:       VerifySource,
	Doc: `a source file or a document mentions a code that is deprecated, or an older name of one

The code still works; its page says what to use instead.`,
}
