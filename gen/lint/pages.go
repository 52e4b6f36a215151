package lint

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// pages names the page that a finding is on, also where the page gave no entry.
type pages struct {
	entries map[*source.File]*catalog.Entry
	root    string // what File.Name has before the page's path
	rooted  bool
}

func newPages(c *catalog.Catalog) pages {
	p := pages{entries: make(map[*source.File]*catalog.Entry, len(c.Entries))}
	eachEntry(c, func(e *catalog.Entry) { p.entries[e.File] = e })
	for _, e := range c.Entries {
		if e.File == nil {
			continue
		}
		if !p.rooted {
			p.root, p.rooted = strings.CutSuffix(e.File.Name, e.Page)
		}
	}
	return p
}

// pageName returns how settings and baselines name the page of an entry: by its path, that
// of a translation below its language.
func pageName(e *catalog.Entry) string {
	if e.Language != "" {
		return e.Language + "/" + e.Page
	}
	return e.Page
}

// name returns the path of a page relative to the pages folder, and the bare
// name of a file that lies elsewhere. It is "" for no file. Where no page of the
// catalogue shows what the pages folder is called, it is the file's own name.
func (p pages) name(f *source.File) string {
	switch {
	case f == nil:
		return ""
	case p.entries[f] != nil:
		return pageName(p.entries[f])
	case !p.rooted:
		return f.Name
	}
	if inside, ok := strings.CutPrefix(f.Name, p.root); ok && !strings.HasPrefix(inside, "../") {
		return inside
	}
	return path.Base(f.Name)
}
