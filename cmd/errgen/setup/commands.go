// Package setup has the commands that bring errgen into a repository: init, adopt and
// config.
package setup

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// Commands returns the commands of this package.
func Commands(t terminal.Env) []*cobra.Command {
	e := env{t}
	return []*cobra.Command{initCommand(e), adoptCommand(e), configCommand(e)}
}

// env is [terminal.Env] with what the commands of this package share.
type env struct{ terminal.Env }
