package lint

import "github.com/unkeyed/errgen/gen/diag"

var strayBackquotes = &Rule{
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
	Check: func(p *Pass) {
		for _, e := range p.pages() {
			for _, at := range p.outline(e).strays {
				d := p.Reportf(at, "this line has only %s, which readers see", quote(at.Text()))
				d.Hint = "remove the line"
			}
		}
	},
}
