package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"regexp"
	"sync"
	"sync/atomic"
)

var temporaryName = regexp.MustCompile(`^\.errgen-[0-9a-f]{16}\.tmp$`)

// temporary reports whether a file of that name is one of the temporary files.
func temporary(name string) bool { return temporaryName.MatchString(name) }

// touching is called before each change of the disk. A test ends the process there.
var touching = func() {}

// stage writes the new content of changes beside the files it is for, and notes the
// names of the temporary files. Where it fails, the error is of the first change that
// failed, and what others wrote is noted.
//
// Many files are written by several at once: each waits for the disk most of the time.
func stage(changes []*Change, temps []string) error {
	const each = 32 // files that one writes before another is worth it
	writers := max(1, min(16, len(changes)/each))
	errs := make([]error, len(changes))
	var failing atomic.Bool
	var wait sync.WaitGroup
	for n := range writers {
		from, to := n*len(changes)/writers, (n+1)*len(changes)/writers
		wait.Go(func() {
			var in chain
			defer in.close()
			for i := from; i < to && !failing.Load(); i++ {
				c := changes[i]
				if c.Op == Delete {
					continue
				}
				r, _, err := in.at(c.at)
				if err == nil {
					temps[i], err = write(r, c.New, c.mode())
				}
				if err != nil {
					errs[i] = failed("write", c.Name, err)
					failing.Store(true)
				}
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// write puts the content into a new temporary file in a folder and returns its name.
// Where it fails it leaves no file.
func write(r *os.Root, data []byte, mode fs.FileMode) (temp string, err error) {
	var f *os.File
	for {
		temp = fmt.Sprintf(".errgen-%016x.tmp", rand.Uint64())
		touching()
		f, err = r.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", err
	}
	touching()
	_, err = f.Write(data)
	if err == nil && mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", errors.Join(err, r.Remove(temp))
	}
	return temp, nil
}

// mode returns the permissions that the new content is to have, 0 for those of
// any new file.
func (c *Change) mode() fs.FileMode {
	if c.was == nil {
		return 0
	}
	return c.was.Mode().Perm()
}

// do makes the change of the file of that name in r; temp holds the new content.
func (c *Change) do(r *os.Root, name, temp string) error {
	return whileBusy(func() error {
		touching()
		if c.Op == Delete {
			return r.Remove(name)
		}
		return r.Rename(temp, name)
	})
}

// undo puts back what was there before [Change.do].
func (c *Change) undo(r *os.Root, name string) error {
	if c.Op == Create {
		return r.Remove(name)
	}
	temp, err := write(r, c.Old, c.mode())
	if err != nil {
		return err
	}
	if err := r.Chtimes(temp, c.was.ModTime(), c.was.ModTime()); err != nil {
		return errors.Join(err, r.Remove(temp))
	}
	return r.Rename(temp, name)
}
