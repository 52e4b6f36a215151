package report_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/vet/handlers/report"
)

// TestTable: a handler that raises nothing, one with a call that was not followed and one
// that was not looked at are told apart.
func TestTable(t *testing.T) {
	for want, h := range map[string]report.Handler{
		"No errors with a code.\n":           {Looked: true},
		"No errors with a code are known.\n": {Looked: true, Unresolved: []report.Call{{What: "s.load"}}},
		"The errors are not known.\n":        {},
		"| Status | Code | Title |\n|---|---|---|\n| 404 | [`err:a:b:c`](https://e/x) | Not \\| Found |\n": {
			Looked: true, Unresolved: []report.Call{{What: "s.load"}},
			Codes: []*report.Raised{{Code: "err:a:b:c", Status: 404, Title: "Not | Found", URL: "https://e/x"}},
		},
	} {
		if got := h.Table(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
