package survey

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/form"
)

// files are those of a repository that say something about its errors.
type files struct {
	pages []file // that have something like a code of the built-in layout
	docs  []file // all pages
	site  docsSite
}

type file struct {
	path string
	data []byte
}

// maxSize is the size in bytes over which a file is no page.
const maxSize = 256 << 10

// walk reads the files below a folder, in order. Files that cannot be read are
// passed over: a survey takes what there is.
func walk(dir string) (*files, error) {
	found := &files{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(at string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil && at == ".":
			return err
		case err != nil:
			return nil
		case d.IsDir() && at != "." && (strings.HasPrefix(name, ".") && name != ".vitepress" || name == "node_modules" || name == "vendor" || unwritable(name)):
			return fs.SkipDir
		case !d.Type().IsRegular() || unwritable(name):
			return nil
		}
		ext := strings.ToLower(path.Ext(name))
		isPage := ext == ".mdx" || ext == ".md"
		if !isPage && !isSite(at) {
			return nil
		}
		if info, err := d.Info(); err != nil || info.Size() > maxSize {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(at)))
		switch {
		case err != nil:
		case !isPage:
			found.addSite(at, data)
		default:
			found.docs = append(found.docs, file{at, data})
			if bytes.Contains(data, []byte(form.Default.Prefix())) {
				found.pages = append(found.pages, file{at, data})
			}
		}
		return nil
	})
	return found, err
}

// unwritable reports whether errgen.yaml could not name a file.
func unwritable(name string) bool {
	return !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.Contains(name, `\`)
}
