package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/walk"
)

// A Coverage says how much of a catalogue there is in another language.
type Coverage struct {
	Language string
	Missing  []catalog.Code // not translated
	Copies   []catalog.Code // whose page is that of the original, byte for byte
}

// A translated is what there is to read of a language.
type translated struct {
	config.Locale
	below  string            // the folder, relative to that of the pages; empty where it lies elsewhere
	names  []string          // pages of the folder, if it lies below the pages
	closed map[string]string // those that may not be read, and why
}

// originals takes the pages in other languages out of those below the pages folder.
func (p *Project) originals(names []string, closed map[string]string) (kept []string, out []translated) {
	for _, l := range p.Config.Locales {
		t := translated{Locale: l, closed: map[string]string{}}
		if rel, err := filepath.Rel(p.Config.PagesDir(), p.Config.LocaleDir(l)); err == nil && filepath.IsLocal(rel) && rel != "." {
			t.below = filepath.ToSlash(rel)
		}
		out = append(out, t)
	}
	if len(out) == 0 {
		return names, nil
	}
next:
	for _, name := range names {
		for i := range out {
			t := &out[i]
			if rest, ok := strings.CutPrefix(name, t.below+"/"); ok && t.below != "" {
				t.names = append(t.names, rest)
				if why, ok := closed[name]; ok {
					t.closed[rest] = why
				}
				continue next
			}
		}
		kept = append(kept, name)
	}
	return kept, out
}

// excludable returns how the globs of errgen.yaml may name the pages.
func (t *translated) excludable() (names []string) {
	for _, name := range t.names {
		names = append(names, name, t.Language.V+"/"+name)
		if t.below != "" {
			names = append(names, path.Join(t.below, name))
		}
	}
	return names
}

// translate reads the pages in a language, and holds them against their originals.
func (p *Project) translate(t *translated, o Options, read func(root string, closed map[string]string) func(name string) page.Result) error {
	root := p.Config.LocaleDir(t.Locale)
	if t.below == "" {
		_, err := p.boundary.Follow(root, t.Folder.V, p.Config.AllowOutside)
		refused := new(output.RefusedError)
		switch {
		case errors.As(err, &refused):
			p.read.Add(ruleConfig, diag.Error, t.Folder.Span, "the folder of %q is %q, which %s", t.Language.V, t.Folder.V, refused.Refusals[0].Reason).Hint = hintOutside
			return nil
		case err == nil:
			t.names, t.closed, err = walk.Pages(root, p.repo().Barred)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("read pages in %s: %w", t.Language.V, err)
		}
		t.names = walk.Overlaid(t.names, root, o.Overlay)
	}
	if len(t.names) == 0 {
		p.read.Add(ruleConfig, diag.Error, t.Folder.Span, "the folder %q has no pages for the locale %q", source.Name(p.base, root), t.Language.V).Hint =
			"a translation has the path below this folder that its original has below pages"
		return nil
	}
	var names []string
	leave := func(name, reason string) {
		rel, err := filepath.Rel(p.Config.PagesDir(), filepath.Join(root, filepath.FromSlash(name)))
		if err == nil {
			p.LeftOut = append(p.LeftOut, LeftOut{filepath.ToSlash(rel), reason})
		}
	}
	for _, name := range t.names {
		glob, excluded := p.Config.Excluded(name)
		if !excluded {
			glob, excluded = p.Config.Excluded(path.Join(t.below, name))
		}
		if excluded {
			leave(name, fmt.Sprintf("excluded by %q", glob))
		} else if why := p.Config.Site.LeftOut(name); why != "" {
			leave(name, why)
		} else {
			names = append(names, name)
		}
	}
	var entries []*catalog.Entry
	for i, r := range readAll(names, nil, read(root, t.closed)) {
		p.read = append(p.read, lint.Translated(r.Found)...)
		p.Passed = append(p.Passed, r.Passed...)
		entries = append(entries, r.Entries...)
		if r.Left != "" {
			leave(names[i], r.Left)
		}
	}
	p.Catalog.Translate(t.Language.V, entries)
	c := Coverage{Language: t.Language.V}
	for _, e := range p.Catalog.Entries {
		if is := e.Translation(t.Language.V); is == nil {
			c.Missing = append(c.Missing, e.Code.V)
		} else if is.IsCopy(e) {
			c.Copies = append(c.Copies, e.Code.V)
		}
	}
	p.Coverage = append(p.Coverage, c)
	return nil
}
