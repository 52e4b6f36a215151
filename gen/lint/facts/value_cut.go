package facts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ValueCut = &rule.Rule{
	ID:         "value-cut",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a value in the front matter ends where YAML sees a comment

After a space, # starts a comment, and the rest of the line is silently lost. Put quotes
around the value. If a comment is intended, write a space after the #.

Bad:
	---
	description: No key has the id of the order #1234. Check the id and the workspace.
	---

Good:
	---
	description: "No key has the id of the order #1234. Check the id and the workspace."
	---`,
}
