package lookup

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
)

// Codes completes with the codes of the catalogue. Where their ends are taken as
// well, these are offered once a part of one is written.
func Codes(t terminal.Env, config *string, ends bool) terminal.Completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return terminal.Among(func() []cobra.Completion {
			project, err := env{t.Silent()}.catalogue(*config)
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
func (e env) parts(config *string, of func(c *catalog.Catalog) []string) terminal.Completer {
	return terminal.Among(func() []cobra.Completion {
		project, err := e.Silent().Load(gen.Options{Config: *config})
		if err != nil {
			return nil
		}
		return of(project.Catalog)
	})
}
