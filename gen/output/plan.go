package output

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/source"
)

// A Plan is what has to change for every folder to be up to date.
type Plan struct {
	// Changes are all generated files and all orphans, by path, including those
	// that are up to date.
	Changes []Change

	folders []Folder
	options Options
	dirs    []place // the folders looked through, by path
	list    *Change // of the list of outputs; nil where it is up to date
	litter  []litter
}

// litter is a temporary file that another run made.
type litter struct {
	at   place
	info fs.FileInfo
}

// New looks at the folders and returns what would change; it changes nothing.
// Only files of the planned folders are read, and the list of outputs. It fails
// with a [RefusedError] for what it must not do, and with another error where the
// file system fails or a target made a file without the header.
func New(folders []Folder, o Options) (*Plan, error) {
	b := &planner{
		plan: &Plan{folders: folders, options: o}, boundary: o.Boundary,
		known: resolver{}, wanted: map[string]string{}, seen: map[string]int{}, edited: map[string]bool{}, dirs: map[string]string{},
	}
	defer b.chain.close()
	if o.Owner != "" {
		var err error
		if b.list, err = readList(o.Boundary.top); err != nil {
			return nil, err
		}
		dir, err := filepath.EvalSymlinks(filepath.Dir(o.Owner))
		if err != nil {
			return nil, failed("read", o.Owner, err)
		}
		b.me = b.listed(filepath.Join(dir, filepath.Base(o.Owner)))
		b.plan.litter = litterIn(place{o.Boundary.top, "."}) // of the list
	}
	for _, f := range folders {
		if err := b.folder(f); err != nil {
			return nil, err
		}
	}
	if err := b.claims(); err != nil {
		return nil, err
	}
	if err := b.orphans(); err != nil {
		return nil, err
	}
	if len(b.refused) > 0 {
		slices.SortFunc(b.refused, func(a, b Refusal) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Reason, b.Reason))
		})
		return nil, &RefusedError{slices.Compact(b.refused)}
	}
	slices.SortFunc(b.plan.Changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return b.plan, nil
}

// Stale reports whether anything is out of date. A list of outputs that does
// not exist yet is not stale.
func (p *Plan) Stale() bool {
	return p.list != nil && p.list.Op == Update || slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Op != Same })
}

// Folders returns the names of the planned folders, as [Change.Name] has them.
func (p *Plan) Folders() []string {
	names := make([]string, len(p.folders))
	for i, f := range p.folders {
		names[i] = source.Name(p.options.Base, f.Dir)
	}
	return names
}

// Count returns how many files there are of each [Op].
func (p *Plan) Count() [4]int {
	var n [4]int
	for _, c := range p.Changes {
		n[c.Op]++
	}
	return n
}

// A planner is the state of [New].
type planner struct {
	plan     *Plan
	boundary *Boundary
	list     *list  // nil where none is kept
	me       string // the errgen.yaml, as the list has it
	chain    chain
	known    resolver
	refused  []Refusal
	wanted   map[string]string // path in lower case -> the name of the file wanted there
	seen     map[string]int    // path -> index of its Change
	edited   map[string]bool   // paths of files that are not errgen's own
	dirs     map[string]string // folder to look for orphans in -> its name
}

// name returns what people call an absolute path.
func (b *planner) name(file string) string { return source.Name(b.plan.options.Base, file) }

// refuse notes the refusal if err is one, and else gives back err.
func (b *planner) refuse(name string, err error) error {
	var why reason
	if errors.As(err, &why) {
		b.refused = append(b.refused, Refusal{name, string(why)})
		return nil
	}
	return failed("read", name, err)
}

// locate returns where a folder that a target names leads.
func (b *planner) locate(dir string, f Folder) (place, error) {
	at, err := b.boundary.locateBy(b.known, dir, f.AllowOutside)
	if why := reason(""); errors.As(err, &why) && strings.HasPrefix(string(why), leadsOut) {
		err = why + ": set allow_outside to write there"
	}
	return at, err
}

