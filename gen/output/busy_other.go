//go:build !windows

package output

// whileBusy does something to a file. One that is open can be replaced and removed
// here.
func whileBusy(do func() error) error { return do() }
