package lint

import "github.com/unkeyed/errgen/gen/diag"

var trafficFile = &Rule{
	ID:       "traffic-file",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a file of recorded traffic cannot be read

A file that cannot be read is not verified. A recording is an HTTP archive (HAR), or has
one line of JSON per exchange, with the members request and response.`,
}
