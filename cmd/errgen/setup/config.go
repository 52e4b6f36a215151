package setup

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/gen"
)

func configCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Show information about errgen.yaml",
		Args:    terminal.UnknownCommand,
		Example: "  errgen config schema --write",
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	schema := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of errgen.yaml",
		Long: `Print the JSON Schema of errgen.yaml. Editors use it to complete keys and show
their documentation.

With --write, write it to the file that errgen.yaml names in its first lines:

  # yaml-language-server: $schema=errgen.schema.json`,
		Example: "  errgen config schema\n  errgen config schema --write",
		Args:    terminal.NoArgs,
	}
	path := terminal.ConfigFlag(schema)
	write := schema.Flags().Bool("write", false, "write the schema to the file that errgen.yaml names")
	schema.RunE = func(*cobra.Command, []string) error {
		if *write {
			return e.writeSchema(*path)
		}
		_, err := e.Out.Write(gen.ConfigSchema())
		return err
	}
	cmd.AddCommand(schema)
	return cmd
}
