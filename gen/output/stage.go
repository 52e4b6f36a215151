package output

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
)

var temporaryName = regexp.MustCompile(`^\.errgen-[0-9a-f]{16}\.tmp$`)

// temporary reports whether a file of that name is one of the temporary files.
func temporary(name string) bool { return temporaryName.MatchString(name) }

// touching is called before each change of the disk. A test ends the process there.
var touching = func() {}

// write puts the content into a new temporary file beside a file and returns
// its path. Where it fails it leaves no file.
func write(r *os.Root, rel string, data []byte, mode fs.FileMode) (temp string, err error) {
	var f *os.File
	for {
		temp = filepath.Join(filepath.Dir(rel), fmt.Sprintf(".errgen-%016x.tmp", rand.Uint64()))
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

// do makes the change; temp holds the new content.
func (c *Change) do(r *os.Root, temp string) error {
	return whileBusy(func() error {
		touching()
		if c.Op == Delete {
			return r.Remove(c.at.rel)
		}
		return r.Rename(temp, c.at.rel)
	})
}

// undo puts back what was there before [Change.do].
func (c *Change) undo(r *os.Root) error {
	if c.Op == Create {
		return r.Remove(c.at.rel)
	}
	temp, err := write(r, c.at.rel, c.Old, c.mode())
	if err != nil {
		return err
	}
	if err := r.Chtimes(temp, c.was.ModTime(), c.was.ModTime()); err != nil {
		return errors.Join(err, r.Remove(temp))
	}
	return r.Rename(temp, c.at.rel)
}
