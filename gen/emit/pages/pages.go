// Package pages writes a page for each error, in the format of the docs site named in
// errgen.yaml. It is for docs in another repository than the pages that people edit:
// catalogue: reads what that repository publishes, and the target updates the folder
// of pages.
package pages

import (
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/site"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Systems []string `yaml:"systems" doc:"first segments of the codes to write pages for; by default all"`
	Site    string   `yaml:"site" enum:"mintlify,docusaurus,starlight,fumadocs,vitepress,markdown" doc:"docs site that publishes the written pages, where they are read from pages of another one; by default that of errgen.yaml"`
}

// on returns the catalogue as the site of the written pages has it.
func (o *Options) on(c *catalog.Catalog) *catalog.Catalog {
	if o.Site == "" {
		return c
	}
	written := *c
	written.Site = site.Find(o.Site)
	return &written
}

// Target is a page for each error.
var Target = emit.Typed[Options]{
	Name: "pages",
	Doc:  "a docs page for each error, in the format that site names",
	Check: func(c *catalog.Catalog, o *Options) (found diag.List) {
		c = o.on(c)
		at := map[string]*catalog.Entry{}
		for _, e := range c.Entries {
			p := strings.ToLower(Path(c, e))
			if other := at[p]; other != nil {
				d := found.Add("name-collision", diag.Error, e.Code.Span, "%s and %s have the same page %q", other.Code.V, e.Code.V, Path(c, e))
				d.Hint = "rename one of the pages"
				continue
			}
			at[p] = e
		}
		return found
	},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		w := newWriter(c, o)
		var files []emit.File
		for _, e := range c.Entries {
			if Has(o.Systems, e) {
				files = append(files, emit.File{Path: Path(w.catalog, e), Data: w.page(e)})
			}
		}
		return files, nil
	},
}.Target()

// Has reports whether an error is in one of the systems, which are the first segments
// of codes. An empty list means all systems.
func Has(systems []string, e *catalog.Entry) bool {
	first, _, _ := strings.Cut(e.CodePath(), "/")
	return len(systems) == 0 || slices.Contains(systems, first)
}

// Path returns the path of the page of an error: that of its source page, or that of
// its code if it shares the source page with others.
func Path(c *catalog.Catalog, e *catalog.Entry) string {
	p := strings.TrimSuffix(e.Page, path.Ext(e.Page))
	if e.Anchor != "" || p == "" {
		p = e.CodePath()
	}
	return p + c.Site.Or().Ext
}
