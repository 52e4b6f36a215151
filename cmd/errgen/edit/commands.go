// Package edit has the commands that change pages: new, rename, deprecate and retire.
package edit

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// Commands returns the commands of this package.
func Commands(t terminal.Env) []*cobra.Command {
	e := env{t}
	return []*cobra.Command{newCommand(e), renameCommand(e), deprecateCommand(e), retireCommand(e)}
}

// env is [terminal.Env] with what the commands of this package share.
type env struct{ terminal.Env }
