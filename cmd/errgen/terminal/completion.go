package terminal

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand(e Env) *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash | zsh | fish | powershell",
		Short: "Print a shell completion script",
		Long: `Print a completion script for a shell. It completes commands, flags, codes,
rules and targets. Codes come from the nearest errgen.yaml, or from the pages
built into errgen. For bash, the package bash-completion must be installed.`,
		Example: `  source <(errgen completion bash)
  errgen completion zsh > "${fpath[1]}/_errgen"
  errgen completion fish > ~/.config/fish/completions/errgen.fish
  errgen completion powershell | Out-String | Invoke-Expression`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(e.Out, true)
			case "zsh":
				return root.GenZshCompletion(e.Out)
			case "fish":
				return root.GenFishCompletion(e.Out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(e.Out)
			}
			return Usage(fmt.Errorf("unknown shell %q, want one of %s", args[0], strings.Join(shells, ", ")))
		},
	}
}
