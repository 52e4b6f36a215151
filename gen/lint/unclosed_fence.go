package lint

import "github.com/unkeyed/errgen/gen/diag"

var unclosedFence = &Rule{
	ID:       "unclosed-fence",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a code block swallows what follows it

A fence that is never closed, or a stray one, turns the rest of the page into
code: headings, links and all.

Bad:
	## How To Fix

	~~~bash
	curl https://api.example.com/v1/keys

	Then look for the id in the answer.

Good:
	## How To Fix

	~~~bash
	curl https://api.example.com/v1/keys
	~~~

	Then look for the id in the answer.`,
}
