package texts

import (
	"cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var DescriptionMissing = &rule.Rule{
	ID:       "description-missing",
	Severity: diag.Warning,
	Doc: `the page has no description

Search results, the site's index, llms.txt and the comments in the generated code
show only the description of a page.

Bad:
	---
	description: ""
	---

Good:
	---
	description: No key has the id that was sent. Check the id and the workspace.
	---`,
	After: []string{"stub", "front-matter", "unclosed-fence", "fact-renamed", "row-cells"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if e.Description.V == "" {
				d := p.Reportf(cmp.Or(frontMatterKey(e, "description"), rule.Place(e)), "%s has no description", e.Code.V)
				d.Hint = "add a description to the front matter: one or two sentences on what happened and what to do"
				if !e.Record.IsZero() {
					d.Hint = "say what happened and what to do in one or two sentences, where the rule in errgen.yaml looks for them"
				}
			}
		}
	},
}

// described reports whether the description was written as one: in the front matter,
// or below the title of an exported page. Any other is text of the page, which is as
// long as it is.
func described(e *catalog.Entry) bool {
	return e.Named || e.HasFrontMatter && e.Description.Span.File == e.File && int(e.Description.Span.End) <= raw.Start(e)
}

// frontMatterKey returns where a key of the front matter stands.
func frontMatterKey(e *catalog.Entry, name string) source.Span {
	for _, k := range e.Keys {
		if k.V == name {
			return k.Span
		}
	}
	return source.Span{}
}
