package gen

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lifecycle"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
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

// A LifeError says why a code cannot be changed as requested.
type LifeError struct{ err error }

func (e *LifeError) Error() string { return e.err.Error() }
func (e *LifeError) Unwrap() error { return e.err }

// Rename gives an error another code; see [lifecycle.Rename]. It fails with a
// [LifeError] where the code cannot be given, or not by exact edits.
func (p *Project) Rename(from, to catalog.Code) (*Life, error) {
	e, err := p.own(from)
	if err != nil {
		return nil, err
	}
	w := p.world()
	w.Navigation = p.navigation()
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
				name = display(p.base, moved)
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

// Retire marks a code as no longer raised; see [lifecycle.Retire]. It fails with a
// [LifeError] if the page cannot be changed so.
func (p *Project) Retire(code catalog.Code, r lifecycle.Retirement) (*Life, error) {
	e, err := p.own(code)
	if err != nil {
		return nil, err
	}
	edits, noticed, err := lifecycle.Retire(p.world(), e, r)
	l, err := p.life(edits, err)
	if err == nil {
		l.Unnoticed = !noticed
	}
	return l, err
}

// Deprecate marks a code as deprecated; see [lifecycle.Deprecate]. It fails with a
// [LifeError] if the page cannot be changed so.
func (p *Project) Deprecate(code, by catalog.Code, reason string) (*Life, error) {
	e, err := p.own(code)
	if err != nil {
		return nil, err
	}
	edits, err := lifecycle.Deprecate(p.world(), e, by, reason)
	return p.life(edits, err)
}

// world returns what a change of a code's life may touch.
func (p *Project) world() *lifecycle.World {
	options := pageOptions(p.Config)
	return &lifecycle.World{Catalog: p.Catalog, Config: p.Config.File, Column: p.column, Read: func(f *source.File, page string) []*catalog.Entry {
		return p.readPage(f, page, options).Entries
	}}
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
		if data, size, err := readPage(at, maxRead); err == nil && size <= maxRead && data != nil {
			out[page] = source.NewFile(display(p.base, at), data)
		}
	}
	pages := p.Config.PagesDir()
	for _, left := range p.LeftOut {
		add(left.Page, filepath.Join(pages, filepath.FromSlash(left.Page)))
	}
	for _, f := range navigation {
		root := filepath.Dir(p.absolute(f.Name))
		_ = filepath.WalkDir(root, func(at string, d os.DirEntry, err error) error {
			switch rel, _ := filepath.Rel(pages, at); {
			case err != nil:
				return filepath.SkipDir // what cannot be read is not changed
			case d.IsDir() && (at == pages || at != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules")):
				return filepath.SkipDir
			case d.Type().IsRegular() && isPage(d.Name()) && !below(at, pages):
				add(filepath.ToSlash(rel), at)
			}
			return nil
		})
	}
	return out
}

// own returns the entry of a code that has a page here.
func (p *Project) own(code catalog.Code) (*catalog.Entry, error) {
	e := p.Catalog.Lookup(code)
	switch {
	case p.Config.Catalogue != "":
		return nil, &LifeError{fmt.Errorf("errgen.yaml reads a catalogue and has no pages; change the page in the repository that %s comes from", p.Config.Catalogue)}
	case e == nil:
		near := ""
		if n := nearest.Name(string(code), p.codes()); n != "" {
			near = fmt.Sprintf("; did you mean %q?", n)
		}
		return nil, &LifeError{fmt.Errorf("there is no code %q%s", code, near)}
	case e.Code.V != code:
		return nil, &LifeError{fmt.Errorf("%q is an older name of %s", code, e.Code.V)}
	}
	return e, nil
}

func (p *Project) life(edits []lifecycle.Edit, err error) (*Life, error) {
	if err != nil {
		return nil, &LifeError{err}
	}
	l := &Life{project: p}
	var planned []output.Edit
	for _, e := range edits {
		path := p.absolute(e.File.Name)
		l.paths = append(l.paths, path)
		if e.Page == "" {
			planned = append(planned, output.Edit{Path: path, Old: e.File.Data, New: e.Data})
			continue
		}
		moved := filepath.Join(p.Config.PagesDir(), filepath.FromSlash(e.Page))
		if l.From == "" {
			l.From, l.To = path, moved
		}
		l.moved = append(l.moved, [2]string{path, moved})
		planned = append(planned, output.Edit{Path: path, Old: e.File.Data}, output.Edit{Path: moved, New: e.Data})
	}
	l.Edits, err = p.Edits(planned...)
	return l, err
}

// Dirty returns the files to be changed that have uncommitted changes, as
// findings name them. Without git there are none.
func (l *Life) Dirty(ctx context.Context) []string {
	g := git{ctx: ctx, dir: l.project.Config.Dir}
	out, err := g.run(append([]string{"status", "--porcelain", "-z", "--"}, l.paths...)...)
	if err != nil {
		return nil
	}
	var dirty []string
	for _, path := range l.paths {
		name := filepath.Base(path)
		for entry := range strings.SplitSeq(out, "\x00") {
			if len(entry) > 3 && filepath.Base(filepath.FromSlash(entry[3:])) == name && !strings.HasPrefix(entry, "??") {
				dirty = append(dirty, display(l.project.base, path))
				break
			}
		}
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
		g := git{ctx: ctx, dir: l.project.Config.Dir}
		if _, err := g.run("ls-files", "--error-unmatch", "--", m[0]); err == nil {
			_, _ = g.run("add", "--all", "--", m[0], m[1]) // the files are right, whatever git makes of it
		}
	}
	return nil
}

// navigationFiles are files of docs sites that list pages by their paths.
var navigationFiles = []string{"docs.json", "mint.json"}

// navigation returns those above the pages folder, as far as the repository goes.
func (p *Project) navigation() (found []*source.File) {
	top := p.boundary.Top()
	dir, err := filepath.EvalSymlinks(p.Config.PagesDir())
	if err != nil {
		return nil
	}
	for {
		for _, name := range navigationFiles {
			at := filepath.Join(dir, name)
			if real, err := p.boundary.Follow(at, name, false); err == nil {
				if data, err := os.ReadFile(real); err == nil && !bytes.HasPrefix(data, []byte("\ufeff")) {
					found = append(found, source.NewFile(display(p.base, at), data))
				}
			}
		}
		if dir == top || dir == filepath.Dir(dir) || !below(dir, top) {
			return found
		}
		dir = filepath.Dir(dir)
	}
}
