// Package check has the commands that check something against the pages: lint, verify,
// vet and breaking.
package check

import (
	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
)

// Commands returns the commands of this package.
func Commands(t terminal.Env) []*cobra.Command {
	e := env{t}
	return []*cobra.Command{lintCommand(e), verifyCommand(e), vetCommand(e), breakingCommand(e)}
}

// env is [terminal.Env] with what the commands of this package share.
type env struct{ terminal.Env }
