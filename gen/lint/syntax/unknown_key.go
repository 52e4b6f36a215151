package syntax

import (
	"slices"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var UnknownKey = &rule.Rule{
	ID:       "unknown-key",
	Severity: diag.Warning,
	Doc: `a key in the front matter looks like a misspelt key of errgen

Unknown keys belong to the docs site and are ignored. A key that is one letter away
from a known one is probably a typing error.

Bad:
	---
	retryble: true
	---

Good:
	---
	retryable: true
	icon: key
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for _, k := range e.Keys {
				if slices.Contains(knownKeys, k.V) || slices.Contains(siteKeys, k.V) {
					continue
				}
				if meant := almostKnown(k.V); meant != "" {
					p.Reportf(k.Span, "unknown front matter key %s, want %s", rule.Quote(k.V), rule.Quote(meant)).
						Hint = "correct the key; if it belongs to the docs site, ignore unknown-key on this page with a reason"
				}
			}
		}
	},
}

// knownKeys are the keys of the front matter that errgen reads.
var knownKeys = []string{
	"aliases", "code", "deprecated", "description", "detail", "errgen", "grpc", "headers", "params", "replaced_by", "reserved", "retired",
	"retryable", "services", "status", "title",
}

// siteKeys are keys of docs sites that are a letter away from one of those.
var siteKeys = []string{"header", "mode", "service"}

// almostKnown returns the known key that differs from a key by one letter, or by
// case and separators.
func almostKnown(key string) string {
	var s nearest.Search
	for _, known := range knownKeys {
		s.Offer(key, known, 1)
		if s.Best != "" || nearest.Plain(key) == nearest.Plain(known) {
			return known
		}
	}
	return ""
}
