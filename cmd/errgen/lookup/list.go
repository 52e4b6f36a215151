package lookup

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/render"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/snapshot"
)

func listCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the codes of the catalogue",
		Long: `List all pages that have a code, sorted by code, even if they have other
problems. Findings are only counted; run errgen lint to see them. If several
filters are given, all must match.

The exit code is 1 if a page has no code, since it is missing from the list, or
if no code has the given value of a segment.`,
		Example: `  errgen list
  errgen list --system unkey --status 4xx
  errgen list --segment area=orders --segment kind=auth
  errgen list --retryable --format json
  errgen list --format json --slim > catalogue.json
  errgen list --schema > catalogue.schema.json`,
		Args: terminal.NoArgs,
	}
	config := terminal.ConfigFlag(cmd)
	var f filter
	flags := cmd.Flags()
	format := flags.String("format", "text", "output `FORMAT`: text or json")
	slim := flags.Bool("slim", false, "with --format json, leave out sections, related errors and examples")
	schema := flags.Bool("schema", false, "print the JSON Schema of --format json and exit")
	flags.StringArrayVar(&f.segments, "segment", nil, "only codes with this segment or fact, `NAME=VALUE`; may be repeated")
	flags.StringVar(&f.system, "system", "", "only codes of this `SYSTEM`, as --segment system=SYSTEM")
	flags.StringVar(&f.category, "category", "", "only codes of this `CATEGORY`, as --segment category=CATEGORY")
	flags.StringVar(&f.status, "status", "", "only this `STATUS`, such as 404 or 4xx")
	flags.BoolVar(&f.retryable, "retryable", false, "only errors that are retryable")
	flags.BoolVar(&f.deprecated, "deprecated", false, "only deprecated codes")
	terminal.Complete(cmd, "format", terminal.Fixed("text", "json"))
	terminal.Complete(cmd, "status", terminal.Fixed("4xx", "5xx"))
	terminal.Complete(cmd, "system", e.parts(config, func(c *catalog.Catalog) []string { return segmentValues(c, "system") }))
	terminal.Complete(cmd, "category", e.parts(config, func(c *catalog.Catalog) []string { return segmentValues(c, "category") }))
	terminal.Complete(cmd, "segment", e.parts(config, func(c *catalog.Catalog) (out []string) {
		for _, name := range segmentNames(c) {
			for _, value := range segmentValues(c, name) {
				out = append(out, name+"="+value)
			}
		}
		return out
	}))
	cmd.RunE = func(*cobra.Command, []string) error {
		if *schema {
			_, err := e.Out.Write(snapshot.Schema())
			return err
		}
		if *slim && *format != "json" {
			return terminal.Usage(errors.New("--slim needs --format json"))
		}
		write, ok := map[string]func(*catalog.Catalog) error{
			"text": e.writeTable,
			"json": func(c *catalog.Catalog) error {
				if *slim {
					return snapshot.WriteSlim(e.Out, c)
				}
				return snapshot.Write(e.Out, c)
			},
		}[*format]
		if !ok {
			return terminal.Usage(fmt.Errorf("unknown --format %q, want text or json", *format))
		}
		if err := f.check(); err != nil {
			return terminal.Usage(err)
		}
		project, err := e.Load(gen.Options{Config: *config})
		if err != nil {
			return err
		}
		some := *project.Catalog
		if some.Entries, err = f.apply(project.Catalog); err != nil {
			return err
		}
		if err := write(&some); err != nil {
			return err
		}
		found, err := project.Findings()
		if err != nil {
			return err
		}
		if len(found) > 0 {
			e.Note("errgen: %s; run errgen lint to see them\n", found.Summary())
		}
		return project.MissingCodes()
	}
	return cmd
}

// writeTable prints one line a code: for a program code, status, title and page;
// for a person what fits on a line of the terminal, the status first, since it is
// short and the eye looks for it.
func (e env) writeTable(c *catalog.Catalog) error {
	t := tabwriter.NewWriter(e.Out, 0, 0, 2, ' ', 0)
	if e.OutWidth > 0 {
		return e.writeScreen(c)
	}
	for _, entry := range c.Entries {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", entry.Code.V, status(entry), diag.Printable(entry.Title.V), diag.Printable(entry.Where()))
	}
	return t.Flush()
}

func (e env) writeScreen(c *catalog.Catalog) error {
	codes := 0
	for _, entry := range c.Entries {
		codes = max(codes, diag.Width(string(entry.Code.V)))
	}
	r := &render.Renderer{Colour: e.Colored(e.OutWidth)}
	for _, entry := range c.Entries {
		about := diag.Printable(entry.Title.V)
		switch {
		case entry.Retired != nil:
			about = "(retired) " + about
		case entry.Deprecated != nil:
			about = "(deprecated) " + about
		case entry.MayRetry():
			about = "(retry) " + about
		}
		pad := strings.Repeat(" ", codes-diag.Width(string(entry.Code.V)))
		room := e.OutWidth - len("404  ") - codes - len("  ")
		r.Line("", fmt.Sprintf("%-3s  %s%s  %s", status(entry), r.Styled(string(entry.Code.V), render.Bold), pad, r.Styled(cut(about, room), render.Dim)))
	}
	_, err := io.WriteString(e.Out, r.String())
	return err
}

// cut returns as much of a text as has room in so many columns.
func cut(s string, columns int) string {
	if diag.Width(s) <= columns {
		return s
	}
	short := []rune(s)
	for len(short) > 0 && diag.Width(string(short))+1 > columns {
		short = short[:len(short)-1]
	}
	if len(short) == 0 {
		return ""
	}
	return strings.TrimRight(string(short), " ") + "…"
}

func status(e *catalog.Entry) string {
	if e.Status.V == 0 {
		return "-"
	}
	return fmt.Sprint(e.Status.V)
}
