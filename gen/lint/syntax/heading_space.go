package syntax

import (
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var HeadingSpace = &rule.Rule{
	ID:         "heading-space",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a heading has no space after its number signs, so it is text

Readers see the number signs, and the section becomes part of the one before it.

Bad:
	## What Happened?

	The key was deleted.

	##How To Fix

	Create a new one.

Good:
	## What Happened?

	The key was deleted.

	## How To Fix

	Create a new one.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			for _, at := range p.Outline(e).Unspaced {
				text := at.Text()
				marks := len(text) - len(strings.TrimLeft(text, "#"))
				d := p.Reportf(at, "%s is not a heading: there is no space after the %s", rule.Quote(text), text[:marks])
				d.Hint = "write a space after the number signs"
				place := int(at.Start) + marks
				d.Fix = diag.Replace(at.File.Span(place, place), " ", "write a space after the number signs")
			}
		}
	},
}
