package terminal

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
)

// global are the flags that every command takes.
type global struct {
	quiet bool
	color string
}

var colors = []string{"auto", "always", "never"}

// GlobalFlags adds the flags to the root, and checks them before any command
// runs.
func (e *Env) GlobalFlags(root *cobra.Command) {
	e.global = &global{}
	flags := root.PersistentFlags()
	flags.BoolVarP(&e.global.quiet, "quiet", "q", false, "print only results and errors")
	flags.StringVar(&e.global.color, "color", "auto", "use colors `WHEN`: auto, always or never")
	Complete(root, "color", Fixed(colors...))
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains(colors, e.global.color) {
			return Usage(fmt.Errorf("unknown --color %q, want auto, always or never", e.global.color))
		}
		return nil
	}
}

// Note tells a person what a command did; with --quiet it says nothing.
func (e Env) Note(format string, args ...any) {
	if !e.global.quiet {
		fmt.Fprintf(e.Err, format, args...)
	}
}

// Colored reports whether to color what goes to a terminal of some width, where 0
// is no terminal.
func (e Env) Colored(width int) bool {
	switch e.global.color {
	case "always":
		return true
	case "never":
		return false
	}
	return width > 0 && e.Colour
}
