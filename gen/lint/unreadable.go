package lint

import "github.com/unkeyed/errgen/gen/diag"

var unreadable = &Rule{
	ID:       "unreadable",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a page cannot be read from the disk

The file may not be opened, or is no regular file. What it says is then missing in
everything that is generated. A page that is meant to be passed over is named
under exclude in errgen.yaml.`,
}
