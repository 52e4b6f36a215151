package texts

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var SectionLevel = &rule.Rule{
	ID:       "section-level",
	Severity: diag.Warning,
	Doc: `the heading level of a section makes it part of another section

Sections such as "How To Fix" are siblings. One whose heading skips a level is shown
as part of the section before it, or left out of the table of contents.

Bad:
	## What Happened?

	The key was deleted.

	#### How To Fix

	Create a new one.

Good:
	## What Happened?

	The key was deleted.

	## How To Fix

	Create a new one.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if !e.Record.IsZero() {
				continue // a part of a page is divided as its author likes
			}
			for i := range e.Sections {
				s := &e.Sections[i]
				if !tooDeep(e, i) {
					continue
				}
				want, beside := 2, sibling(e, i)
				if beside != nil {
					want = beside.Level
				}
				d := p.Reportf(s.Heading.Span, "the section %s has a heading of level %d, want level %d", rule.Quote(s.Heading.V), s.Level, want)
				if beside != nil {
					d.AddRelated(beside.Heading.Span, "a section beside it")
				}
			}
		}
	},
}

// tooDeep reports whether the heading of a section that every page may have skips
// a level. The first one may: it follows from what the errors of the page stand
// under. Cells of a table are sections without a heading.
func tooDeep(e *catalog.Entry, i int) bool {
	s := &e.Sections[i]
	return i > 0 && s.Kind != catalog.Other && s.Level > max(e.Sections[i-1].Level, 1)+1 && strings.HasPrefix(s.Span.Text(), "#")
}

// sibling returns the first section that the one at i should stand beside, or nil.
func sibling(e *catalog.Entry, i int) *catalog.Section {
	for k := range e.Sections {
		if s := &e.Sections[k]; k != i && s.Kind != catalog.Other && !tooDeep(e, k) {
			return s
		}
	}
	return nil
}
