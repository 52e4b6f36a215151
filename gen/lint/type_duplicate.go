package lint

import "github.com/unkeyed/errgen/gen/diag"

var typeDuplicate = &Rule{
	ID:       "type-duplicate",
	Severity: diag.Error,
	Firm:     true,
	Doc: `two errors have the same type URL

The type identifies an error: clients match it, and look the error up by it. Where it is
made of the path of a page that tells several errors, or of a key of the front matter that
two pages have alike, it identifies none of them.`,
	After: []string{"code-path"},
}
