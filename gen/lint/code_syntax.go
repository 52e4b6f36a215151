package lint

import "github.com/unkeyed/errgen/gen/diag"

var codeSyntax = &Rule{
	ID:       "code-syntax",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a code is not err:system:category:specific

Each of the three parts is a lower-case letter followed by lower-case letters,
digits and underscores, so that identifiers of every language can be made of it.

Bad:
	<Danger>err:unkey:data:Key-Not-Found</Danger>

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
}
