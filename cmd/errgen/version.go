package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(e env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Print the version of errgen, the commit it was built from, if known, and the
version of Go that built it.`,
		Example: "  errgen version",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return e.version() },
	}
}

func (e env) version() error {
	_, err := fmt.Fprintln(e.out, versionText(debug.ReadBuildInfo()))
	return err
}

// version returns the module's version, "v1.2.3" or "(devel)".
func version() string {
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
	text := "errgen " + version()
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
