package lookup

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/render"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	errorpages "github.com/unkeyed/errgen/errors"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/snapshot"
)

func explainCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain CODE | -",
		Short: "Show what an error means and how to fix it",
		Long: `Print the page of an error. CODE is a full code, the last part of one, a type
URL, or the place of its documentation, such as errors.md#order-not-found. With
-, read a log or a response body from standard input and look up every code and
type URL in it.

The pages are those of the nearest errgen.yaml or, if there is none, those built
into errgen. No network is needed.

The exit code is 1 if a code is unknown.`,
		Example: `  errgen explain err:unkey:data:key_not_found
  errgen explain key_auth_not_found
  errgen explain https://unkey.com/docs/errors/unkey/data/key_not_found
  tail -1 server.log | errgen explain -
  errgen explain key_auth_not_found --json`,
		Args: cobra.ExactArgs(1),
	}
	config := terminal.ConfigFlag(cmd)
	asJSON := cmd.Flags().Bool("json", false, "print the entry as errgen list --format json does")
	web := cmd.Flags().Bool("web", false, "open the page in a browser")
	cmd.MarkFlagsMutuallyExclusive("json", "web")
	cmd.ValidArgsFunction = terminal.First(Codes(e.Env, config, true))
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		project, err := e.catalogue(*config)
		if err != nil {
			return err
		}
		c := project.Catalog
		if args[0] != "-" {
			entry, err := Find(c, args[0])
			if err != nil {
				return err
			}
			if older, ok := olderName(c, entry, args[0]); ok {
				e.olderName(older, entry)
			}
			return e.explain(c, []*catalog.Entry{entry}, *asJSON, *web)
		}
		text, err := io.ReadAll(io.LimitReader(e.In, terminal.MaxInput))
		if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		found, older, unknown := mentioned(c, string(text))
		if len(found)+len(unknown) == 0 {
			return terminal.NotFound("standard input contains no code and no type URL")
		}
		for _, o := range older {
			e.olderName(o, c.Lookup(o))
		}
		if err := e.explain(c, found, *asJSON, *web); err != nil {
			return err
		}
		return unknownCodes(c, unknown)
	}
	return cmd
}

// olderName says that a code is one that an error had before.
func (e env) olderName(older catalog.Code, entry *catalog.Entry) {
	e.Note("errgen: %s is a former name of %s\n", diag.Printable(string(older)), diag.Printable(string(entry.Code.V)))
}

// catalogue loads the project to explain from, and says which that is: the one
// that errgen.yaml names, or else the pages that are built in.
func (e env) catalogue(path string) (*gen.Project, error) {
	project, err := e.Load(gen.Options{Config: path})
	var config *gen.ConfigError
	if err == nil {
		e.Note("errgen: using the pages of %s\n", diag.Printable(project.Config.File.Name))
		return project, nil
	}
	if !errors.As(err, &config) || !config.Missing {
		return nil, err
	}
	project, err = gen.LoadFS(errorpages.FS)
	if err == nil {
		e.Note("errgen: using the pages built into errgen: %s\n", config)
		if hint := config.Found[0].Hint; strings.Contains(hint, "--config") {
			e.Note("errgen: %s\n", diag.Printable(hint))
		}
	}
	return project, err
}

// explain prints entries, or opens their pages.
func (e env) explain(c *catalog.Catalog, entries []*catalog.Entry, asJSON, web bool) error {
	switch {
	case asJSON:
		some := *c
		some.Entries = entries
		return snapshot.Write(e.Out, &some)
	case web:
		for _, entry := range entries {
			if err := e.Browse(entry.Type.V); err != nil {
				return fmt.Errorf("open %s in browser: %w", diag.Printable(entry.Type.V), err)
			}
			e.Note("errgen: opened %s\n", diag.Printable(entry.Type.V))
		}
		return nil
	}
	var b strings.Builder
	for i, entry := range entries {
		if i > 0 {
			b.WriteByte('\n')
		}
		r := &render.Renderer{Width: min(e.OutWidth, render.MaxWidth), Colour: e.Colored(e.OutWidth)}
		writeEntry(r, c, entry)
		b.WriteString(r.String())
	}
	_, err := io.WriteString(e.Out, b.String())
	return err
}
