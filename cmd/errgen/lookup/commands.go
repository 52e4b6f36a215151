// Package lookup has the commands that look errors up: list and explain.
package lookup

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// Commands returns the commands of this package.
func Commands(t terminal.Env) []*cobra.Command {
	e := env{t}
	return []*cobra.Command{listCommand(e), explainCommand(e)}
}

// env is [terminal.Env] with what the commands of this package share.
type env struct{ terminal.Env }
