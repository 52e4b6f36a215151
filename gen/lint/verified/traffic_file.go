package verified

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TrafficFile = &rule.Rule{
	ID:       "traffic-file",
	Severity: diag.Error,
	By:       Traffic,
	Doc: `a file of recorded traffic cannot be read

A file that cannot be read is not verified. A recording is an HTTP archive (HAR), or has
one line of JSON per exchange, with the members request and response.`,
}
