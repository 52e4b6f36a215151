package lint

import "github.com/unkeyed/errgen/gen/diag"

var mdxSyntax = &Rule{
	ID:       "mdx-syntax",
	Severity: diag.Error,
	Firm:     true,
	Doc: `the page is no MDX

A docs site refuses to build a page like this, or shows a part of it only. errgen
reads on behind the mistake, but what it reads may be less than was written.

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
