// Package walk finds the pages below a folder, and reads one: only a regular file, and
// only what its caller lets links lead to.
package walk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// IsPage reports whether a file name is that of a page.
func IsPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".mdx" || ext == ".md"
}

// Pages returns the paths of the pages below a folder, relative to it, with
// forward slashes, sorted. Symbolic links are followed, since build systems lay
// out their inputs with them; a folder that is reached again through one is read
// once. Names that begin with a dot and node_modules are passed over. Where a
// folder below cannot be read, its path is among the pages, so that reading it
// fails like that of a page. So is the path of a link to a page or a folder that
// may not be read: closed has these, and why. Of all others that are not a regular
// file, or a link to one, closed has the path with no reason.
func Pages(root string, barred func(real string) string) (names []string, closed map[string]string, err error) {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, nil, err
	}
	w := walker{root: root, barred: barred, seen: map[string]bool{real: true}, closed: map[string]string{}}
	if err := w.folder(""); err != nil {
		return nil, nil, err
	}
	slices.Sort(w.found)
	return w.found, w.closed, nil
}

// Overlaid returns the names of the pages with those of an overlay that are not
// on disk.
func Overlaid(names []string, root string, overlay map[string][]byte) []string {
	known := len(names)
	for path := range overlay {
		rel, err := filepath.Rel(root, path)
		name := filepath.ToSlash(rel)
		if err != nil || !filepath.IsLocal(rel) || !IsPage(name) {
			continue
		}
		if _, found := slices.BinarySearch(names[:known], name); !found {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// PagesFS returns the paths of the pages below a folder of a file system, relative to
// it, sorted.
func PagesFS(fsys fs.FS, root string) (names []string, err error) {
	below, err := fs.Sub(fsys, root)
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(below, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && IsPage(name) {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

type walker struct {
	root   string
	barred func(real string) string
	seen   map[string]bool // real paths of the folders that were entered
	found  []string
	closed map[string]string
}

func (w *walker) folder(dir string) error {
	entries, err := os.ReadDir(filepath.Join(w.root, filepath.FromSlash(dir)))
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") || name == "node_modules" {
			continue
		}
		at := path.Join(dir, name)
		mode := entry.Type()
		if mode&fs.ModeSymlink != 0 {
			real, info, err := follow(filepath.Join(w.root, filepath.FromSlash(at)))
			if err != nil {
				if IsPage(name) {
					w.odd(at)
				}
				continue
			}
			mode = info.Mode().Type()
			if why := w.barred(real); why != "" && (mode.IsDir() || IsPage(name)) {
				w.found = append(w.found, at)
				w.closed[at] = why
				continue
			}
		}
		switch {
		case mode.IsDir():
			if err := w.enter(at); err != nil {
				w.odd(at)
			}
		case IsPage(name) && mode.IsRegular():
			w.found = append(w.found, at)
		case IsPage(name):
			w.odd(at)
		}
	}
	return nil
}

// odd adds a page that is no regular file, or cannot be read at all.
func (w *walker) odd(at string) {
	w.found = append(w.found, at)
	w.closed[at] = ""
}

// follow returns where a link leads in the end.
func follow(link string) (real string, info fs.FileInfo, err error) {
	if real, err = filepath.EvalSymlinks(link); err == nil {
		info, err = os.Stat(real)
	}
	return real, info, err
}

// enter reads a folder below the root, once.
func (w *walker) enter(dir string) error {
	real, err := filepath.EvalSymlinks(filepath.Join(w.root, filepath.FromSlash(dir)))
	if err != nil {
		return err
	}
	if w.seen[real] {
		return nil
	}
	w.seen[real] = true
	return w.folder(dir)
}

var errNoRegularFile = errors.New("is not a regular file")

// Read reads a regular file of at most limit bytes. Of a larger one it
// returns no bytes and its size. It asks before it opens, because opening a pipe
// waits for somebody to write.
func Read(name string, limit int64) (data []byte, size int64, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, 0, err
	case !info.Mode().IsRegular():
		return nil, 0, errNoRegularFile
	}
	return ReadRegular(name, limit)
}

// ReadRegular is [Read] for what is known to be a regular file.
func ReadRegular(name string, limit int64) (data []byte, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if size = info.Size(); size > limit {
		return nil, size, nil
	}
	data = make([]byte, 0, size+1) // so that the end is found without more room
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, size, nil
		case err != nil:
			return nil, size, err
		case len(data) == cap(data):
			data = slices.Grow(data, 1)
		}
	}
}

// MaxRead is the size in bytes over which a page is not even read. Far below it,
// the limit of the grammar refuses a page, and quotes it.
const MaxRead = 64 << 20

// Cause returns what went wrong with a file, without the path, which the finding
// names already. What is usual is said in the same words on every system, since a
// baseline knows a finding by them.
func Cause(err error) string {
	var of *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or directory"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	case errors.As(err, &of):
		return of.Err.Error()
	}
	return err.Error()
}

// Below reports whether a path is a folder or lies in it.
func Below(at, folder string) bool {
	rel, err := filepath.Rel(folder, at)
	return err == nil && filepath.IsLocal(rel)
}
