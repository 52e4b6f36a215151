package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var RecordConflict = &rule.Rule{
	ID:       "record-conflict",
	Severity: diag.Error,
	Doc: `two records that describe the same error disagree

With same: merge in errgen.yaml, several pages may describe an error. They must agree,
or readers of one page learn something wrong.`,
}
