package texts

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
)

var DescriptionIdentifier = &rule.Rule{
	ID:       "description-identifier",
	Severity: diag.Warning,
	Doc: `the description starts with an identifier of the code

It was copied from a comment in the source, such as "KeyNotFound represents ...".
Readers of the page do not know the identifier.

Bad:
	---
	description: KeyNotFound indicates that no key has the id that was sent.
	---

Good:
	---
	description: No key has the id that was sent. Check the id and the workspace.
	---`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			word := openingIdentifier(e.Description.V, e.Last())
			if word == "" {
				continue
			}
			p.Reportf(cmp.Or(e.Description.Span, rule.Place(e)), "the description starts with the identifier %s", rule.Quote(word)).
				Hint = "say what happened, for a reader who does not know the source"
		}
	},
}

var (
	camelWord = regexp.MustCompile(`^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+$`)
	explained = regexp.MustCompile(`^(\S+) (?:represents|indicates)\b`)
	hump      = regexp.MustCompile(`[A-Z]`)
)

// notNames are words that begin a sentence of which the verb does not make them
// an identifier.
var notNames = map[string]bool{"it": true, "this": true, "that": true, "which": true, "what": true}

// openingIdentifier returns the identifier that a description begins with, or "".
// Names of products, such as GitHub, are written like identifiers of two words, so
// these count where they are the code's own words.
func openingIdentifier(text, last string) string {
	text = unmarked(text)
	word, _, _ := strings.Cut(text, " ")
	if strings.Contains(text, " represents") || strings.Contains(text, " indicates") {
		if m := explained.FindStringSubmatch(text); m != nil && !notNames[strings.ToLower(m[1])] {
			return m[1]
		}
	}
	if camelWord.MatchString(word) && (len(hump.FindAllString(word, -1)) > 2 || nearest.Plain(word) == nearest.Plain(last)) {
		return word
	}
	return ""
}
