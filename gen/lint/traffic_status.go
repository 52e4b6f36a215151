package lint

import "github.com/unkeyed/errgen/gen/diag"

var trafficStatus = &Rule{
	ID:       "traffic-status",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a recorded error has another status than its page declares

Clients and proxies act on the status before reading the body. Either the page or the
server is wrong.`,
}
