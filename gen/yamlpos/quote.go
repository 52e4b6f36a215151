package yamlpos

import (
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
)

// quote returns text, which is one line, as YAML writes it in quotes: double
// ones, or single ones where that saves escapes.
func quote(text string) string {
	if strings.ContainsAny(text, `"\`) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + text + `"`
}

// quoteFix puts quotes around a part of the text.
func (p *parser) quoteFix(start, end int) *diag.Fix {
	return &diag.Fix{
		Message: "put quotes around the value",
		Edits:   []diag.Edit{{Span: p.span(start, end), New: quote(p.text[start:end])}},
	}
}

// maxQuoted is how many bytes of an input a message repeats.
const maxQuoted = 60

// quoted returns a name or value for a message.
func quoted(s string) string {
	if len(s) > maxQuoted {
		s = strings.ToValidUTF8(s[:maxQuoted], "") + "..."
	}
	return strconv.Quote(s)
}
