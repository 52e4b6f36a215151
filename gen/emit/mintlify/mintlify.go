// Package mintlify updates the navigation in a docs.json to match the error pages.
// Groups of error pages keep their names, icons and order; new pages are added next to
// their neighbours, and deleted ones are removed. Each version and language that lists
// error pages is updated on its own. The rest of the file does not change.
package mintlify

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File  string // docs.json, relative to the output folder
	Pages string `yaml:"pages" doc:"path from the folder of docs.json to the error pages" pattern:"^[^/\\\\]" want:"a relative path" example:"errors"`
}

// Target is the navigation.
var Target = emit.Typed[Options]{
	Name:       "mintlify",
	Doc:        "the error pages in the navigation of a Mintlify site; out is docs.json",
	Default:    Options{Pages: "errors"},
	OutFile:    func(o *Options) *string { return &o.File },
	NoMarkdown: true,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		w := &wanted{prefix: path.Clean(o.Pages) + "/", catalog: c, pages: map[string]bool{}, others: map[string]bool{}}
		if w.prefix == "./" {
			w.prefix = ""
		}
		for _, other := range c.Others {
			w.others[w.prefix+strings.TrimSuffix(other, path.Ext(other))] = true
		}
		for _, e := range c.Entries {
			at := w.prefix + strings.TrimSuffix(pages.Path(c, e), path.Ext(pages.Path(c, e)))
			if !w.pages[at] {
				w.pages[at] = true
				w.order = append(w.order, at)
			}
		}
		return []emit.File{{Path: o.File, Edit: w.edit}}, nil
	},
}.Target()

// wanted are the pages that the navigation is to have.
type wanted struct {
	prefix  string // of error pages: "errors/"
	catalog *catalog.Catalog
	pages   map[string]bool
	order   []string        // sorted by code
	others  map[string]bool // pages below the prefix that are no error pages
}

// edit changes one thing after the other, until the navigation is as wanted.
func (w *wanted) edit(old []byte) ([]byte, error) {
	text := string(old)
	steps := 1
	for i := 0; i < steps; i++ {
		n, err := w.parse(text)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			steps += len(w.order)*len(n.branches()) + strings.Count(text, `"`)
		}
		next, done, err := w.step(n)
		switch {
		case err != nil:
			return nil, err
		case done:
			return []byte(text), nil
		}
		text = next
	}
	return nil, errors.New("could not be updated; this is a bug in errgen, please report it")
}

// step makes the next change. What is new is added first, while its neighbours are
// there: a group whose only page is renamed keeps its name and its icon.
func (w *wanted) step(n *navigation) (text string, done bool, err error) {
	branches := slices.DeleteFunc(n.branches(), func(b *navigation) bool { return !w.has(b) })
	if len(branches) == 0 && len(w.order) > 0 {
		return "", false, fmt.Errorf("has no group of error pages in navigation: add one, for example {\"group\": \"Errors\", \"pages\": [%q]}", w.order[0])
	}
	for _, b := range branches {
		have := map[string]bool{}
		for _, l := range b.lists {
			for _, item := range l.items {
				if at, ok := w.page(item); ok {
					have[at] = true
				}
			}
		}
		for _, at := range w.order {
			if have[at] {
				continue
			}
			if text, ok := w.add(b, at); ok {
				return text, false, nil
			}
		}
	}
	for _, l := range n.lists {
		for i, item := range l.items {
			if at, ok := w.page(item); ok && !w.pages[at] && w.gone(at) {
				return n.remove(l, i), false, nil
			}
		}
	}
	return n.text, true, nil
}

// has reports whether a navigation lists error pages, of today or gone.
func (w *wanted) has(n *navigation) bool {
	return slices.ContainsFunc(n.lists, func(l *list) bool {
		return slices.ContainsFunc(l.items, func(item *jsonpos.Value) bool { _, ok := w.known(item); return ok })
	})
}

// page returns the page that an item of a list names, where it is below the prefix.
func (w *wanted) page(item *jsonpos.Value) (string, bool) {
	if item.Kind != jsonpos.String {
		return "", false
	}
	at := strings.TrimPrefix(item.Text, "/")
	for _, ext := range [...]string{".mdx", ".md"} {
		at = strings.TrimSuffix(at, ext)
	}
	return at, strings.HasPrefix(at, w.prefix)
}

// gone reports whether a page that is none of the catalogue was one: it lies where the
// page of a code does, and is no other page that is known.
func (w *wanted) gone(at string) bool {
	if w.others[at] {
		return false
	}
	_, ok := w.catalog.CodeOfPath(strings.TrimPrefix(at, w.prefix))
	return ok
}

// known reports whether an item is an error page, of today or gone, and returns its
// path.
func (w *wanted) known(item *jsonpos.Value) (string, bool) {
	at, ok := w.page(item)
	return at, ok && (w.pages[at] || w.gone(at))
}
