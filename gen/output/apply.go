package output

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Apply makes the changes. With the folders locked it looks again at what is
// there, so that what another process did since [New] is seen: Changes is what
// was done in the end. On an error nothing has changed, or the error says what
// could not be put back; see the package doc.
func (p *Plan) Apply() error {
	if !p.Stale() && p.list == nil && len(p.litter) == 0 {
		return nil
	}
	w := &writer{}
	defer w.close()
	err := p.apply(w)
	if err != nil {
		w.removeFolders()
	}
	return err
}

func (p *Plan) apply(w *writer) error {
	var dirs []string
	if p.options.Owner != "" {
		dirs = append(dirs, p.options.Boundary.top) // for the list of outputs
	}
	for _, dir := range p.dirs {
		dirs = append(dirs, dir.boundary)
	}
	for _, c := range p.Changes {
		dirs = append(dirs, c.at.boundary)
	}
	alone, err := w.lockAll(dirs)
	if err != nil {
		return err
	}
	now, err := New(p.folders, p.options)
	if err != nil {
		return err
	}
	*p = *now
	w.clean(p.litter, alone)
	if err := w.change(p.list, p.Changes); err != nil {
		return err
	}
	w.sweep(p)
	return nil
}

// sweep removes the generated folders that nothing is left in: a server would list one,
// and not answer that there is no such page. One that stays harms nobody.
func (w *writer) sweep(p *Plan) {
	generated := map[place]bool{}
	for _, dir := range p.dirs {
		generated[dir] = true
	}
	within := func(dir place) bool {
		for ; dir.rel != "."; dir = dir.dir() {
			if generated[dir] {
				return true
			}
		}
		return false
	}
	for _, c := range p.Changes {
		if c.Op != Delete {
			continue
		}
		for dir := c.at.dir(); within(dir); dir = dir.dir() {
			if r, name, err := w.chain.at(dir); err != nil || r.Remove(name) != nil {
				break
			}
		}
	}
}

// A writer is the state of [Plan.Apply].
type writer struct {
	chain chain
	locks []*os.File

	mu      sync.Mutex
	folders []place // made
}

func (w *writer) close() {
	w.unlock()
	w.chain.close()
}

// folder makes a folder and those above it, where they are missing, and returns it.
func (w *writer) folder(in *chain, dir place) (*os.Root, error) {
	r, err := in.folder(dir)
	if dir.rel == "." || !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	if r, err = w.folder(in, dir.dir()); err != nil {
		return nil, err
	}
	touching()
	switch err := r.Mkdir(filepath.Base(dir.rel), 0o777); {
	case err == nil:
		w.mu.Lock()
		w.folders = append(w.folders, dir)
		w.mu.Unlock()
	case !errors.Is(err, fs.ErrExist): // another was quicker
		return nil, err
	}
	return in.folder(dir)
}

func (w *writer) unlock() {
	for _, l := range w.locks {
		l.Close()
	}
	w.locks = nil
}

// removeFolders removes the folders made, as far as they are empty. Windows removes
// none that is open, and so the locks go first.
func (w *writer) removeFolders() {
	w.unlock()
	slices.SortFunc(w.folders, func(a, b place) int { return cmp.Compare(len(b.rel), len(a.rel)) }) // inner before outer
	for _, dir := range w.folders {
		if r, name, err := w.chain.at(dir); err == nil {
			_ = r.Remove(name)
		}
	}
}

// A lockState is what came of trying to lock a folder.
type lockState int

const (
	lockUnknown lockState = iota // there are no locks here
	lockTaken
	lockHeld
)

// lockAll locks the folders that places are accessed through, in one order, so that two
// runs never wait for each other. These are few: a site has a folder for each page, and a
// process may not have that many files open.
func (w *writer) lockAll(dirs []string) (alone bool, err error) {
	slices.Sort(dirs)
	alone = true
	for _, dir := range slices.Compact(dirs) {
		locked, err := w.lock(dir)
		if err != nil {
			return false, failed("lock the folder", dir, err)
		}
		alone = alone && locked
	}
	return alone, nil
}

// lock waits until no other run writes to the folder. It reports whether that
// is certain; a folder that does not exist cannot be written to.
func (w *writer) lock(dir string) (bool, error) {
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	w.locks = append(w.locks, f)
	deadline := time.Now().Add(10 * time.Second)
	for {
		switch state := tryLock(f); {
		case state == lockHeld:
			return true, nil
		case state == lockUnknown:
			return false, nil
		case time.Now().After(deadline):
			return false, errors.New("another errgen has been writing there for ten seconds")
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// clean removes temporary files of runs that were killed. Without locks any may
// be a running one's, unless it is old. What cannot be removed stays: it harms
// nobody.
func (w *writer) clean(found []litter, alone bool) {
	for _, l := range found {
		if r, name, err := w.chain.at(l.at); err == nil && (alone || time.Since(l.info.ModTime()) > time.Hour) {
			_ = r.Remove(name)
		}
	}
}

// change writes all new content beside the files it is for, and then makes the
// changes: the first, if any, before the others, and orphans last. If one fails, those
// before it are undone.
func (w *writer) change(first *Change, changes []Change) (err error) {
	var writes, deletes []*step
	for i := range changes {
		switch c := &changes[i]; c.Op {
		case Create, Update:
			writes = append(writes, &step{Change: c})
		case Delete:
			deletes = append(deletes, &step{Change: c})
		}
	}
	// The list of outputs is first, so that a run that is killed leaves no file without
	// a header that nobody owns.
	turns := [][]*step{writes, deletes}
	if first != nil {
		turns = slices.Insert(turns, 0, []*step{{Change: first}})
	}
	defer func() {
		if err == nil {
			return
		}
		for _, steps := range slices.Backward(turns) {
			for _, s := range slices.Backward(steps) {
				if failure := s.back(&w.chain); failure != nil {
					err = errors.Join(err, failed("put back", s.Name, failure))
				}
			}
		}
	}()
	for _, steps := range turns {
		if err := each(steps, func(in *chain, s *step) error { return s.stage(w, in) }); err != nil {
			return err
		}
	}
	for _, steps := range turns {
		if err := each(steps, func(in *chain, s *step) error { return s.do(in) }); err != nil {
			return err
		}
	}
	return nil
}
