// Package verified has the rules of errgen verify: what source files, built docs sites and
// recorded traffic say against the catalogue. Package gen/verify makes the findings; here
// are the documentation and the severities, so that errgen.yaml and baselines treat them
// like those of lint.
package verified

// The commands that report the findings, after "errgen ".
const (
	Site    = "verify site"
	Source  = "verify source"
	Traffic = "verify traffic"
)
