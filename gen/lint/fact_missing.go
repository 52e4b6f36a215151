package lint

import "github.com/unkeyed/errgen/gen/diag"

var factMissing = &Rule{
	ID:       "fact-missing",
	Severity: diag.Error,
	Firm:     true,
	Doc: `an error does not state a fact that errgen.yaml reads

Clients switch over the facts of a code, so each code has all of them. If a fact is
often the same, give it a default in errgen.yaml; an empty default says that an error
may be without it.`,
	After: []string{"front-matter", "unclosed-fence", "fact-renamed", "row-cells"},
}
