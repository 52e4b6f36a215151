package lint

import "github.com/unkeyed/errgen/gen/diag"

var neverRaised = &Rule{
	ID:       "never-raised",
	Severity: diag.Warning,
	By:       VerifySource,
	Doc: `a code is documented, but no source file mentions it

Either the error is never returned, and its page is wrong, or the source files that
return it are not among those that are read. Documents do not count.`,
}
