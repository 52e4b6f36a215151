package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An Edit is new content for a file that is not errgen's own, such as a page
// that a fix changes. Old is what the new content was made from; nil means that
// the file must not exist yet. New is nil if the file is to be removed.
type Edit struct {
	Path         string // absolute
	Old, New     []byte
	AllowOutside bool // whether it may lie outside of the boundary
}

// Edits are changes of files that are named one by one, and so need no header.
// They are made like those of a [Plan]: all or nothing, and no file is ever half
// written.
type Edits struct {
	Changes []Change

	before func() error // what is done once nothing but the changes is left to do
}

// NewEdits looks at the files and returns what would change; it changes nothing.
// Of the options, Boundary and Base count. A symbolic link stays, and what it leads
// to changes. It fails with a [RefusedError] that names all edits outside of the
// boundary, and all new files that have no name for every system.
func NewEdits(edits []Edit, o Options) (*Edits, error) {
	e := &Edits{}
	b := &planner{plan: &Plan{options: o}, boundary: o.Boundary}
	for _, edit := range edits {
		c := Change{Name: b.name(edit.Path), Op: Update, Old: edit.Old, New: edit.New}
		switch {
		case edit.New == nil:
			c.Op = Delete
		case edit.Old != nil && bytes.Equal(edit.Old, edit.New):
			continue
		}
		path := edit.Path
		var err error
		if edit.Old == nil {
			c.Op = Create
			err = checkNames(o.Boundary.named(path))
			if info, failed := os.Lstat(path); err == nil && failed == nil && info.Mode()&fs.ModeSymlink != 0 {
				err = dangles // it would have old content else
			}
		} else {
			path, err = filepath.EvalSymlinks(path)
		}
		if err == nil {
			c.at, err = o.Boundary.locate(filepath.Dir(path), edit.AllowOutside)
		}
		if err != nil {
			if err := b.refuse(c.Name, err); err != nil {
				return nil, err
			}
			continue
		}
		c.at = c.at.join(filepath.Base(path))
		c.Path = c.at.path()
		e.Changes = append(e.Changes, c)
	}
	if len(b.refused) > 0 {
		return nil, &RefusedError{b.refused}
	}
	return e, nil
}

// Diff prints the edits as a unified diff that git apply takes.
func (e *Edits) Diff(w io.Writer) error { return printDiff(w, e.Changes, false) }

// Apply makes the edits. It fails, and changes nothing, if a file has changed
// since its edit was made. Temporary files that a killed run left beside them are
// removed.
func (e *Edits) Apply() error {
	w := &writer{}
	defer w.close()
	err := e.apply(w)
	if err != nil {
		w.removeFolders()
	}
	return err
}

func (e *Edits) apply(w *writer) error {
	var dirs []string
	for _, c := range e.Changes {
		dirs = append(dirs, c.at.boundary)
	}
	alone, err := w.lockAll(dirs)
	if err != nil {
		return err
	}
	var litter []litter
	seen := map[place]bool{}
	for _, c := range e.Changes {
		if _, err := w.folder(&w.chain, c.at.dir()); err != nil {
			return failed("create the folder of", c.Name, err)
		}
		if dir := c.at.dir(); !seen[dir] { // many files may lie in one folder
			seen[dir] = true
			litter = append(litter, litterIn(dir)...)
		}
	}
	w.clean(litter, alone)
	for i := range e.Changes {
		if err := e.Changes[i].unchanged(w); err != nil {
			return err
		}
	}
	if e.before != nil {
		if err := e.before(); err != nil {
			return err
		}
	}
	return w.change(nil, e.Changes)
}

// litterIn returns the temporary files in a folder. What cannot be looked at
// stays.
func litterIn(dir place) []litter {
	entries, err := os.ReadDir(dir.path())
	if err != nil {
		return nil
	}
	var found []litter
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && temporary(entry.Name()) && info.Mode().IsRegular() {
			found = append(found, litter{dir.join(entry.Name()), info})
		}
	}
	return found
}

// unchanged fails where the file is not what the change was planned for, and
// notes its permissions.
func (c *Change) unchanged(w *writer) error {
	r, name, err := w.chain.at(c.at)
	if err != nil {
		return failed("read", c.Name, err)
	}
	info, err := r.Lstat(name)
	if c.Op == Create {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("write %s: file already exists", c.Name)
	}
	if err != nil {
		return failed("read", c.Name, err)
	}
	data, err := r.ReadFile(name)
	if err != nil {
		return failed("read", c.Name, err)
	}
	if !bytes.Equal(data, c.Old) {
		return fmt.Errorf("write %s: it has changed since it was read", c.Name)
	}
	c.was = info
	return nil
}
