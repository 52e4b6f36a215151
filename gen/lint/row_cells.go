package lint

import "github.com/unkeyed/errgen/gen/diag"

var rowCells = &Rule{
	ID:       "row-cells",
	Severity: diag.Error,
	Doc: `the row of an error has more or fewer cells than its table has columns

A bar that is missing, or one in a text that is not written as \|, moves what follows to
another column: a status becomes a description, and what is over is not shown at all. A
row that only lacks cells at its end, and states all that it must, is a warning.`,
	After: []string{"unclosed-fence"},
}
