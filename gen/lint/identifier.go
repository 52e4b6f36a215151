package lint

import "github.com/unkeyed/errgen/gen/diag"

var identifierRule = &Rule{
	ID:       "identifier",
	Severity: diag.Error,
	Firm:     true,
	Doc: `an error has no identifier, or an invalid one

Where errgen.yaml has name: for the pages, the constants of an error are called by what
stands there. It is words of letters and digits that begin with a letter; each language
spells them in its own way.`,
	After: []string{"front-matter"},
}
