package terminal

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/unkeyed/errgen/gen/nearest"
)

// UnknownCommand checks the arguments of a command that only has commands below
// it: there are none.
func UnknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			names = append(names, sub.Name())
		}
	}
	return Usage(misspelt("command", args[0], nearest.Name(args[0], names), cmd.CommandPath()+" --help"))
}

// UnknownFlag makes an error of a command line say which flag was meant. Errors
// about a flag's value stay as they are.
func UnknownFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return Usage(err)
	}
	// The flags of a misspelt command are unknown as well.
	if words := cmd.Flags().Args(); cmd.HasAvailableSubCommands() && len(words) > 0 {
		return UnknownCommand(cmd, words)
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return Usage(misspelt("flag", "-"+name, "", cmd.CommandPath()+" --help"))
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	near := nearest.Name(name, names)
	if near != "" {
		near = "--" + near
	}
	return Usage(misspelt("flag", "--"+name, near, cmd.CommandPath()+" --help"))
}

// misspelt says that a word is unknown, which one was probably meant, and which
// command lists them all.
func misspelt(what, word, near, list string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "unknown %s %q", what, word)
	if near != "" {
		fmt.Fprintf(&b, "; did you mean %q?", near)
	}
	fmt.Fprintf(&b, "\nrun %s to see all %ss", list, what)
	return errors.New(b.String())
}

// NoArgs checks the arguments of a command that takes none.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return Usage(fmt.Errorf("%s takes no arguments, got %q", cmd.CommandPath(), args[0]))
}
