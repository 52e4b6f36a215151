package author

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/git"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// A Life is a change of what pages say about a code: it is renamed, deprecated
// or retired. Nothing is written before [Life.Apply].
type Life struct {
	*output.Edits
	// From and To are the paths of a page that moves, with its translations; empty where
	// none does.
	From, To string
	// Unnoticed says that a code is retired and its record has no place to say so to
	// readers.
	Unnoticed bool
	// Left are the places that still name the older code of one that is renamed, in the
	// files as they are afterwards: somebody has to read them.
	Left []source.Span

	project *Project
	moved   [][2]string // pages and where they are moved to, absolute
	paths   []string    // of the files that change, absolute
}

// Rename gives an error another code; see [lifecycle.Rename]. It fails with an
// [Error] where the code cannot be given, or not by exact edits.
func (p *Project) Rename(from, to catalog.Code) (*Life, error) {
	e, err := p.own(from)
	if err != nil {
		return nil, err
	}
	w := p.world()
	w.Navigation = p.NavigationOf(e)
	w.Redirects = p.RedirectsBeside(w.Navigation)
	w.Others = p.otherPages(w.Navigation)
	edits, left, err := lifecycle.Rename(w, e, to)
	if err == nil {
		edits, left, err = p.renameTranslated(from, to, edits, left)
	}
	l, err := p.life(edits, err)
	if err == nil {
		l.Left = left
	}
	return l, err
}

// renameTranslated adds what changes in other languages: the translations of the error,
// and what leads to it. The alias stands with the original.
func (p *Project) renameTranslated(from, to catalog.Code, edits []lifecycle.Edit, left []source.Span) ([]lifecycle.Edit, []source.Span, error) {
	for i, l := range p.Catalog.Locales {
		w := p.world()
		w.Catalog, w.Translation = l.Pages, true
		also, more, err := lifecycle.Rename(w, l.Pages.Lookup(from), to)
		if err != nil {
			return nil, nil, err
		}
		names := map[string]bool{} // of files, as they are afterwards
		for _, e := range also {
			if !l.Has(e.File) {
				continue // it was changed with the originals
			}
			name := e.File.Name
			if e.Page != "" {
				moved := filepath.Join(p.Config.LocaleDir(p.Config.Locales[i]), filepath.FromSlash(e.Page))
				name = source.Name(p.Base, moved)
				rel, err := filepath.Rel(p.Config.PagesDir(), moved)
				if err != nil {
					return nil, nil, err
				}
				e.Page = filepath.ToSlash(rel)
			}
			names[name] = true
			edits = append(edits, e)
		}
		for _, at := range more {
			if l.Has(at.File) || names[at.File.Name] {
				left = append(left, at)
			}
		}
	}
	return edits, left, nil
}

// Retire marks a code as no longer raised; see [lifecycle.Retire]. It fails with an
// [Error] if the page cannot be changed so.
func (p *Project) Retire(code catalog.Code, r lifecycle.Retirement) (*Life, error) {
	e, err := p.own(code)
	if err != nil {
		return nil, err
	}
	if p.Config.DefaultCode.V == code {
		at := p.Config.DefaultCode.Span.From()
		return nil, &Error{fmt.Errorf("%s is the default_code, which is raised for errors without a code; set another one in %s:%d first", code, p.Config.File.Name, at.Line)}
	}
	edits, noticed, err := lifecycle.Retire(p.world(), e, r)
	l, err := p.life(edits, err)
	if err == nil {
		l.Unnoticed = !noticed
	}
	return l, err
}

// Deprecate marks a code as deprecated; see [lifecycle.Deprecate]. It fails with an
// [Error] if the page cannot be changed so.
func (p *Project) Deprecate(code, by catalog.Code, reason string) (*Life, error) {
	e, err := p.own(code)
	if err != nil {
		return nil, err
	}
	edits, err := lifecycle.Deprecate(p.world(), e, by, reason)
	return p.life(edits, err)
}