// folder plans the files wanted in a folder.
func (b *planner) folder(f Folder) error {
	name := b.name(f.Dir)
	var dir place
	err := checkNames(b.boundary.named(f.Dir))
	if err == nil {
		dir, err = b.locate(f.Dir, f)
	}
	if err != nil {
		return b.refuse(name, err)
	}
	if len(f.Files) == 0 || slices.ContainsFunc(f.Files, func(f emit.File) bool { return f.Edit == nil }) {
		b.look(dir, name) // else nothing in it is errgen's
	}
	parents := map[string]place{".": dir}
	wants := make([]want, 0, len(f.Files))
	for _, file := range f.Files {
		name := path.Join(name, file.Path)
		if err := checkPath(file.Path); err != nil {
			if err := b.refuse(name, err); err != nil {
				return err
			}
			continue
		}
		if !file.Bare && file.Edit == nil && !owned(file.Data) {
			return fmt.Errorf("plan output: %s was made without the line %q", diag.Printable(name), emit.Header)
		}
		var err error
		parent, ok := parents[path.Dir(file.Path)]
		if !ok {
			above := filepath.Join(f.Dir, filepath.FromSlash(path.Dir(file.Path)))
			if parent, err = b.locate(above, f); err == nil && file.Edit == nil {
				if !b.others(f.Dir, above) {
					b.look(parent, b.name(above))
				}
				parents[path.Dir(file.Path)] = parent
			}
		}
		wants = append(wants, want{file: file, name: name, err: err})
		if w := &wants[len(wants)-1]; err == nil {
			w.at = parent.join(path.Base(file.Path))
			w.claimed = b.claimed(w.at)
		}
	}
	readAll(wants)
	for _, w := range wants {
		err := w.err
		if err == nil {
			err = b.file(w)
		}
		if err != nil {
			if err := b.refuse(w.name, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// A want is a file that a target wants, and what is there now.
type want struct {
	file    emit.File
	name    string // for people
	at      place
	claimed bool  // by the list of outputs
	err     error // why it has no place

	was     fs.FileInfo
	old     []byte
	failure error // of looking at what is there
}

// readAll reads what is there of the files that are wanted, on all processors.
func readAll(wants []want) {
	readers := max(1, min(runtime.GOMAXPROCS(0), len(wants)/16))
	var wait sync.WaitGroup
	for n := range readers {
		wait.Go(func() {
			var in chain
			defer in.close()
			for i := n * len(wants) / readers; i < (n+1)*len(wants)/readers; i++ {
				if w := &wants[i]; w.err == nil {
					w.was, w.old, w.failure = w.read(&in)
				}
			}
		})
	}
	wait.Wait()
}

func (w *want) read(in *chain) (fs.FileInfo, []byte, error) {
	r, name, err := in.at(w.at)
	if err != nil {
		return nil, nil, err
	}
	was, err := r.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	old, err := own(r, name, was, w.file.Edit != nil || w.claimed)
	if bytes.Equal(old, w.file.Data) {
		old = w.file.Data // so that it is held once
	}
	return was, old, err
}

// others reports whether a folder in another one belongs to an output that is not planned.
func (b *planner) others(outer, folder string) bool {
	return slices.ContainsFunc(b.plan.options.Others, func(other string) bool {
		return other != outer && inside(other, outer) && inside(folder, other)
	})
}

// inside reports whether a folder is another one, or in it.
func inside(folder, outer string) bool {
	rel, err := filepath.Rel(outer, folder)
	return err == nil && filepath.IsLocal(rel)
}

// look notes that a folder is to be looked through for orphans.
func (b *planner) look(dir place, name string) {
	if _, ok := b.dirs[dir.path()]; !ok {
		b.dirs[dir.path()] = name
		b.plan.dirs = append(b.plan.dirs, dir)
	}
}

// file plans one file.
func (b *planner) file(w want) error {
	at, f, was, err := w.at, w.file, w.was, w.failure
	key := strings.ToLower(at.path())
	if other, taken := b.wanted[key]; taken {
		if i, planned := b.seen[at.path()]; planned && f.Edit != nil && b.edited[at.path()] {
			return b.editAgain(&b.plan.Changes[i], f)
		}
		if other == w.name {
			return reason("is written by two targets: give one of them another out")
		}
		return reason("is the same file as " + other + " on systems that ignore case")
	}
	b.wanted[key] = w.name
	c := Change{Path: at.path(), Name: w.name, Op: Create, Bare: f.Bare, Old: w.old, New: f.Data, at: at}
	if f.Edit != nil {
		return b.edit(c, f, was, err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist): // or gone by now, by another run
	case f.Yields && errors.As(err, new(reason)) && was.Mode().IsRegular():
		return nil // people wrote it
	case err != nil:
		return err
	case sameText(c.Old, c.New):
		c.Op, c.New, c.was = Same, c.Old, was
	default:
		c.Op, c.New, c.was = Update, EndLines(c.New, c.Old), was
	}
	b.seen[c.Path] = len(b.plan.Changes)
	b.plan.Changes = append(b.plan.Changes, c)
	return nil
}

// edit plans the change of a file that is not errgen's own. err is of reading it.
func (b *planner) edit(c Change, f emit.File, was fs.FileInfo, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return reason("does not exist, and errgen only changes a part of it: create it")
	}
	if err != nil {
		return err
	}
	c.Op, c.was = Update, was
	if c.New, err = f.Edit(c.Old); err != nil {
		return reason(err.Error())
	}
	if bytes.Equal(c.Old, c.New) {
		c.Op = Same
	}
	b.edited[c.Path] = true
	b.seen[c.Path] = len(b.plan.Changes)
	b.plan.Changes = append(b.plan.Changes, c)
	return nil
}

// editAgain plans one more change of a file that another target changes as well.
func (b *planner) editAgain(c *Change, f emit.File) (err error) {
	if c.New, err = f.Edit(c.New); err != nil {
		return reason(err.Error())
	}
	if c.Op = Update; bytes.Equal(c.Old, c.New) {
		c.Op = Same
	}
	return nil
}

// own returns the content of a file of errgen's, and a reason for anything else.
// One that the list of outputs claims needs no header.
func own(r *os.Root, rel string, info fs.FileInfo, claimed bool) ([]byte, error) {
	switch mode := info.Mode(); {
	case mode.IsRegular():
	case mode.IsDir():
		return nil, reason("is a folder, not a file")
	case mode&fs.ModeSymlink != 0:
		return nil, reason("is a symbolic link, which errgen does not write through: remove it")
	default:
		return nil, reason("is not a regular file; remove it")
	}
	f, err := r.Open(rel)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, headBytes, max(headBytes, info.Size()+1)) // so that the end is found without more room
	n, err := io.ReadFull(f, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	if data = data[:n]; !claimed && !owned(data) {
		return nil, reason("was not written by errgen: move it away, or choose another out")
	}
	for {
		if len(data) == cap(data) {
			data = slices.Grow(data, 1)
		}
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
	}
}

// orphans plans the removal of errgen's files that are not wanted.
func (b *planner) orphans() error {
	slices.SortFunc(b.plan.dirs, func(a, b place) int { return cmp.Compare(a.path(), b.path()) })
	for _, dir := range b.plan.dirs {
		name := b.dirs[dir.path()]
		if err := b.orphansIn(dir, name); err != nil {
			return failed("read", name, err)
		}
	}
	return nil
}

func (b *planner) orphansIn(dir place, dirName string) error {
	r, err := b.chain.folder(dir)
	var f *os.File
	if err == nil {
		f, err = r.Open(".")
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return err
	}
	for _, e := range entries {
		at := dir.join(e.Name())
		if _, planned := b.seen[at.path()]; planned || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // another run's, and gone by now
		}
		if err != nil {
			return err
		}
		if temporary(e.Name()) {
			b.plan.litter = append(b.plan.litter, litter{at, info})
			continue
		}
		if b.isWanted(at, info) {
			continue
		}
		old, err := own(r, e.Name(), info, false)
		if errors.As(err, new(reason)) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
			continue // not errgen's, as far as it may know, or gone
		}
		if err != nil {
			return err
		}
		b.plan.Changes = append(b.plan.Changes, Change{
			Path: at.path(), Name: path.Join(dirName, e.Name()), Op: Delete, Old: old, at: at, was: info,
		})
	}
	return nil
}

// isWanted reports whether the file is one that is wanted under a name that
// differs by case alone, on a file system to which that is the same name.
func (b *planner) isWanted(at place, info fs.FileInfo) bool {
	if _, ok := b.wanted[strings.ToLower(at.path())]; !ok {
		return false
	}
	return slices.ContainsFunc(b.plan.Changes, func(c Change) bool { return c.was != nil && os.SameFile(c.was, info) })
}
