package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TrafficCode = &rule.Rule{
	ID:       "traffic-code",
	Severity: diag.Error,
	By:       Traffic,
	Doc: `a recorded error has no code, an unknown one, or one that is retired

There is no page about such an error, and no generated client knows it.`,
}
