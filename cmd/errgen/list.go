package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

func listCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Print the catalogue",
		Long: `Print every page that has a code, sorted by code, whatever else is wrong with
it. Findings are only counted; errgen lint shows them.

The exit code is 1 where a page has no code, and such a page is not listed.`,
		Example: `  errgen list
  errgen list --format json
  errgen list --schema > catalogue.schema.json`,
		Args: cobra.NoArgs,
	}
	config := configFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	schema := cmd.Flags().Bool("schema", false, "print the JSON Schema of --format json and do nothing else")
	cmd.RunE = func(*cobra.Command, []string) error {
		if *schema {
			_, err := e.out.Write(catalog.JSONSchema())
			return err
		}
		write, ok := map[string]func(io.Writer, *catalog.Catalog) error{
			"text": writeTable,
			"json": func(w io.Writer, c *catalog.Catalog) error { return c.WriteJSON(w) },
		}[*format]
		if !ok {
			return usageError{fmt.Errorf("--format %q is neither text nor json", *format)}
		}
		project, err := e.load(gen.Options{Config: *config})
		if err != nil {
			return err
		}
		if err := write(e.out, project.Catalog); err != nil {
			return err
		}
		found, err := project.Findings()
		if err != nil {
			return err
		}
		if len(found) > 0 {
			fmt.Fprintf(e.err, "errgen: %s; errgen lint shows them\n", found.Summary())
		}
		return project.MissingCodes()
	}
	return cmd
}

// writeTable prints one line a code: status, code, title, page.
func writeTable(w io.Writer, c *catalog.Catalog) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, entry := range c.Entries {
		status := "-"
		if entry.Status.V != 0 {
			status = fmt.Sprint(entry.Status.V)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", entry.Code.V, status, diag.Printable(entry.Title.V), diag.Printable(entry.Page))
	}
	return t.Flush()
}
