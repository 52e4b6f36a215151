package repo

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// remote is an address that begins with a scheme or a host, or one that a bundler
// resolves by an alias.
var remote = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*:|//|[@~#])`)

// Images returns what reports whether the file of an image that a page shows is missing,
// and where it was looked for.
func (r *Repo) Images() func(e *catalog.Entry, image string) (where string, lacks bool) {
	var public []string // found when the first path needs it
	looked := false
	return func(e *catalog.Entry, image string) (string, bool) {
		file, _, _ := strings.Cut(image, "#")
		file, _, _ = strings.Cut(file, "?")
		if decoded, err := url.PathUnescape(file); err == nil {
			file = decoded
		}
		if remote.MatchString(image) || file == "" || strings.ContainsAny(file, "{}\x00\\") {
			return "", false
		}
		if !strings.HasPrefix(file, "/") {
			page := filepath.FromSlash(e.File.Name)
			if !filepath.IsAbs(page) {
				page = filepath.Join(r.Base, page)
			}
			return r.lacks(filepath.Join(filepath.Dir(page), filepath.FromSlash(file)))
		}
		if !looked {
			public, looked = r.public(), true
		}
		where := ""
		for i, folder := range public {
			at, lacks := r.lacks(filepath.Join(folder, filepath.FromSlash(file)))
			if !lacks {
				return "", false
			}
			if i == 0 {
				where = at
			}
		}
		return where, len(public) > 0
	}
}

// lacks reports whether there is no file at a path. What lies outside of the repository
// is not looked at.
func (r *Repo) lacks(path string) (shown string, lacks bool) {
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err == nil && r.Barred(dir) != "" {
		return "", false
	}
	if rel, inside := filepath.Rel(r.Boundary.Top(), path); err != nil && (inside != nil || !filepath.IsLocal(rel)) {
		return "", false
	}
	_, err = os.Stat(path)
	return source.Name(r.Base, path), os.IsNotExist(err)
}

// public returns the folders in which the site looks for a path that begins with a
// slash; none where they are not known.
func (r *Repo) public() (folders []string) {
	s := r.Config.Site
	if s == nil {
		return nil
	}
	isThere := func(path string) bool { _, err := os.Stat(path); return err == nil }
	pages, err := filepath.EvalSymlinks(r.Config.PagesDir())
	if err != nil {
		return nil
	}
	for at := pages; ; at = filepath.Dir(at) {
		for _, name := range s.Files {
			if isThere(filepath.Join(at, name)) {
				return []string{at}
			}
		}
		for _, name := range []string{"static", "public"} {
			if folder := filepath.Join(at, name); len(s.Files) == 0 && isThere(folder) {
				folders = append(folders, folder)
			}
		}
		switch {
		case len(folders) > 0:
			return append(folders, at)
		case at == r.Boundary.Top() || at == filepath.Dir(at):
			return nil
		}
	}
}
