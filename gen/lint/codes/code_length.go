package codes

import (
	"cmp"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

// maxCode leaves room for what targets add to the parts of a code in the names of
// files, of which no file system takes more than 255 bytes.
const maxCode = 200

var CodeLength = &rule.Rule{
	ID:       "code-length",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a code is longer than 200 bytes

Generated files are named after the parts of a code, and no file system accepts a
name over 255 bytes. A code that long does not fit a log line or a chart either.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if n := len(e.Code.V); n > maxCode {
				p.Reportf(cmp.Or(e.Code.Span, rule.Place(e)), "the code has %d bytes, want %d or fewer", n, maxCode).
					Hint = "shorten its longest part, and rename the page"
			}
		}
	},
}
