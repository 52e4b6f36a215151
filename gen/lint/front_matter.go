package lint

import "github.com/unkeyed/errgen/gen/diag"

var frontMatter = &Rule{
	ID:       "front-matter",
	Severity: diag.Error,
	Firm:     true,
	Doc: `the front matter is no YAML, or a key has a value that it cannot have

errgen takes a key by its exact type: a status of 0404 or 404.9 is a mistake and
not the number that a lenient reader makes of it.

Bad:
	---
	status: "404"
	---

Good:
	---
	status: 404
	---`,
}
