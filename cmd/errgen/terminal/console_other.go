//go:build !windows

package terminal

import "os"

// escapes reports whether a terminal acts on escape sequences.
func escapes(*os.File) bool { return true }
