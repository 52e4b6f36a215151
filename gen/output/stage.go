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

// A step is the way of one change to the disk: its new content is staged, and then it
// is done.
type step struct {
	*Change
	temp string // the file that holds the new content, beside the one it is for
	done bool
}

// each does something to each step. Many are done by several at once, since each waits
// for the disk most of the time. The error is that of the first step that failed.
func each(steps []*step, do func(*chain, *step) error) error {
	const few = 32 // steps that are sooner done than another goes to work
	workers := max(1, min(16, len(steps)/few))
	errs := make([]error, len(steps))
	var failing atomic.Bool
	var wait sync.WaitGroup
	for n := range workers {
		wait.Go(func() {
			var in chain
			defer in.close()
			for i := n * len(steps) / workers; i < (n+1)*len(steps)/workers && !failing.Load(); i++ {
				if errs[i] = do(&in, steps[i]); errs[i] != nil {
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

// stage writes the new content beside the file, in a folder that is made if need be.
func (s *step) stage(w *writer, in *chain) error {
	var r *os.Root
	var err error
	switch s.Op {
	case Delete:
		return nil
	case Create:
		if r, err = w.folder(in, s.at.dir()); err != nil {
			return failed("create the folder of", s.Name, err)
		}
	default:
		r, err = in.folder(s.at.dir())
	}
	if err == nil {
		s.temp, err = write(r, s.New, s.mode())
	}
	if err != nil {
		return failed("write", s.Name, err)
	}
	return nil
}

// do makes the change.
func (s *step) do(in *chain) error {
	r, name, err := in.at(s.at)
	if err == nil {
		err = whileBusy(func() error {
			touching()
			if s.Op == Delete {
				return r.Remove(name)
			}
			return r.Rename(s.temp, name)
		})
	}
	if err != nil {
		verb := "write"
		if s.Op == Delete {
			verb = "delete"
		}
		return failed(verb, s.Name, err)
	}
	s.done = true
	return nil
}

// back undoes what was done and staged.
func (s *step) back(in *chain) error {
	if !s.done && s.temp == "" {
		return nil
	}
	r, name, err := in.at(s.at)
	switch {
	case err != nil:
		return err
	case !s.done:
		return r.Remove(s.temp)
	case s.Op == Create:
		return r.Remove(name)
	}
	temp, err := write(r, s.Old, s.mode())
	if err != nil {
		return err
	}
	if err := r.Chtimes(temp, s.was.ModTime(), s.was.ModTime()); err != nil {
		return errors.Join(err, r.Remove(temp))
	}
	return r.Rename(temp, name)
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
