package texts

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var Forbid = &rule.Rule{
	ID:       "forbid",
	Severity: diag.Off,
	Doc: `the page has a text that errgen.yaml forbids

Old host names, names of former products and addresses that changed stay in pages
for years. The whole page is searched, both text and code. The replacement may refer
to groups of match as $1.

In errgen.yaml:

	lint:
	  forbid:
	    - {match: 'api\.old\.example\.com', say: the API has moved, replace: api.example.com}

Bad:
	## How To Fix

	Call https://api.old.example.com/keys.

Good:
	## How To Fix

	Call https://api.example.com/keys.`,
	Asked: func(s rule.Settings) bool { return len(s.Forbid) > 0 },
	Check: func(p *rule.Pass) {
		for _, e := range p.Pages() {
			for _, f := range p.Settings.Forbid {
				if e.File != nil && (f.In == nil || f.In(e.Page)) {
					checkForbidden(p, e, f)
				}
			}
		}
	},
}

// maxForbidden is how many places on a page are shown for one forbidden text.
const maxForbidden = 50

func checkForbidden(p *rule.Pass, e *catalog.Entry, f rule.Forbidden) {
	data := e.File.Data
	places := f.Match.FindAllSubmatchIndex(data, -1)
	for i, m := range places {
		if m[0] == m[1] {
			continue
		}
		at := e.File.Span(m[0], m[1])
		if i == maxForbidden {
			p.Reportf(at, "%s here and at %s below", rule.Quote(at.Text()), rule.Counted(len(places)-i-1, "place"))
			return
		}
		d := p.Reportf(at, "forbidden text %s", rule.Quote(at.Text()))
		if f.Say != "" {
			d.Message += ": " + f.Say
		}
		if f.Replace == nil {
			continue
		}
		text := string(f.Match.Expand(nil, []byte(*f.Replace), data, m))
		d.Hint = "write " + rule.Quote(text)
		if text == "" {
			d.Hint = "remove it"
		}
		// What is forbidden itself would be replaced again and again.
		if !f.Match.MatchString(text) {
			d.Fix = diag.Replace(at, text, "replace the forbidden text")
		}
	}
}
