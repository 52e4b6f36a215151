package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeSyntax = &rule.Rule{
	ID:         "code-syntax",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a code does not have the form that codes have

That form is err:system:category:specific, each segment a lower-case letter followed by
lower-case letters, digits and underscores, unless a rule of records in errgen.yaml says
another one in form and case. Segments become identifiers in every language.

Bad:
	<Danger>err:unkey:data:Key-Not-Found</Danger>

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
}
