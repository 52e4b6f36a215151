package lint

import (
	"slices"

	"github.com/unkeyed/errgen/gen/diag"
)

var unknownKey = &Rule{
	ID:       "unknown-key",
	Severity: diag.Warning,
	Doc: `a key of the front matter is almost one that errgen reads

Keys that errgen does not know belong to the docs site and are left alone. One
that is a letter away from a known one was meant to be read and is not.

Bad:
	---
	retryble: true
	---

Good:
	---
	retryable: true
	icon: key
	---`,
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			for _, k := range e.Keys {
				if slices.Contains(knownKeys, k.V) || slices.Contains(siteKeys, k.V) {
					continue
				}
				if meant := almostKnown(k.V); meant != "" {
					p.Reportf(k.Span, "front matter key %s is read by nothing, want %s", quote(k.V), quote(meant)).
						Hint = "correct the key; if it is the docs site's own, ignore unknown-key on this page and say so"
				}
			}
		}
	},
}

// knownKeys are the keys of the front matter that errgen reads.
var knownKeys = []string{
	"aliases", "code", "deprecated", "description", "detail", "errgen", "params", "replaced_by", "retryable", "status", "title",
}

// siteKeys are keys of docs sites that are a letter away from one of those.
var siteKeys = []string{"mode"}

// almostKnown returns the known key that differs from a key by one letter, or by
// case and separators.
func almostKnown(key string) string {
	var s search
	for _, known := range knownKeys {
		if plain(key) == plain(known) || s.between(key, known, 1) == 1 {
			return known
		}
	}
	return ""
}
