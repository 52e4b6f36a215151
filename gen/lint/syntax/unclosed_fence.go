package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var UnclosedFence = &rule.Rule{
	ID:         "unclosed-fence",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a code block swallows the text after it

A fence that is never closed, or a stray one, turns the rest of the page into code,
including headings and links.

Bad:
	## How To Fix

	~~~bash
	curl https://api.example.com/v1/keys

	Then look for the id in the answer.

Good:
	## How To Fix

	~~~bash
	curl https://api.example.com/v1/keys
	~~~

	Then look for the id in the answer.`,
	Check: func(p *rule.Pass) {
		// A fence that is never closed is found by the parser. One that is closed by
		// the end of another block is whole, and only its content shows the mistake.
		for _, e := range p.Pages() {
			for _, s := range p.Outline(e).Swallowed {
				d := p.Reportf(s[0], "this fence swallows the code block that starts with %s", rule.Quote(s[1].Text()))
				d.Hint = "remove the line, or close the block before the next one starts; a block that shows a fence needs a longer fence around it"
				d.AddRelated(s[1], "the block that it swallows")
			}
		}
	},
}
