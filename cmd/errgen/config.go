package main

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/gen"
)

func configCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Show information about errgen.yaml",
		Args:    unknownCommand,
		Example: "  errgen config schema > errgen.schema.json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of errgen.yaml",
		Long: `Print the JSON Schema of errgen.yaml. Editors use it to complete keys and show
their documentation.`,
		Example: "  errgen config schema > errgen.schema.json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := e.out.Write(gen.ConfigSchema())
			return err
		},
	})
	return cmd
}
