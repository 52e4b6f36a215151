package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SiteCode = &rule.Rule{
	ID:       "site-code",
	Severity: diag.Error,
	By:       Site,
	Doc: `the page that a type URL leads to does not show the code

Some sites answer with status 200 and a page that says "not found", and a moved page may
have replaced another. Readers who follow the link from an error find nothing about it.`,
}
