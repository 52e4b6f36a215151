package gen

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
)

// isPage reports whether a file name is that of a page.
func isPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".mdx" || ext == ".md"
}

// pageNames returns the paths of the pages below a folder, relative to it, with
// forward slashes, sorted. Symbolic links are followed, since build systems lay
// out their inputs with them; a folder that is reached again through one is read
// once. Names that begin with a dot and node_modules are passed over. Where a
// folder below cannot be read, its path is among the pages, so that reading it
// fails like that of a page. So is the path of a link to a page or a folder that
// may not be read: closed has these, and why. Of all others that are not a regular
// file, or a link to one, closed has the path with no reason.
func pageNames(root string, barred func(real string) string) (names []string, closed map[string]string, err error) {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, nil, err
	}
	w := walk{root: root, barred: barred, seen: map[string]bool{real: true}, closed: map[string]string{}}
	if err := w.folder(""); err != nil {
		return nil, nil, err
	}
	slices.Sort(w.found)
	return w.found, w.closed, nil
}

// overlaid returns the names of the pages with those of an overlay that are not
// on disk.
func overlaid(names []string, root string, overlay map[string][]byte) []string {
	known := len(names)
	for path := range overlay {
		rel, err := filepath.Rel(root, path)
		name := filepath.ToSlash(rel)
		if err != nil || !filepath.IsLocal(rel) || !isPage(name) {
			continue
		}
		if _, found := slices.BinarySearch(names[:known], name); !found {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

type walk struct {
	root   string
	barred func(real string) string
	seen   map[string]bool // real paths of the folders that were entered
	found  []string
	closed map[string]string
}

func (w *walk) folder(dir string) error {
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
				if isPage(name) {
					w.odd(at)
				}
				continue
			}
			mode = info.Mode().Type()
			if why := w.barred(real); why != "" && (mode.IsDir() || isPage(name)) {
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
		case isPage(name) && mode.IsRegular():
			w.found = append(w.found, at)
		case isPage(name):
			w.odd(at)
		}
	}
	return nil
}

// odd adds a page that is no regular file, or cannot be read at all.
func (w *walk) odd(at string) {
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

// notRead is what reading a page gives, or a folder of pages, that a link leads to
// and that may not be read.
func notRead(shown, why string) (r page.Result) {
	d := r.Found.Add(ruleUnreadable, diag.Error, source.NewFile(shown, nil).All(), "is a link that %s", why)
	d.Hint = "leave it out with exclude, or replace the link with its target"
	if why == output.OutOfRepository {
		d.Hint = "leave it out with exclude, " + hintOutside
	}
	return r
}

// enter reads a folder below the root, once.
func (w *walk) enter(dir string) error {
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

// readPage reads a regular file of at most limit bytes. Of a larger one it
// returns no bytes and its size. It asks before it opens, because opening a pipe
// waits for somebody to write.
func readPage(name string, limit int64) (data []byte, size int64, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, 0, err
	case !info.Mode().IsRegular():
		return nil, 0, errNoRegularFile
	}
	return readRegular(name, limit)
}

// readRegular is [readPage] for what is known to be a regular file.
func readRegular(name string, limit int64) (data []byte, size int64, err error) {
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
