package output

import (
	"errors"
	"syscall"
	"time"
)

// whileBusy does something to a file, and again for up to two seconds while another
// program, such as an editor or a virus scanner, has it open: Windows then replaces
// and removes no file.
func whileBusy(do func() error) error {
	const sharingViolation = syscall.Errno(32)
	begun := time.Now()
	for {
		err := do()
		if !errors.Is(err, sharingViolation) && !errors.Is(err, syscall.ERROR_ACCESS_DENIED) || time.Since(begun) > 2*time.Second {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}
