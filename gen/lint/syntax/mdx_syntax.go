package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var MDXSyntax = &rule.Rule{
	ID:         "mdx-syntax",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `the page is not valid MDX

A docs site cannot build such a page, or shows only a part of it. errgen continues
after the mistake, but may miss some of the content.

Bad:
	## What Happened?

	<Note>
	The key was deleted.

Good:
	## What Happened?

	<Note>
	The key was deleted.
	</Note>`,
}
