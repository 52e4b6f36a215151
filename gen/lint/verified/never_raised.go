package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var NeverRaised = &rule.Rule{
	ID:       "never-raised",
	Severity: diag.Warning,
	By:       Source,
	Doc: `a code is documented, but no source file mentions it

Either the error is never returned, and its page is wrong, or the source files that
return it are not among those that are read. Documents do not count.`,
}
