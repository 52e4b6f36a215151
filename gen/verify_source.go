package gen

import (
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/git"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/lint/verified"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
	"github.com/unkeyed/errgen/gen/walk"
)

// VerifySource compares the mentions of codes in source files and documents with
// the catalogue. paths are absolute files and folders to read; without paths, those
// that errgen.yaml names, else the repository. A code that nothing mentions is a
// finding only if all are read. It returns how many files were read.
//
// What git ignores, dependencies, generated and binary files are left out, and so
// are the error pages themselves: lint reads these.
func (p *Project) VerifySource(ctx context.Context, paths []string) (*Judgement, int, error) {
	found, read, err := p.verifySource(ctx, paths)
	if err != nil {
		return nil, 0, err
	}
	j, err := p.known(found, verified.Source)
	return j, read, err
}

// WriteSourceBaseline stores the current findings of [Project.VerifySource] in the
// baseline file, as [Project.WriteBaseline] stores those of lint.
func (p *Project) WriteSourceBaseline(ctx context.Context) (n int, name string, err error) {
	found, _, err := p.verifySource(ctx, nil)
	if err != nil {
		return 0, "", err
	}
	return p.writeBaseline(found, verified.Source)
}

func (p *Project) verifySource(ctx context.Context, paths []string) (diag.List, int, error) {
	root, names, err := p.sources(ctx)
	if err != nil {
		return nil, 0, err
	}
	pages := p.Config.PagesDir()
	baseline, err := p.baselinePath()
	if err != nil {
		return nil, 0, err
	}
	var files []verify.File
	for _, name := range names {
		at := filepath.Join(root, filepath.FromSlash(name))
		if verify.Skipped(name) || p.Config.Catalogue == "" && walk.Below(at, pages) && walk.IsPage(name) || at == baseline || !chosen(at, paths) {
			continue
		}
		if rel, err := filepath.Rel(p.Config.Dir, at); err != nil || len(paths) == 0 && !p.Config.Verify.Match(filepath.ToSlash(rel)) {
			continue
		}
		files = append(files, verify.File{Path: at, Name: source.Name(p.base, at)})
	}
	var others []string
	for _, left := range p.LeftOut {
		others = append(others, p.Catalog.DocsURL+"/"+strings.TrimSuffix(left.Page, path.Ext(left.Page)))
	}
	r := verify.NewReader(p.Catalog, others)
	result := r.Files(files, p.Config.Verify.Ignore)
	found := result.Found
	if len(paths) == 0 {
		found = append(found, r.NeverRaised(result.Used)...)
	}
	return lint.Apply(found, p.Catalog, p.Config.Lint).Sorted(), result.Read, nil
}

// sources lists the files of the repository as git knows them, or where there is
// none, those of the folder of errgen.yaml, relative to a root.
func (p *Project) sources(ctx context.Context) (root string, names []string, err error) {
	repository, root, err := git.In(ctx, p.Config.Dir).Top()
	if none := new(git.Error); errors.As(err, &none) {
		names, err = verify.Walk(p.Config.Dir)
		return p.Config.Dir, names, err
	}
	if err == nil {
		names, err = repository.Files()
	}
	return filepath.FromSlash(root), names, err
}

func chosen(at string, paths []string) bool {
	for _, p := range paths {
		if walk.Below(at, p) {
			return true
		}
	}
	return len(paths) == 0
}
