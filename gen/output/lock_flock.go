//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock on a folder if nobody has it. The system drops it when
// the folder is closed or the process ends.
func tryLock(dir *os.File) lockState {
	for {
		err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return lockHeld
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return lockTaken
		default:
			return lockUnknown // a file system without locks
		}
	}
}
