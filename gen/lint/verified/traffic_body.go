package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TrafficBody = &rule.Rule{
	ID:       "traffic-body",
	Severity: diag.Error,
	By:       Traffic,
	Doc: `a recorded error body differs from its page or from the envelope

Clients decode what the pages promise: a member that is missing or has another type, a
parameter that no page declares, or another media type makes them fail. Values are shown
only with --show.`,
}
