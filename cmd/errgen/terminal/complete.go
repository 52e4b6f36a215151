package terminal

import (
	"strings"

	"github.com/spf13/cobra"
)

// A Completer returns what can be written in a place that begins with a text.
type Completer = func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective)

// Complete makes a flag complete. A flag that does not exist is a bug.
func Complete(cmd *cobra.Command, flag string, by Completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, by); err != nil {
		panic(err)
	}
}

// Among completes with words, each of which may have a tab and what it means.
func Among(of func() []cobra.Completion) Completer {
	return func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var out []cobra.Completion
		for _, w := range of() {
			if strings.HasPrefix(w, begun) {
				out = append(out, w)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// Fixed completes with some words.
func Fixed(of ...string) Completer {
	return Among(func() []cobra.Completion { return of })
}

// First completes the first argument alone.
func First(by Completer) Completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return by(cmd, args, begun)
	}
}

// ConfigFlag adds --config, which every command that reads pages takes.
func ConfigFlag(cmd *cobra.Command) *string {
	path := cmd.Flags().String("config", "", "`FILE` to use as errgen.yaml (default: the one in this folder or the nearest parent)")
	Complete(cmd, "config", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
	})
	return path
}
