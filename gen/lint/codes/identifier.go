package codes

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/name"
)

var Identifier = &rule.Rule{
	ID:       "identifier",
	Severity: diag.Error,
	Firm:     true,
	Doc: `an error has no identifier, an invalid one, or that of another error

If errgen.yaml has name: for the pages, the constants of an error are named after the
text there. It consists of words of letters and digits that start with a letter; each
language spells them in its own way.`,
	After: []string{"front-matter", "fact-renamed"},
	Check: func(p *rule.Pass) {
		first := map[string]*catalog.Entry{}
		for _, e := range p.Catalog.Entries {
			if e.Name.V == "" || e.Name.V == "TODO" || e.Name.Span.IsZero() || p.Catalog.Names[e.Code.V].Identifier != "" {
				continue
			}
			words := name.Snake(e.Name.V)
			other := first[words]
			if other == nil {
				first[words] = e
				continue
			}
			d := p.Reportf(e.Name.Span, "identifier %s is also used by %s", rule.Quote(e.Name.V), other.Code.V)
			d.Hint = "choose a different identifier for each error"
			d.AddRelated(other.Name.Span, "the other error states it here")
		}
	},
}
