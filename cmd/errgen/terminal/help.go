package terminal

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpWidth is how wide help is, in columns: what fits everywhere.
const helpWidth = 80

// help returns the help of a command: what it is for, how it is called, examples,
// flags. It is written here and not by cobra's template because cobra does not
// wrap flags, and a template costs a megabyte.
func help(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short + "."
	}
	fmt.Fprintf(&b, "%s\n\n%s", strings.TrimSpace(about), usage(cmd))
	return b.String()
}

// usage returns the part of the help that is shown for a wrong call as well.
func usage(cmd *cobra.Command) string {
	var b strings.Builder
	b.WriteString("Usage:\n")
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND\n\nCommands:\n", cmd.CommandPath())
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-11s %s\n", sub.Name(), sub.Short)
			}
		}
	} else {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = "show this help"
	}
	if flags := cmd.LocalFlags().FlagUsagesWrapped(helpWidth); cmd.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\nFlags:\n%s\n", strings.TrimRight(flags, "\n "))
	}
	if flags := cmd.InheritedFlags().FlagUsagesWrapped(helpWidth); cmd.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\nGlobal flags:\n%s\n", strings.TrimRight(flags, "\n "))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\nRun %s COMMAND --help for more about a command.\n", cmd.CommandPath())
	}
	return b.String()
}

// SetHelp makes the command and those below it print their help so.
func (e Env) SetHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(e.Out, help(cmd)) })
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(e.Err, usage(cmd))
		return err
	})
}
