package diag

import "io"

// A Format is a way to print findings.
type Format struct {
	Name string // as given to --format
	Doc  string // one sentence for the list of formats
	// Rooted formats are for services that show findings beside the files of a
	// repository: files must be named from its root.
	Rooted bool
	Print  func(w io.Writer, l List, o Options) error
}

// Options is what a format may need besides the findings.
type Options struct {
	Color   bool       // for text: ANSI colours
	Group   bool       // for text: rules that hit many files as one block each
	Rules   []RuleInfo // for sarif: all rules there are
	Version string     // for sarif: errgen's, such as 1.2.3; may be empty
}

// Formats are all formats, starting with the default.
var Formats = []Format{
	{
		Name: "text", Doc: "for people: each finding with its source lines",
		Print: func(w io.Writer, l List, o Options) error {
			return Text(w, l, TextOptions{Color: o.Color, Group: o.Group})
		},
	},
	{
		Name: "json", Doc: "one array of findings, columns in bytes",
		Print: func(w io.Writer, l List, _ Options) error { return JSON(w, l) },
	},
	{
		Name: "github", Doc: "annotations for GitHub Actions", Rooted: true,
		Print: func(w io.Writer, l List, _ Options) error { return GitHub(w, l) },
	},
	{
		Name: "sarif", Doc: "SARIF 2.1.0, for code scanning", Rooted: true,
		Print: func(w io.Writer, l List, o Options) error { return SARIF(w, l, o.Rules, o.Version) },
	},
	{
		Name: "gitlab", Doc: "a Code Quality report for GitLab", Rooted: true,
		Print: func(w io.Writer, l List, _ Options) error { return GitLab(w, l) },
	},
	{
		Name: "rdjson", Doc: "Reviewdog Diagnostic Format", Rooted: true,
		Print: func(w io.Writer, l List, _ Options) error { return RDJSON(w, l) },
	},
}

// FindFormat returns the format of that name, or nil.
func FindFormat(name string) *Format {
	for i := range Formats {
		if Formats[i].Name == name {
			return &Formats[i]
		}
	}
	return nil
}
