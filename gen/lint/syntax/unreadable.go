package syntax

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var Unreadable = &rule.Rule{
	ID:         "unreadable",
	Severity:   diag.Error,
	Firm:       true,
	Translated: true,
	Doc: `a page cannot be read from disk

The file cannot be opened, is not a regular file, or is a symbolic link that leads out
of the repository or into a .git folder, where a finding would quote what nobody meant
to publish. Its error is missing from all generated code. To leave a page out, add it
to exclude in errgen.yaml; to follow links wherever they lead, set allow_outside: true
there.`,
}