// column returns the cell that the rule of a row has for a key of the front matter.
func (p *Project) column(e *catalog.Entry, key string) (source.Span, bool) {
	rule := p.Config.RuleOf(e.Page)
	if rule == nil || rule.Each.Kind != record.Row {
		return source.Span{}, false
	}
	columns := rule.ColumnsOf(map[string]record.Places{
		"retired": rule.Retired, "deprecated": rule.Deprecated, "replaced_by": rule.ReplacedBy, "aliases": rule.Aliases,
	}[key])
	if len(columns) == 0 {
		return source.Span{}, false
	}
	doc, _ := mdx.Parse(e.File, mdx.Options{MaxSize: len(e.File.Data) + 1})
	for _, r := range record.Cut(&record.Source{File: e.File, Path: e.Page, Blocks: doc.Root.Children}, rule) {
		if r.At() == e.Record {
			return cell(e.Record, slices.Index(r.Columns, columns[0]))
		}
	}
	return source.Span{}, false
}

// cell returns a cell of a row, counted from 0, from one mark to the next.
func cell(row source.Span, n int) (source.Span, bool) {
	data := row.File.Data
	at := int(row.Start)
	if data[at] == '|' {
		at++
	}
	for i := at; i < int(row.End) && n >= 0; i++ {
		if data[i] != '|' || data[i-1] == '\\' {
			continue
		}
		if n == 0 {
			return row.File.Span(at, i), true
		}
		n, at = n-1, i+1
	}
	return source.Span{}, false
}

// otherPages returns the pages that may link to errors and have none: those that were
// left out, and the other pages of the docs site whose files are known.
func (p *Project) otherPages(navigation []*source.File) map[string]*source.File {
	out := map[string]*source.File{}
	add := func(page, at string) {
		if data, size, err := walk.Read(at, walk.MaxRead); err == nil && size <= walk.MaxRead && data != nil {
			out[page] = source.NewFile(source.Name(p.Base, at), data)
		}
	}
	pages := p.Config.PagesDir()
	for _, page := range p.Others {
		add(page, filepath.Join(pages, filepath.FromSlash(page)))
	}
	for _, f := range navigation {
		root := filepath.Dir(source.Path(p.Base, f.Name))
		if filepath.Base(root) == ".vitepress" {
			root = filepath.Dir(root)
		}
		_ = filepath.WalkDir(root, func(at string, d os.DirEntry, err error) error {
			switch rel, _ := filepath.Rel(pages, at); {
			case err != nil:
				return filepath.SkipDir // what cannot be read is not changed
			case d.IsDir() && (at == pages || at != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules")):
				return filepath.SkipDir
			case d.Type().IsRegular() && walk.IsPage(d.Name()) && !walk.Below(at, pages):
				add(filepath.ToSlash(rel), at)
			}
			return nil
		})
	}
	return out
}

func (p *Project) life(edits []lifecycle.Edit, err error) (*Life, error) {
	if err != nil {
		return nil, &Error{err}
	}
	l := &Life{project: p}
	var planned []output.Edit
	for _, e := range edits {
		path := source.Path(p.Base, e.File.Name)
		l.paths = append(l.paths, path)
		if e.Page == "" {
			planned = append(planned, output.Edit{Path: path, Old: e.File.Data, New: e.Data})
			continue
		}
		moved := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(e.Page))
		if _, err := os.Lstat(moved); err == nil && !sameFile(path, moved) {
			return nil, &Error{fmt.Errorf("%s already exists; move it away, since the page would have this path", source.Name(p.Base, moved))}
		}
		if l.From == "" {
			l.From, l.To = path, moved
		}
		l.moved = append(l.moved, [2]string{path, moved})
		planned = append(planned, output.Edit{Path: path, Old: e.File.Data}, output.Edit{Path: moved, New: e.Data})
	}
	l.Edits, err = p.Edits(planned...)
	return l, err
}

// sameFile reports whether two paths are those of one file, as names in other letters are
// on some systems.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// Dirty returns the files to be changed that have uncommitted changes, as
// findings name them. Without git there are none.
func (l *Life) Dirty(ctx context.Context) []string {
	dirty := git.In(ctx, l.project.Config.Dir).Dirty(l.paths)
	for i, path := range dirty {
		dirty[i] = source.Name(l.project.Base, path)
	}
	return dirty
}

// Apply makes the changes, all or none of them: a run that is killed is finished by
// the next one. Git is told of a page that moves, as git mv would.
func (l *Life) Apply(ctx context.Context) error {
	if err := l.ApplyTogether(l.project.Config.Dir); err != nil {
		return err
	}
	for _, m := range l.moved {
		git.In(ctx, l.project.Config.Dir).Moved(m[0], m[1])
	}
	return nil
}
