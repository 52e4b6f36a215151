package texts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var HeadingOrder = &rule.Rule{
	ID:       "heading-order",
	Severity: diag.Off,
	Doc: `a heading skips a level

Tables of contents and screen readers use the levels as an outline. A skipped level
looks like a missing part. This rule is off unless errgen.yaml turns it on.

In errgen.yaml:

	lint: {rules: {heading-order: warning}}

Bad:
	## What Happened?

	#### Keys that expire

	They are deleted after a day.

Good:
	## What Happened?

	### Keys that expire

	They are deleted after a day.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if !e.Record.IsZero() {
				continue // where a part of a page begins, its author decides
			}
			last := 1 // the title
			for i := range e.Sections {
				s := &e.Sections[i]
				if s.Level > last+1 && !tooDeep(e, i) { // of those the rule section-level tells
					d := p.Reportf(s.Heading.Span, "heading of level %d follows one of level %d, want at most level %d", s.Level, last, last+1)
					if i > 0 {
						d.AddRelated(e.Sections[i-1].Heading.Span, "the previous heading")
					}
				}
				last = max(s.Level, 1)
			}
		}
	},
}
