package page

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/diag"
)

// countCells reports a row that has not as many cells as its table has columns: a bar that
// was lost, or that stands in a text, moves what follows it to another column. wrong are
// the findings that this explains; where it gives none, cells may be left out at the end.
func (r *reader) countCells(wrong int) {
	cells, columns := len(r.rec.Head.Children), len(r.rec.Names)
	if cells == columns {
		return
	}
	severity, hint := diag.Error, "write a bar in text as \\|; cells after the last column are not shown"
	if cells < columns {
		hint = "add the missing bar; an empty cell needs one, too"
		if len(r.found) == wrong {
			severity = diag.Warning
		}
	}
	r.found = r.found[:wrong]
	r.found.Add(ruleRowCells, severity, r.here(), "the row has %s, but its table has %s", count(cells, "cell"), count(columns, "column")).Hint = hint
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
