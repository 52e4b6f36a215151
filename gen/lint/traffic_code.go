package lint

import "github.com/unkeyed/errgen/gen/diag"

var trafficCode = &Rule{
	ID:       "traffic-code",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a recorded error has no code, an unknown one, or one that is retired

Whoever gets such an error finds no page about it, and no
generated client knows it.`,
}
