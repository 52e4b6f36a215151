package diag

import (
	"fmt"
	"io"
)

// A Format is a way to print findings.
type Format struct {
	Name  string // as given to --format
	Doc   string // one sentence for the list of formats
	Print func(w io.Writer, l List, o Options) error
}

// Options is what a format may need beside the findings.
type Options struct {
	Color   bool       // for text: ANSI colours
	Rules   []RuleInfo // for sarif: all rules there are
	Version string     // for sarif: errgen's, such as 1.2.3; may be empty
}

// Formats are all formats, the default first.
var Formats = []Format{
	{
		Name: "text", Doc: "for people: each finding with its source lines",
		Print: func(w io.Writer, l List, o Options) error {
			if err := Text(w, l, TextOptions{Color: o.Color}); err != nil {
				return err
			}
			_, err := fmt.Fprintln(w, l.Summary())
			return err
		},
	},
	{
		Name: "json", Doc: "one array of findings, columns in bytes",
		Print: func(w io.Writer, l List, _ Options) error { return JSON(w, l) },
	},
	{
		Name: "github", Doc: "annotations for GitHub Actions",
		Print: func(w io.Writer, l List, _ Options) error { return GitHub(w, l) },
	},
	{
		Name: "sarif", Doc: "SARIF 2.1.0, for code scanning",
		Print: func(w io.Writer, l List, o Options) error { return SARIF(w, l, o.Rules, o.Version) },
	},
}
