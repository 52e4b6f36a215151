package facts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var FactRenamed = &rule.Rule{
	ID:       "fact-renamed",
	Severity: diag.Error,
	Doc: `a column, a label or an attribute is misnamed, so errgen.yaml does not match it

Its values are then missing from lists and generated code: with "Retry" instead of
"Retryable", no error of the table is retryable. A misnamed column is recognized by a
similar name, or by its position among the same columns in another table of the page,
and is reported once per table.`,
	After: []string{"unclosed-fence"},
}
