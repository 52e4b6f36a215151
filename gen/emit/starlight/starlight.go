// Package starlight writes a module for the configuration of a Starlight site: the
// groups of error pages for its sidebar, and redirects from their former URLs.
//
//	import { redirects, sidebar } from './errgen/errors.mjs';
//
//	export default defineConfig({
//		redirects,
//		integrations: [starlight({ sidebar: [{ label: 'Errors', items: sidebar }] })],
//	});
package starlight

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Base    string   `yaml:"base" doc:"base of the site" pattern:"^/" want:"a path that starts with a slash" example:"/help"`
	Earlier []string `yaml:"earlier" doc:"JSON catalogues of earlier releases, relative to errgen.yaml, newest first; pages that moved since then are redirected"`

	earlier []*emit.Input
}

// Target is the module.
var Target = emit.Typed[Options]{
	Name: "starlight",
	Doc:  "sidebar groups and redirects for astro.config.mjs of a Starlight site, in a module",
	Inputs: func(o *Options) []*emit.Input {
		o.earlier = redirects.Inputs(o.Earlier)
		return o.earlier
	},
	NoMarkdown: true,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		l, err := redirects.Of(c, o.Base, o.earlier, (*catalog.Entry).URL)
		if err != nil {
			return nil, err
		}
		p := &emit.Printer{Indent: "  "}
		p.P("// ", emit.Header)
		p.P()
		p.P("/** The error pages, for `sidebar` of Starlight: the items of a group. */")
		p.P("export const sidebar = [")
		p.In(func() { items(p, c, tree(c, l)) })
		p.P("];")
		p.P()
		p.P("/** From former URLs of the error pages, for `redirects` of Astro. */")
		p.P("export const redirects = ", l.Astro(), ";")
		return []emit.File{{Path: "errors.mjs", Data: slices.Clone(p.Bytes())}}, nil
	},
}.Target()

// A folder of pages.
type folder struct {
	name    string
	folders []*folder
	slugs   []string
}

// tree returns the folder of all pages that are published on the site.
func tree(c *catalog.Catalog, l *redirects.List) *folder {
	root, seen := &folder{}, map[string]bool{}
	for _, e := range c.Entries {
		at, _, ok := l.Path(e.URL())
		slug, err := url.PathUnescape(strings.Trim(at, "/"))
		if !ok || err != nil || seen[slug] || e.Unpublished.V != "" {
			continue
		}
		seen[slug] = true
		in := root
		if dir := path.Dir(pages.Path(c, e)); dir != "." {
			for name := range strings.SplitSeq(dir, "/") {
				in = in.folder(name)
			}
		}
		in.slugs = append(in.slugs, slug)
	}
	return root
}

// folder returns a folder in a folder.
func (f *folder) folder(name string) *folder {
	i, found := slices.BinarySearchFunc(f.folders, name, func(f *folder, name string) int { return strings.Compare(f.name, name) })
	if !found {
		f.folders = slices.Insert(f.folders, i, &folder{name: name})
	}
	return f.folders[i]
}

// items writes what is in a folder: a group for each folder, then the pages.
func items(p *emit.Printer, c *catalog.Catalog, f *folder) {
	for _, in := range f.folders {
		p.P("{")
		p.In(func() {
			p.P("label: ", quote(pages.Label(c, in.name)), ",")
			p.P("items: [")
			p.In(func() { items(p, c, in) })
			p.P("],")
		})
		p.P("},")
	}
	for _, slug := range f.slugs {
		p.P(quote(slug), ",")
	}
}

func quote(s string) string { return string(jsonpos.AppendString(nil, s)) }
