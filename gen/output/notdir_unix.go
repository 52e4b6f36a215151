//go:build !windows && !plan9

package output

import (
	"errors"
	"syscall"
)

// notDir reports whether a path failed because what it goes through is no
// folder.
func notDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
