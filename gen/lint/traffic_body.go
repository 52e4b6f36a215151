package lint

import "github.com/unkeyed/errgen/gen/diag"

// VerifyTraffic is the command that reports findings about recorded traffic.
const VerifyTraffic = "verify traffic"

var trafficBody = &Rule{
	ID:       "traffic-body",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a recorded error body differs from its page or from the envelope

Clients decode what the pages promise: a member that is missing or has another type, a
parameter that no page declares, or another media type makes them fail. Values are shown
only with --show.`,
}
