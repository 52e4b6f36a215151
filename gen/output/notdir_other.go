//go:build windows || plan9

package output

// notDir is false here: a path below a file does not exist, as any other.
func notDir(error) bool { return false }
