// Package repo knows the repository that the pages are in: what may be read and changed
// of it, and the files of the docs site around the pages: its navigation, its redirects
// and the images that pages show.
package repo

import (
	"bytes"
	"os"
	"path/filepath"

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
var navigationFiles = []string{"docs.json", "mint.json"}

// Navigation returns those above the pages folder, as far as the repository goes.
func (r *Repo) Navigation() (found []*source.File) {
	top := r.Boundary.Top()
	dir, err := filepath.EvalSymlinks(r.Config.PagesDir())
	if err != nil {
		return nil
	}
	for {
		for _, name := range navigationFiles {
			at := filepath.Join(dir, name)
			if real, err := r.Boundary.Follow(at, name, false); err == nil {
				if data, err := os.ReadFile(real); err == nil && !bytes.HasPrefix(data, []byte("\ufeff")) {
					found = append(found, source.NewFile(source.Name(r.Base, at), data))
				}
			}
		}
		if dir == top || dir == filepath.Dir(dir) || !walk.Below(dir, top) {
			return found
		}
		dir = filepath.Dir(dir)
	}
}
