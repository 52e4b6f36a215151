package lint

import "github.com/unkeyed/errgen/gen/diag"

var valueCut = &Rule{
	ID:         "value-cut",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a value in the front matter ends where YAML sees a comment

After a space, # begins a comment, and the rest of the line is lost without a word. Put
quotes around the value; a comment has a space after its #.

Bad:
	---
	description: No key has the id of the order #1234. Check the id and the workspace.
	---

Good:
	---
	description: "No key has the id of the order #1234. Check the id and the workspace."
	---`,
}
