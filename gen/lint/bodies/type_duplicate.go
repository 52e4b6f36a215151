package bodies

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TypeDuplicate = &rule.Rule{
	ID:       "type-duplicate",
	Severity: diag.Error,
	Firm:     true,
	Doc: `two errors have the same type URL

The type identifies an error: clients match it, and look the error up by it. If it is
derived from the path of a page with several errors, or from a front matter key with the
same value on two pages, it identifies none of them.`,
	After: []string{"code-path"},
}
