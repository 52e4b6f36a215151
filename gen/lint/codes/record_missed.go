package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var RecordMissed = &rule.Rule{
	ID:       "record-missed",
	Severity: diag.Warning,
	Doc: `something on a page looks like an error, but no rule of records reads it

It is then missing from lists and generated code. The finding is an error if there is
no doubt: a heading of another level that states a code, an item or an element that
states a status but no code beside others that have one, a line that looks like a row or
an item but is not one. It is a warning if the text may be about something else: a table
with other column names, a page that no glob of the configuration matches or that is
excluded. If the page of such a warning names a code that the generated code would lose,
generate stops. Text that only mentions an error read elsewhere is not reported. A page
that no glob matches is, though, if it describes an error in full or if most pages beside
it are errors.`,
	After: []string{"merge-conflict", "unclosed-fence"},
}
