package check

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/vet"
)

func vetCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vet [PACKAGE]...",
		Short: "Check Go code that uses the codes",
		Long: `Check Go code that uses a generated package: codes compared by text or written
as literals, responses whose status differs from that of the code, errors that
are dropped or lose their code, and retired codes that are raised. Generated
packages are recognized by their header.

Packages are given as for go vet; the default is ./... To run the
checks along with others: go vet -vettool=$(which errgen) ./...

With --handlers, list the codes that each HTTP handler can answer with instead,
by following errors through the calls of the module. Handlers of net/http, chi,
gin, echo, huma and similar routers are supported. The list is an upper bound.
Calls that cannot be followed are listed with their position, and so are errors
without a code.

The exit code is 1 if there are errors. Warnings alone do not change it.`,
		Example: `  errgen vet ./...
  errgen vet --fix ./...
  errgen vet --format sarif ./server > vet.sarif
  errgen vet --handlers
  errgen vet --handlers --handler "GET /orders/{number}" --format markdown
  errgen vet --handlers --docs docs/api
  errgen vet --handlers --openapi openapi.yaml --components errors.openapi.yaml`,
	}
	l := &linting{env: e}
	var fix, switches, list bool
	h := &handlerList{linting: l}
	flags := cmd.Flags()
	flags.StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	flags.BoolVar(&fix, "fix", false, "fix problems with one obvious fix")
	flags.BoolVar(&switches, "switches", false, "also report a switch that has most codes of a category, but not all")
	flags.BoolVar(&list, "handlers", false, "list the codes that each HTTP handler can answer with; formats: text, json or markdown")
	flags.StringArrayVar(&h.names, "handler", nil, "with --handlers: only the handler `NAME`, or METHOD /PATH")
	flags.StringArrayVar(&h.docs, "docs", nil, "with --handlers: write the table of each handler into `PATH`, a page or a folder of pages, between <!-- errgen errors: METHOD /PATH --> and <!-- /errgen errors -->")
	flags.StringVar(&h.openapi, "openapi", "", "with --handlers: write references to the errors into the operations of `FILE`")
	flags.StringVar(&h.components, "components", "", "with --openapi: `FILE` of the target openapi that has the components (default: the document itself)")
	terminal.Complete(cmd, "format", terminal.Among(formatWords))
	for _, other := range []string{"fix", "switches"} {
		cmd.MarkFlagsMutuallyExclusive("handlers", other)
	}
	cmd.RunE = func(cmd *cobra.Command, packages []string) error {
		if list {
			return h.run(cmd.Context(), packages)
		}
		for _, flag := range []string{"handler", "docs", "openapi", "components"} {
			if flags.Changed(flag) {
				return terminal.Usage(fmt.Errorf("--%s needs --handlers", flag))
			}
		}
		if l.format == "" {
			l.format = "text"
			if l.Getenv("GITHUB_ACTIONS") == "true" {
				l.format = "github"
			}
		}
		print, err := l.vetPrinter()
		if err != nil {
			return err
		}
		tool, err := os.Executable()
		if err != nil {
			return err
		}
		if len(packages) == 0 {
			packages = []string{"./..."}
		}
		o := vet.Options{Dir: e.Dir, Tool: tool, Packages: packages, Switches: switches, Base: l.base()}
		result, err := vet.Run(cmd.Context(), o)
		if err == nil && fix {
			var files int
			if files, err = result.Fix(); err == nil {
				l.Note("errgen: fixed %s\n", terminal.Count(files, "file"))
				result, err = vet.Run(cmd.Context(), o)
			}
		}
		if load := new(vet.LoadError); errors.As(err, &load) {
			return terminal.Usage(load)
		}
		if err != nil {
			return err
		}
		if err := print(result.Found); err != nil {
			return err
		}
		l.Note("errgen: %s\n", result.Found.Summary())
		return result.Found.Err()
	}
	return cmd
}

// vetPrinter returns what prints findings, whose rules are the analyzers.
func (l *linting) vetPrinter() (func(diag.List) error, error) {
	f := diag.FindFormat(l.format)
	if f == nil {
		return nil, terminal.Usage(fmt.Errorf("unknown --format %q, want %s", l.format, formatNames()))
	}
	return func(found diag.List) error {
		return f.Print(l.Out, found, diag.Options{Color: l.Colored(l.OutWidth), Rules: vet.Rules(), Version: terminal.Version()})
	}, nil
}
