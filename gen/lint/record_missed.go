package lint

import "github.com/unkeyed/errgen/gen/diag"

var recordMissed = &Rule{
	ID:       "record-missed",
	Severity: diag.Warning,
	Doc: `something on a page looks like an error, but no rule of records reads it

A table whose columns are called otherwise, a heading of another level, an item without a
code among others that have one, or a page that no glob of the configuration matches: what
was meant as an error is in no list and in no generated code. What only speaks of an error
that is read elsewhere is not reported, but a page that no glob matches is if it tells an
error in full, or lies among pages of which most are errors.`,
	After: []string{"merge-conflict", "unclosed-fence"},
}
