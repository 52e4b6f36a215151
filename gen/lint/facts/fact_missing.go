package facts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var FactMissing = &rule.Rule{
	ID:       "fact-missing",
	Severity: diag.Error,
	Firm:     true,
	Doc: `an error does not state a fact that errgen.yaml reads

Clients switch on the facts of a code, so each code must have all of them. If a fact is
often the same, set a default in errgen.yaml; an empty default makes it optional.`,
	After: []string{"front-matter", "unclosed-fence", "fact-renamed", "row-cells"},
}
