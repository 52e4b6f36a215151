// Package generate has the commands that make something of the pages: generate, mock
// and serve.
package generate

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// Commands returns the commands of this package.
func Commands(t terminal.Env) []*cobra.Command {
	e := env{t}
	return []*cobra.Command{generateCommand(e), mockCommand(e), serveCommand(e)}
}

// env is [terminal.Env] with what the commands of this package share.
type env struct{ terminal.Env }
