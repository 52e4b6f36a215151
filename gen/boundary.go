package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/unkeyed/errgen/gen/author"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/repo"
	"github.com/unkeyed/errgen/gen/source"
)

// newProject reads errgen.yaml and finds out what part of the disk it is about. It
// fails where the pages or the catalogue lie outside by a link.
func newProject(o Options) (*Project, error) {
	cfg, err := loadConfig(o)
	if err != nil {
		return nil, err
	}
	p := &Project{Config: cfg, read: cfg.Warnings, base: o.base()}
	key, said, read := "pages", cfg.Pages, cfg.PagesDir()
	named := read
	if cfg.Catalogue != "" {
		key, said, read = "catalogue", catalog.Value[string]{V: cfg.Catalogue}, source.Path(p.Config.Dir, cfg.Catalogue)
		named = filepath.Dir(read)
	}
	if p.boundary, err = output.NewBoundary(cfg.Dir, named); err != nil {
		return nil, err
	}
	finished, err := output.Recover(cfg.Dir, output.Options{Boundary: p.boundary, Base: p.base})
	if err != nil {
		return nil, err
	}
	if len(finished) > 0 {
		if o.OnFinished != nil {
			o.OnFinished(finished)
		}
		return newProject(o) // errgen.yaml may be one of the files
	}
	_, err = p.boundary.Follow(read, said.V, cfg.AllowOutside)
	if refused := new(output.RefusedError); errors.As(err, &refused) {
		if said.Span.IsZero() {
			said.Span = cfg.File.Span(0, 0)
		}
		return nil, configError(said.Span, fmt.Sprintf("%s is %q, which %s", key, said.V, refused.Refusals[0].Reason), hintOutside)
	}
	return p, nil // what cannot be read is said by whoever reads it
}

const hintOutside = "replace the link with its target, or set allow_outside: true in errgen.yaml"

// Edits looks at files that are to be changed, or made, in the pages folder or
// elsewhere in the repository, and returns what would change. It fails with an
// [output.RefusedError] where one lies outside of both.
func (p *Project) Edits(edits ...output.Edit) (*output.Edits, error) {
	return p.repo().Edits(edits...)
}

// repo returns the repository of the pages.
func (p *Project) repo() *repo.Repo {
	return &repo.Repo{Config: p.Config, Boundary: p.boundary, Base: p.base}
}

// Author returns what changes the pages.
func (p *Project) Author() *author.Project {
	options := pageOptions(p.Config)
	a := &author.Project{Repo: p.repo(), Catalog: p.Catalog, Read: func(f *source.File, name string) []*catalog.Entry {
		return p.readPage(f, name, options).Entries
	}}
	for _, left := range p.LeftOut {
		a.Others = append(a.Others, left.Page)
	}
	return a
}

// claims reports whether the errgen.yaml at a path asks for output in a folder or
// above it. One that cannot be read may.
func (p *Project) claims(path, folder string) bool {
	data, err := os.ReadFile(path)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	cfg, found := config.Parse(source.NewFile(path, data), filepath.Dir(path), Targets, ruleIDs())
	return found.Err() != nil || slices.ContainsFunc(cfg.Generate, func(g config.Output) bool {
		rel, err := filepath.Rel(filepath.Join(cfg.Dir, filepath.FromSlash(g.Out.V)), folder)
		return err == nil && filepath.IsLocal(rel)
	})
}
