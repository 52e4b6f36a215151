package terminal

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(e Env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Print the version of errgen, the commit it was built from, if known, and the
version of Go that built it.`,
		Example: "  errgen version",
		Args:    NoArgs,
		RunE:    func(*cobra.Command, []string) error { return e.PrintVersion() },
	}
}

// PrintVersion prints the version of errgen and of Go.
func (e Env) PrintVersion() error {
	_, err := fmt.Fprintln(e.Out, versionText(debug.ReadBuildInfo()))
	return err
}

// Version returns the module's version, "v1.2.3" or "(devel)".
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// versionText reads "errgen v1.2.3 (commit 0123456789ab) go1.26.0". The commit is
// there only in a binary that was built from a checkout.
func versionText(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return "errgen (unknown version)"
	}
	text := "errgen " + Version()
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		changed := ""
		if settings["vcs.modified"] == "true" {
			changed = ", modified"
		}
		text += fmt.Sprintf(" (commit %.12s%s)", revision, changed)
	}
	return text + " " + info.GoVersion
}
