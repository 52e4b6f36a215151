package main

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

// globalFlags adds the flags to the root, and checks them before any command
// runs.
func (e env) globalFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.BoolVarP(&e.global.quiet, "quiet", "q", false, "print only results and errors")
	flags.StringVar(&e.global.color, "color", "auto", "use colors `WHEN`: auto, always or never")
	complete(root, "color", fixed(colors...))
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if !slices.Contains(colors, e.global.color) {
			return usageError{fmt.Errorf("unknown --color %q, want auto, always or never", e.global.color)}
		}
		return nil
	}
}

// note tells a person what a command did; with --quiet it says nothing.
func (e env) note(format string, args ...any) {
	if !e.global.quiet {
		fmt.Fprintf(e.err, format, args...)
	}
}

// colored reports whether to color what goes to a terminal of some width, where 0
// is no terminal.
func (e env) colored(width int) bool {
	switch e.global.color {
	case "always":
		return true
	case "never":
		return false
	}
	return width > 0 && e.colour
}
