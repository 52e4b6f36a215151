package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand(e env) *cobra.Command {
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
				return root.GenBashCompletionV2(e.out, true)
			case "zsh":
				return root.GenZshCompletion(e.out)
			case "fish":
				return root.GenFishCompletion(e.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(e.out)
			}
			return usageError{fmt.Errorf("unknown shell %q, want one of %s", args[0], strings.Join(shells, ", "))}
		},
	}
}

// A completer returns what can be written in a place that begins with a text.
type completer = func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective)

// complete makes a flag complete. A flag that does not exist is a bug.
func complete(cmd *cobra.Command, flag string, by completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, by); err != nil {
		panic(err)
	}
}

// among completes with words, each of which may have a tab and what it means.
func among(of func() []cobra.Completion) completer {
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

func fixed(of ...string) completer {
	return among(func() []cobra.Completion { return of })
}

// silent is for completion: whatever goes wrong, the shell must not show it.
func (e env) silent() env {
	e.err, e.errWidth = io.Discard, 0
	return e
}

// codes completes with the codes of the catalogue. Where their ends are taken as
// well, these are offered once a part of one is written.
func (e env) codes(config *string, ends bool) completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return among(func() []cobra.Completion {
			project, err := e.silent().catalogue(*config)
			if err != nil {
				return nil
			}
			if words := placeWords(project.Catalog, begun); ends && len(words) > 0 {
				return words
			}
			return codeWords(project.Catalog, ends && begun != "")
		})(cmd, args, begun)
	}
}

// first completes the first argument alone.
func first(by completer) completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return by(cmd, args, begun)
	}
}

func codeWords(c *catalog.Catalog, withEnds bool) []cobra.Completion {
	ends := map[string]int{}
	for _, entry := range c.Entries {
		ends[entry.Last()]++
	}
	var out []cobra.Completion
	for _, entry := range c.Entries {
		about := "\t" + diag.Printable(entry.Title.V)
		out = append(out, string(entry.Code.V)+about)
		if end := entry.Last(); withEnds && ends[end] == 1 {
			out = append(out, end+about)
		}
	}
	return out
}

// placeWords are the places where errors are told, once the page is written.
func placeWords(c *catalog.Catalog, begun string) (out []cobra.Completion) {
	if !strings.Contains(begun, ".md") {
		return nil
	}
	for _, entry := range c.Entries {
		out = append(out, entry.Where()+"\t"+diag.Printable(entry.Title.V))
	}
	return out
}

// parts completes with the systems or the categories of the catalogue.
func (e env) parts(config *string, of func(c *catalog.Catalog) []string) completer {
	return among(func() []cobra.Completion {
		project, err := e.silent().load(gen.Options{Config: *config})
		if err != nil {
			return nil
		}
		return of(project.Catalog)
	})
}

// targets completes with the targets that errgen.yaml lists.
func (e env) targets(config *string) completer {
	return among(func() []cobra.Completion {
		c, err := gen.ReadConfig(gen.Options{Config: *config, Dir: e.dir})
		if err != nil {
			return nil
		}
		var out []cobra.Completion
		for _, g := range c.Generate {
			out = append(out, g.Target.Name+"\t"+g.Target.Doc)
		}
		return out
	})
}

func formatWords() []cobra.Completion {
	var out []cobra.Completion
	for _, f := range diag.Formats {
		out = append(out, f.Name+"\t"+f.Doc)
	}
	return out
}

func ruleWords() []cobra.Completion {
	var out []cobra.Completion
	for _, r := range lint.Rules {
		out = append(out, r.ID+"\t"+r.Summary())
	}
	return out
}
