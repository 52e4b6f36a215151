package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/check"
	"github.com/unkeyed/errgen/cmd/errgen/edit"
	"github.com/unkeyed/errgen/cmd/errgen/generate"
	"github.com/unkeyed/errgen/cmd/errgen/lookup"
	"github.com/unkeyed/errgen/cmd/errgen/setup"
	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// run runs the command line and returns the exit code. A command that goes on
// until it is stopped ends with ctx.
func run(ctx context.Context, e terminal.Env, args []string) int {
	root := rootCommand(&e)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if m := together.FindStringSubmatch(fmt.Sprint(err)); m != nil {
		err = terminal.Usage(fmt.Errorf("--%s cannot be used together", strings.ReplaceAll(m[1], " ", " and --")))
	}
	if err != nil && isUnknown(err) {
		err = terminal.Usage(err)
	}
	return e.Report(err)
}

func rootCommand(e *terminal.Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "errgen",
		Short: "Generate code from error documentation pages",
		Long: `errgen reads error pages (MDX, one per error code) into a catalogue and
generates code from it: constants, typed constructors, the HTTP status mapping
and the docs URLs, for the server and its SDKs.

Exit codes: 0 success; 1 findings, stale output or an unknown code; 2 wrong
usage or configuration; 3 system failure, such as a disk or permission error.`,
		Example: `  errgen init
  errgen lint
  errgen generate
  errgen explain key_auth_not_found`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          terminal.UnknownCommand,
	}
	printVersion := root.Flags().Bool("version", false, "print the version")
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		if *printVersion {
			return e.PrintVersion()
		}
		return cmd.Help()
	}
	e.GlobalFlags(root)
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	root.CompletionOptions.DisableDefaultCmd = true // terminal has one that takes its place
	e.SetHelp(root)
	root.SetFlagErrorFunc(terminal.UnknownFlag)
	for _, commands := range rooms {
		root.AddCommand(commands(*e)...)
	}
	return root
}

// rooms are the packages that have commands.
var rooms = []func(terminal.Env) []*cobra.Command{
	setup.Commands,
	lookup.Commands,
	check.Commands,
	generate.Commands,
	edit.Commands,
	terminal.Commands,
}

// together is how cobra says that flags exclude each other.
var together = regexp.MustCompile(`^if any flags in the group \[.*\] are set none of the others can be; \[(.*)\] were all set$`)

// isUnknown reports whether the error is cobra's own about the command line: it
// has no type to ask for.
func isUnknown(err error) bool {
	for _, prefix := range []string{"accepts ", "requires at least ", "invalid argument "} {
		if strings.HasPrefix(err.Error(), prefix) {
			return true
		}
	}
	return false
}
