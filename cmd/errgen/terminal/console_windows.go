package terminal

import (
	"os"
	"syscall"
)

var setConsoleMode = syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")

// escapes makes a console act on escape sequences, and reports whether it does: it
// prints them as they are until it is asked to, and older ones always do.
func escapes(f *os.File) bool {
	const virtualTerminal = 4
	var mode uint32
	console := syscall.Handle(f.Fd())
	if err := syscall.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	done, _, _ := setConsoleMode.Call(uintptr(console), uintptr(mode|virtualTerminal))
	return done != 0
}
