package lint

import "github.com/unkeyed/errgen/gen/diag"

var strayBackquotes = &Rule{
	ID:       "stray-backquotes",
	Severity: diag.Warning,
	Doc: "a line has nothing but back-quotes, and readers see them" + `

They are what an edit left of a code block or of code in the text. Three of them
would open a block.

Bad:
	<Danger>err:unkey:data:key_not_found</Danger>
	` + "`" + `

Good:
	<Danger>err:unkey:data:key_not_found</Danger>`,
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			for _, at := range p.outline(e).strays {
				d := p.Reportf(at, "this line has nothing but %s, which readers see", quote(at.Text()))
				d.Hint = "take the line out"
			}
		}
	},
}
