package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var MergeConflict = &rule.Rule{
	ID:         "merge-conflict",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a file has an unresolved merge conflict

Nothing else is reported about such a file, since what is wrong with it depends on
the version that is kept. A code block that explains how conflicts look is passed
over, unless it shows a whole one.

Bad page:
	---
	title: key_not_found
	---

	<<<<<<< HEAD
	<Danger>err:unkey:data:key_not_found</Danger>
	=======
	<Danger>err:unkey:data:key_gone</Danger>
	>>>>>>> rename

Good:
	## What Happened?

	The key was deleted.`,
}
