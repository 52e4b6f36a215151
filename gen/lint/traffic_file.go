package lint

import "github.com/unkeyed/errgen/gen/diag"

var trafficFile = &Rule{
	ID:       "traffic-file",
	Severity: diag.Error,
	By:       VerifyTraffic,
	Doc: `a file of recorded traffic cannot be read

What is not read is not verified. A recording is an HTTP
archive (HAR), or a line of JSON for each exchange, with the members request and response.`,
}
