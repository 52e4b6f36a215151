// Package repo knows the repository that the pages are in: what may be read and changed
// of it, and the files of the docs site around the pages: its navigation, its redirects
// and the images that pages show.
package repo

import (
	"bytes"
	"os"
	"path"
	"path/filepath"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// A Repo is the repository that the pages are in.
type Repo struct {
	Config   *config.Config
	Boundary *output.Boundary
	Base     string // the folder that findings name files relative to
}

// Edits looks at files that are to be changed, or made, in the pages folder or
// elsewhere in the repository, and returns what would change. It fails with an
// [output.RefusedError] where one lies outside of both.
func (r *Repo) Edits(edits ...output.Edit) (*output.Edits, error) {
	return output.NewEdits(edits, output.Options{Boundary: r.Boundary, Base: r.Base})
}

// Barred returns why a page may not be read that a link leads to, a path without
// links, and "" where it may.
func (r *Repo) Barred(real string) string {
	return r.Boundary.Barred(real, r.Config.AllowOutside)
}

// navigationFiles are files of docs sites that list pages by their paths.
var navigationFiles = []string{
	"docs.json", "mint.json",
	"sidebars.js", "sidebars.ts", "sidebars.cjs", "sidebars.mjs",
	"astro.config.mjs", "astro.config.js", "astro.config.ts",
	".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mjs", ".vitepress/config.mts",
}

// folderFile is the file in which Fumadocs lists the pages of a folder by their names.
const folderFile = "meta.json"

// NavigationOf returns those above the pages folder, and that of the folder of an error's
// page.
func (r *Repo) NavigationOf(e *catalog.Entry) (found []*source.File) {
	if e.Record.IsZero() {
		found = r.reads(found, filepath.Join(r.Config.PagesDir(), filepath.FromSlash(path.Dir(e.Page))), folderFile)
	}
	return append(found, r.above(navigationFiles)...)
}

// reads adds a file of a folder to others, if it is there and may be read.
func (r *Repo) reads(files []*source.File, dir, name string) []*source.File {
	at := filepath.Join(dir, filepath.FromSlash(name))
	real, err := r.Boundary.Follow(at, name, false)
	if err != nil {
		return files
	}
	data, err := os.ReadFile(real)
	if err != nil || bytes.HasPrefix(data, []byte("\ufeff")) {
		return files
	}
	return append(files, source.NewFile(source.Name(r.Base, at), data))
}

// above returns the files of some names in the pages folder and in those above it, as far
// as the repository goes.
func (r *Repo) above(names []string) (found []*source.File) {
	top := r.Boundary.Top()
	dir, err := filepath.EvalSymlinks(r.Config.PagesDir())
	if err != nil {
		return nil
	}
	for {
		for _, name := range names {
			found = r.reads(found, dir, name)
		}
		if dir == top || dir == filepath.Dir(dir) || !walk.Below(dir, top) {
			return found
		}
		dir = filepath.Dir(dir)
	}
}
