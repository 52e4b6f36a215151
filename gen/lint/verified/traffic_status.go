package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TrafficStatus = &rule.Rule{
	ID:       "traffic-status",
	Severity: diag.Error,
	By:       Traffic,
	Doc: `a recorded error has another status than its page declares

Clients and proxies act on the status before reading the body. Either the page or the
server is wrong.`,
}
