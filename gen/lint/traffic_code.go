package lint

import "github.com/unkeyed/errgen/gen/diag"

var trafficCode = &Rule{
	ID:       "traffic-code",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a recorded error has no code, an unknown one, or one that is retired

There is no page about such an error, and no generated client knows it.`,
}
