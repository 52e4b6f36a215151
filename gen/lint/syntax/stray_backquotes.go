package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var StrayBackquotes = &rule.Rule{
	ID:         "stray-backquotes",
	Severity:   diag.Warning,
	Translated: true,
	Doc: "a line has only back-quotes, which readers see" + `

They are left over from a code block or from code in the text. A code block needs
three of them.

Bad:
	<Danger>err:unkey:data:key_not_found</Danger>
	` + "`" + `

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			for _, at := range p.Outline(e).Strays {
				d := p.Reportf(at, "this line has only %s, which readers see", rule.Quote(at.Text()))
				d.Hint = "remove the line"
			}
		}
	},
}
