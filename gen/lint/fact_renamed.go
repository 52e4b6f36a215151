package lint

import "github.com/unkeyed/errgen/gen/diag"

var factRenamed = &Rule{
	ID:       "fact-renamed",
	Severity: diag.Error,
	Doc: `a column, a label or an attribute is called otherwise than errgen.yaml has it

What stands there would be in no list and in no generated code: "Retry" in place of
"Retryable" makes every error of the table one that does not pass by itself. A column is
found by a name that is near, or by its place among the same columns in another table of
the page, and is told once for its table.`,
	After: []string{"unclosed-fence"},
}
