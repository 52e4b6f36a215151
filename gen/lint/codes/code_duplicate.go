package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var CodeDuplicate = &rule.Rule{
	ID:       "code-duplicate",
	Severity: diag.Error,
	Firm:     true,
	Doc: `two pages have the same code

Only one page can document an error, and a constant cannot have two statuses. If
one of the pages is at the path of another code, code-path reports it instead.

Bad:
	<Danger>err:unkey:data:key_not_found</Danger>
	-- unkey/data/key_not_found.md --
	---
	description: The same key again, on a page of another format.
	---

Good:
	<Danger>err:unkey:data:key_not_found</Danger>
	-- unkey/data/workspace_not_found.mdx --
	<Danger>err:unkey:data:workspace_not_found</Danger>`,
	After: []string{"code-path"},
}
