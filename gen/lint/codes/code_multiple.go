package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeMultiple = &rule.Rule{
	ID:         "code-multiple",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a page states more than one code

A page documents one error: its path is the URL of one type. Codes in running text
do not count; those in the front matter, in the element at the top and in a section
for the code do.

Bad:
	<Danger>err:unkey:data:key_not_found</Danger>

	<Danger>err:unkey:data:api_not_found</Danger>

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
}
