package facts

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var FactValue = &rule.Rule{
	ID:       "fact-value",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a fact has a value that errgen.yaml does not list

The generated code has a constant for each value of a fact, and clients do not know any
others. Correct the value, or add it to the values in errgen.yaml.`,
}
