package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// An Edit is new content for a file that is not errgen's own, such as a page
// that a fix mends. Old is what the new content was made from; nil means that
// there must be no such file yet.
type Edit struct {
	Path     string // absolute
	Old, New []byte
}

// Edits are changes of files that are named one by one, and so need no header.
// They are made like those of a [Plan]: all or nothing, and no file is ever half
// written.
type Edits struct {
	Changes []Change
}

// NewEdits looks at the files and returns what would change; it changes nothing.
// Files are named relative to base, an absolute path. A symbolic link stays, and
// what it leads to changes.
func NewEdits(edits []Edit, base string) (*Edits, error) {
	e := &Edits{}
	for _, edit := range edits {
		name := edit.Path
		if rel, err := filepath.Rel(base, edit.Path); err == nil {
			name = rel
		}
		c := Change{Name: filepath.ToSlash(name), Op: Update, Old: edit.Old, New: edit.New}
		switch {
		case edit.Old == nil:
			c.Op, c.Path = Create, edit.Path
		case bytes.Equal(edit.Old, edit.New):
			continue
		default:
			real, err := filepath.EvalSymlinks(edit.Path)
			if err != nil {
				return nil, failed("read", c.Name, err)
			}
			c.Path = real
		}
		c.at = place{filepath.Dir(c.Path), filepath.Base(c.Path)}
		e.Changes = append(e.Changes, c)
	}
	return e, nil
}

// Diff prints the edits as a unified diff that git apply takes.
func (e *Edits) Diff(w io.Writer) error {
	return (&Plan{Changes: e.Changes}).diff(w, false)
}

// Apply makes the edits. It fails, and changes nothing, where a file is not any
// more what its edit was made from. Temporary files that a killed run left beside
// them are removed.
func (e *Edits) Apply() error {
	w := &writer{open: map[string]*os.Root{}}
	defer w.close()
	dirs := map[string]bool{}
	for _, c := range e.Changes {
		dirs[c.at.boundary] = true
	}
	// In one order, so that two runs never wait for each other.
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return failed("make the folder", dir, err)
		}
		alone, err := w.lock(dir)
		if err != nil {
			return failed("lock the folder", dir, err)
		}
		w.clean(litterIn(dir), alone)
	}
	for i := range e.Changes {
		if err := e.Changes[i].unchanged(); err != nil {
			return err
		}
	}
	return w.change(e.Changes)
}

// litterIn returns the temporary files in a folder. What cannot be looked at
// stays.
func litterIn(dir string) []litter {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var found []litter
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && temporary(entry.Name()) && info.Mode().IsRegular() {
			found = append(found, litter{place{dir, entry.Name()}, info})
		}
	}
	return found
}

// unchanged fails where the file is not what the change was planned for, and
// notes its permissions.
func (c *Change) unchanged() error {
	info, err := os.Lstat(c.Path)
	if c.Op == Create {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("write %s: there is such a file already", c.Name)
	}
	if err != nil {
		return failed("read", c.Name, err)
	}
	data, err := os.ReadFile(c.Path)
	if err != nil {
		return failed("read", c.Name, err)
	}
	if !bytes.Equal(data, c.Old) {
		return fmt.Errorf("write %s: it has changed since it was read", c.Name)
	}
	c.was = info
	return nil
}
