package lint

import "github.com/unkeyed/errgen/gen/diag"

var codeSyntax = &Rule{
	ID:         "code-syntax",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a code does not have the form err:system:category:specific

Each of the three segments is a lower-case letter followed by lower-case letters,
digits and underscores, so that it can become an identifier in every language.

Bad:
	<Danger>err:unkey:data:Key-Not-Found</Danger>

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
}
