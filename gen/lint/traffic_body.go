package lint

import "github.com/unkeyed/errgen/gen/diag"

// VerifyTraffic is the command that makes the findings about recorded traffic.
const VerifyTraffic = "verify traffic"

var trafficBody = &Rule{
	ID:       "traffic-body",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a recorded error body is not what its page and the envelope say

A client decodes what the pages promise: a member that is
missing or has another type, a parameter that no page declares, or another media type is code
that fails in somebody else's program. Values are told with --show alone.`,
}
