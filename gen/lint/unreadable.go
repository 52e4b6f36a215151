package lint

import "github.com/unkeyed/errgen/gen/diag"

var unreadable = &Rule{
	ID:       "unreadable",
	Severity: diag.Error,
	Firm:     true,
	Doc: `a page cannot be read from the disk

The file may not be opened, is no regular file, or is a link that leads out of the
repository or into a folder .git: what lies there is nobody's page, and a finding
would quote it. What the page says is then missing in everything that is generated.
A page that is meant to be passed over is named under exclude in errgen.yaml;
allow_outside: true there has links followed wherever they lead.`,
}
