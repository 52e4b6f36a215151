package lint

import "github.com/unkeyed/errgen/gen/diag"

var recordConflict = &Rule{
	ID:       "record-conflict",
	Severity: diag.Error,
	Doc: `two records that describe the same error disagree

With same: merge in errgen.yaml, an error may be told on several pages. What they say of
it must be the same, or readers of one page learn something wrong.`,
}
