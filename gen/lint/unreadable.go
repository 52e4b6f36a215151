package lint

import "github.com/unkeyed/errgen/gen/diag"

var unreadable = &Rule{
	ID:       "unreadable",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a page cannot be read from disk

The file cannot be opened or is not a regular file, so its error is missing from all
generated code. To leave a page out, add it to exclude in errgen.yaml.`,
}
