package texts

import (
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SectionOrder = &rule.Rule{
	ID:       "section-order",
	Severity: diag.Off,
	Doc: `a section comes before one that should precede it

Readers of many pages learn where to look. This rule is off unless errgen.yaml lists
the order or sets its severity; the default order is what happened, how to fix,
common mistakes, related errors.

In errgen.yaml:

	lint: {section_order: [what_happened, how_to_fix, common_mistakes, related_errors]}

Bad:
	## How To Fix

	Check the id.

	## What Happened?

	The key was deleted, or it never was.

Good:
	## What Happened?

	The key was deleted, or it never was.

	## How To Fix

	Check the id.`,
	Asked: func(s rule.Settings) bool { return len(s.SectionOrder) > 0 },
	After: []string{"unclosed-fence"},
	Check: func(p *rule.Pass) {
		order := p.Settings.SectionOrder
		if len(order) == 0 {
			order = []catalog.SectionKind{catalog.WhatHappened, catalog.HowToFix, catalog.CommonMistakes, catalog.RelatedErrors}
		}
		for _, e := range p.Catalog.Entries {
			if !e.Record.IsZero() {
				continue // a part of a page is divided as its author likes
			}
			last := -1
			for i := range e.Sections {
				s := &e.Sections[i]
				rank := slices.Index(order, s.Kind)
				if rank < 0 {
					continue
				}
				if last >= 0 && rank < slices.Index(order, e.Sections[last].Kind) {
					d := p.Reportf(s.Heading.Span, "section %s comes after %s, want it before", rule.Quote(s.Heading.V), rule.Quote(e.Sections[last].Heading.V))
					d.Hint = "move the section up"
					d.AddRelated(e.Sections[last].Heading.Span, "the section that should follow")
					continue
				}
				last = i
			}
		}
	},
}
