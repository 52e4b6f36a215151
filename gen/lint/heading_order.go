package lint

import "github.com/unkeyed/errgen/gen/diag"

var headingOrder = &Rule{
	ID:       "heading-order",
	Severity: diag.Off,
	Doc: `a heading skips a level

Tables of contents and screen readers take the levels for an outline, and one that
is skipped for a part that is missing. It is off unless errgen.yaml turns it on.

Bad:
	## What Happened?

	#### Keys that expire

	They are deleted after a day.

Good:
	## What Happened?

	### Keys that expire

	They are deleted after a day.`,
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			last := 1 // the title
			for i := range e.Sections {
				s := &e.Sections[i]
				if s.Level > last+1 {
					d := p.Reportf(s.Heading.Span, "heading of level %d follows one of level %d, want level %d at most", s.Level, last, last+1)
					if i > 0 {
						related(d, e.Sections[i-1].Heading.Span, "the heading before it")
					}
				}
				last = max(s.Level, 1)
			}
		}
	},
}
