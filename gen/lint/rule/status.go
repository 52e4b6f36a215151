package rule

import (
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// InRange reports whether a status is that of an HTTP error.
func InRange(status int) bool { return 400 <= status && status <= 599 }

// StatusIsInferred reports whether status-inferred has something to write. Where
// two places imply two statuses, status-conflict says so.
func StatusIsInferred(e *catalog.Entry) bool {
	for _, s := range e.Statuses {
		if s.V != e.Status.V {
			return false
		}
	}
	switch e.StatusFrom {
	case catalog.FromProse, catalog.FromDescription, catalog.FromConfig:
		return InRange(e.Status.V)
	}
	return false
}

// UnquoteStatus returns a fix for the status of an example that is a string; nil where
// it is another mistake than the quotes.
func UnquoteStatus(wrong catalog.ExampleFault) *diag.Fix {
	text := Unquoted(wrong.Span).Text()
	if n, err := strconv.Atoi(text); err != nil || !inQuotes(wrong.Span) || len(text) != 3 || !InRange(n) {
		return nil
	}
	return diag.Replace(wrong.Span, text, "remove the quotes")
}
