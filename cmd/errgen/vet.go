package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/vet"
)

func vetCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vet [PACKAGE]...",
		Short: "Check Go code that uses the codes",
		Long: `Check Go code that uses a generated package: codes compared by text or written
as literals, responses with another status than the code has, errors that are
dropped or lose their code, and retired codes that are raised. A generated
package is known by its header, wherever it is.

The packages are those of go vet; without any, ./... is checked. To run the
checks along with others: go vet -vettool=$(which errgen) ./...

The exit code is 1 if there are errors. Warnings alone do not change it.`,
		Example: `  errgen vet ./...
  errgen vet --fix ./...
  errgen vet --format sarif ./server > vet.sarif`,
	}
	l := &linting{env: e}
	var fix, switches bool
	flags := cmd.Flags()
	flags.StringVar(&l.format, "format", "", "output `FORMAT`: "+formatNames()+" (default: github in GitHub Actions, else text)")
	flags.BoolVar(&fix, "fix", false, "fix what has one obvious fix")
	flags.BoolVar(&switches, "switches", false, "also report a switch that has most codes of a category, but not all")
	complete(cmd, "format", among(formatWords))
	cmd.RunE = func(cmd *cobra.Command, packages []string) error {
		if l.format == "" {
			l.format = "text"
			if l.getenv("GITHUB_ACTIONS") == "true" {
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
		o := vet.Options{Dir: e.dir, Tool: tool, Packages: packages, Switches: switches, Base: l.base()}
		result, err := vet.Run(cmd.Context(), o)
		if err == nil && fix {
			var files int
			if files, err = result.Fix(); err == nil {
				l.note("errgen: fixed %s\n", count(files, "file"))
				result, err = vet.Run(cmd.Context(), o)
			}
		}
		if load := new(vet.LoadError); errors.As(err, &load) {
			return usageError{load}
		}
		if err != nil {
			return err
		}
		if err := print(result.Found); err != nil {
			return err
		}
		l.note("errgen: %s\n", result.Found.Summary())
		return result.Found.Err()
	}
	return cmd
}

// vetPrinter returns what prints findings, whose rules are the analyzers.
func (l *linting) vetPrinter() (func(diag.List) error, error) {
	f := diag.FindFormat(l.format)
	if f == nil {
		return nil, usageError{fmt.Errorf("unknown --format %q, want %s", l.format, formatNames())}
	}
	return func(found diag.List) error {
		return f.Print(l.out, found, diag.Options{Color: l.colored(l.outWidth), Rules: vet.Rules(), Version: version()})
	}, nil
}
