package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var RowCells = &rule.Rule{
	ID:       "row-cells",
	Severity: diag.Error,
	Doc: `the row of an error has more or fewer cells than its table has columns

A missing bar, or one in a text that is not escaped as \|, moves the cells after it to
another column: a status becomes a description, and surplus cells are not shown. A row
that only lacks optional cells at its end is a warning.`,
	After: []string{"unclosed-fence"},
}
