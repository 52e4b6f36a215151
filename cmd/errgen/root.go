package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
)

// env is all of the outside world that a command may touch, besides the files it
// is about.
type env struct {
	in       io.Reader
	out      io.Writer // results
	err      io.Writer // everything else
	outWidth int       // columns of the terminal that out is, or 0
	errWidth int       // columns of the terminal that err is, or 0
	colour   bool      // whether a terminal may be given colours
	global   *global   // the flags of all commands
	dir      string    // working directory
	getenv   func(string) string
	browse   func(url string) error // opens a page in a browser
}

// run runs the command line and returns the exit code. A command that goes on
// until it is stopped ends with ctx.
func run(ctx context.Context, e env, args []string) int {
	e.global = &global{color: "auto"}
	root := rootCommand(e)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if m := together.FindStringSubmatch(fmt.Sprint(err)); m != nil {
		err = usageError{fmt.Errorf("--%s cannot be used together", strings.ReplaceAll(m[1], " ", " and --"))}
	}
	if err != nil && isUnknown(err) {
		err = usageError{err}
	}
	return e.report(err)
}

func rootCommand(e env) *cobra.Command {
	if e.global == nil {
		e.global = &global{color: "auto"}
	}
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
		Args:          unknownCommand,
	}
	printVersion := root.Flags().Bool("version", false, "print the version")
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		if *printVersion {
			return e.version()
		}
		return cmd.Help()
	}
	e.globalFlags(root)
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	root.CompletionOptions.DisableDefaultCmd = true // completionCommand takes its place
	e.setHelp(root)
	root.SetFlagErrorFunc(unknownFlag)
	for _, command := range commands {
		root.AddCommand(command(e))
	}
	return root
}

// commands lists every command, one line each.
var commands = []func(env) *cobra.Command{
	generateCommand,
	lintCommand,
	listCommand,
	explainCommand,
	newCommand,
	renameCommand,
	deprecateCommand,
	retireCommand,
	breakingCommand,
	verifyCommand,
	vetCommand,
	mockCommand,
	serveCommand,
	initCommand,
	adoptCommand,
	configCommand,
	completionCommand,
	versionCommand,
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

// configFlag adds --config, which every command that reads pages takes.
func configFlag(cmd *cobra.Command) *string {
	path := cmd.Flags().String("config", "", "`FILE` to use as errgen.yaml (default: the one in this folder or the nearest parent)")
	complete(cmd, "config", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	})
	return path
}

// load reads the project that a command is about, from the working directory and
// with a progress bar where somebody sees it.
func (e env) load(o gen.Options) (*gen.Project, error) { return e.loadBy(gen.Load, o) }

// open is load for commands that write pages, of which there may be none yet.
func (e env) open(o gen.Options) (*gen.Project, error) { return e.loadBy(gen.Open, o) }

func (e env) loadBy(load func(gen.Options) (*gen.Project, error), o gen.Options) (*gen.Project, error) {
	o.Dir = e.dir
	o.OnFinished = func(names []string) {
		e.note("errgen: finished an interrupted run: %s\n", diag.Printable(strings.Join(names, ", ")))
	}
	if e.errWidth > 0 && !e.global.quiet {
		bar := &progress{w: e.err, width: e.errWidth}
		defer bar.clear()
		o.OnPage = bar.page
	}
	return load(o)
}

// relative returns a path as people here name it.
func (e env) relative(path string) string {
	if rel, err := filepath.Rel(e.dir, path); err == nil {
		path = rel
	}
	return diag.Printable(filepath.ToSlash(path))
}

// print writes findings for a person, to err, since they are not what a command
// other than lint was asked for.
func (e env) print(found diag.List) {
	// An error of writing to stderr leaves nowhere to say so.
	_ = diag.Text(e.err, found, diag.TextOptions{Color: e.colored(e.errWidth)})
}
