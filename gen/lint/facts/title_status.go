package facts

import (
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TitleStatus = &rule.Rule{
	ID:       "title-status",
	Severity: diag.Warning,
	Doc: `the title in an example is the reason phrase of another status

"Bad Request" next to a 404 is left over from another status or from a copied
example. A title in other words is fine.

Bad:
	~~~json
	{"error": {"status": 404, "title": "Bad Request"}}
	~~~

Good:
	~~~json
	{"error": {"status": 404, "title": "Not Found"}}
	~~~`,
	Check: func(p *rule.Pass) {
		p.Examples(func(e *catalog.Entry, x *catalog.Example, _ bool) bool {
			checkTitle(p, e, x)
			return true
		})
	},
}

func checkTitle(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	status := x.Status.V
	if status == 0 {
		status = e.Status.V
	}
	want := catalog.ReasonPhrase(status)
	if x.Title.V == "" || want == "" || catalog.IsReasonPhrase(x.Title.V, status) {
		return
	}
	other := statusOf(x.Title.V)
	if other == 0 {
		return
	}
	at := rule.Unquoted(x.Title.Span)
	var d *diag.Diagnostic
	if other == status {
		d = p.Reportf(at, "title %s is not spelled like the reason phrase of %d, %s", rule.Quote(x.Title.V), status, rule.Quote(want))
		d.Hint = "use the reason phrase of the status, or a title in your own words"
	} else {
		d = p.Reportf(at, "title %s is the reason phrase of %d, but the status is %d %s", rule.Quote(x.Title.V), other, status, rule.Quote(want))
		d.AddRelated(x.Status.Span, fmt.Sprintf("the example shows %d", status))
		d.Hint = fmt.Sprintf("if the status is right, write the title %s; if the title is right, write the status %d", rule.Quote(want), other)
	}
	// Which of the two is wrong is open where one place states the status.
	if status == e.Status.V && (other == status || statedTwice(e, status)) {
		d.Fix = rule.ReplaceString(x.Title.Span, want, "use the reason phrase of the status")
	}
}

// statedTwice reports whether two places of a page state the same status.
func statedTwice(e *catalog.Entry, status int) bool {
	n := 0
	for _, s := range e.Statuses {
		if s.V == status && s.From != catalog.FromConfig {
			n++
		}
	}
	return n > 1
}

// statusOf returns the status whose reason phrase a title is, whatever its case,
// and 0 for words that are none.
func statusOf(title string) int { return phraseStatus[strings.ToLower(title)] }

var phraseStatus = func() map[string]int {
	out := map[string]int{"ok": 200, "created": 201, "accepted": 202, "no content": 204}
	for status := 400; status < 600; status++ {
		for _, phrase := range catalog.ReasonPhrases(status) {
			out[strings.ToLower(phrase)] = status
		}
	}
	return out
}()
