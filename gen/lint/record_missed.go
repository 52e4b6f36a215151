package lint

import "github.com/unkeyed/errgen/gen/diag"

var recordMissed = &Rule{
	ID:       "record-missed",
	Severity: diag.Warning,
	Doc: `something on a page looks like an error, but no rule of records reads it

What was meant as an error is in no list and in no generated code. It is an error where
what is there leaves no doubt: a heading of another level that states a code, an item or an
element that states a status and no code beside others that have one, a line that is
written as a row or an item and is none. It is a warning where it may be about something
else: a table whose columns are called otherwise, a page that no glob of the configuration
matches or that is left out. Where the page of such a warning names a code that the
generated code has and would lose, generate stops. What only speaks of an error that is
read elsewhere is not reported, but a page that no glob matches is if it tells an error in
full, or lies among pages of which most are errors.`,
	After: []string{"merge-conflict", "unclosed-fence"},
}
