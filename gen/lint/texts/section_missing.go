package texts

import (
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SectionMissing = &rule.Rule{
	ID:       "section-missing",
	Severity: diag.Off,
	Doc: `a required section is missing

Readers learn where to look when all pages have the same sections. This rule is off
unless errgen.yaml lists the required sections or sets its severity. By default
they are What Happened and How To Fix.

In errgen.yaml:

	lint: {sections: [what_happened, how_to_fix]}

Bad:
	## What Happened?

	The key was deleted, or it never was.

Good:
	## What Happened?

	The key was deleted, or it never was.

	## How To Fix

	Check the id.`,
	Asked: func(s rule.Settings) bool { return len(s.Sections) > 0 },
	After: []string{"stub", "unclosed-fence", "heading-space"},
	Check: func(p *rule.Pass) {
		wanted := p.Settings.Sections
		if len(wanted) == 0 {
			wanted = []catalog.SectionKind{catalog.WhatHappened, catalog.HowToFix}
		}
		for _, e := range p.Catalog.Entries {
			if !e.Record.IsZero() {
				continue // a part of a page is divided as its author likes
			}
			var missing []string
			for _, kind := range wanted {
				if !slices.ContainsFunc(e.Sections, func(s catalog.Section) bool { return s.Kind == kind }) {
					missing = append(missing, rule.Quote(sectionName(kind)))
				}
			}
			if len(missing) > 0 {
				p.Reportf(rule.Place(e), "the page of %s has no section %s", e.Code.V, rule.List(missing)).
					Hint = "add a heading with that name, or list another name for it under sections in errgen.yaml"
			}
		}
	},
}

func sectionName(kind catalog.SectionKind) string {
	switch kind {
	case catalog.WhatHappened:
		return "What Happened?"
	case catalog.HowToFix:
		return "How To Fix"
	case catalog.CommonMistakes:
		return "Common Mistakes"
	case catalog.RelatedErrors:
		return "Related Errors"
	}
	return string(kind)
}
