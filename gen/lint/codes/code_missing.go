package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeMissing = &rule.Rule{
	ID:         "code-missing",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a page at the path of an error page has no code

Without a code there is nothing to generate, and readers cannot find the page. If
the page does not document an error, add it to exclude in errgen.yaml.

Bad page:
	---
	title: key_not_found
	description: No key has the id that was sent. Check the id and the workspace.
	status: 404
	---

	## What Happened?

	The key was deleted, or it never was.

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	After: []string{"merge-conflict", "unclosed-fence", "front-matter"},
}
