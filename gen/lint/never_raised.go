package lint

import "github.com/unkeyed/errgen/gen/diag"

var neverRaised = &Rule{
	ID:       "never-raised",
	Severity: diag.Warning,
	By:       VerifySource,
	Doc: `a code is documented, and no source file mentions it

Either the error is never returned, and its page promises
what the server does not do, or the sources that return it are not among those that are
looked at. Documents do not count.`,
}
