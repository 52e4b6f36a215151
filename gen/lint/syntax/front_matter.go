package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var FrontMatter = &rule.Rule{
	ID:         "front-matter",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `the front matter is not valid YAML, or a key has an invalid value

errgen checks the exact type of each key. A status of 0404 or 404.9 is a mistake, even
if a lenient parser would accept it.

Bad:
	---
	status: "404"
	---

Good:
	---
	status: 404
	---`,
}
