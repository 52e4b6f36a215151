package facts

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ReasonPhrase = &rule.Rule{
	ID:       "reason-phrase",
	Severity: diag.Off,
	Doc: `the words after a status are not its reason phrase

"504 Sentinel Timeout" in the text reads like an HTTP status, but readers who search
for it find nothing. This rule is off unless errgen.yaml turns it on.

In errgen.yaml:

	lint: {rules: {reason-phrase: warning}}

Bad:
	## What Happened?

	The server answered with 404 Key Missing.

Good:
	## What Happened?

	The server answered with 404 Not Found.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			for _, m := range statusWords.FindAllSubmatchIndex(raw.Prose(e, true), -1) {
				data := e.File.Data
				status, _ := strconv.Atoi(string(data[m[2]:m[3]]))
				phrase := string(data[m[4]:m[5]])
				want := catalog.ReasonPhrase(status)
				if want == "" || beginsWithPhrase(phrase, status) {
					continue
				}
				d := p.Reportf(e.File.Span(m[2], m[5]), "%s is not the reason phrase of %d", rule.Quote(phrase), status)
				d.Hint = fmt.Sprintf("write %d %s, or separate the status from the words", status, want)
			}
		}
	},
}

// statusWords matches a status and two capitalized words or more after it.
var statusWords = regexp.MustCompile(`\b([45][0-9][0-9]) ([A-Z][A-Za-z'-]*(?: (?:[A-Z][A-Za-z'-]*|for|of|the))* ?[A-Z][A-Za-z'-]*)`)

// beginsWithPhrase reports whether words begin with a reason phrase of a status.
func beginsWithPhrase(words string, status int) bool {
	return slices.ContainsFunc(catalog.ReasonPhrases(status), func(phrase string) bool { return strings.HasPrefix(words+" ", phrase+" ") })
}
