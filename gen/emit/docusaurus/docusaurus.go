// Package docusaurus writes what a Docusaurus site needs besides the error pages: a
// _category_.json for each folder, with its label and position in the sidebar, and
// redirects.json for @docusaurus/plugin-client-redirects. Handwritten categories, which
// lack the header in their customProps, are kept. The sidebars file is never changed; if it
// lists error pages one by one, the list is compared with the pages.
package docusaurus

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/site"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Pages    string   `yaml:"pages" doc:"path from the output folder to the error pages" pattern:"^[^/\\\\]" want:"a relative path" example:"errors"`
	Base     string   `yaml:"base" doc:"baseUrl of the site, which is not part of its redirects" pattern:"^/" want:"a path that starts with a slash" example:"/help"`
	Earlier  []string `yaml:"earlier" doc:"JSON catalogues of earlier releases, relative to errgen.yaml, newest first; pages that moved since then are redirected"`
	Sidebars string   `yaml:"sidebars" format:"path" doc:"file of the sidebars, relative to errgen.yaml; by default sidebars.js or sidebars.ts next to the output folder" example:"sidebars.js"`

	earlier  []*emit.Input
	sidebars *emit.Input
	yaml     map[string]bool // folders with a category in YAML
}

// Target is what Docusaurus needs.
var Target = emit.Typed[Options]{
	Name:    "docusaurus",
	Doc:     "sidebar labels and redirects for a Docusaurus site; out is the docs folder",
	Default: Options{Pages: "errors"},
	Locate: func(o *Options, dir string) error {
		o.locate(dir)
		return nil
	},
	Inputs: func(o *Options) []*emit.Input {
		o.earlier = redirects.Inputs(o.Earlier)
		if o.Sidebars != "" {
			o.sidebars = &emit.Input{Path: o.Sidebars}
		}
		if o.sidebars == nil {
			return o.earlier
		}
		return append(o.earlier[:len(o.earlier):len(o.earlier)], o.sidebars)
	},
	NoMarkdown: true,
	Check:      check,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		l, err := redirects.Of(c, o.Base, o.earlier, (*catalog.Entry).URL)
		if err != nil {
			return nil, err
		}
		return append(o.categories(c), emit.File{Path: "redirects.json", Data: l.Docusaurus(), Bare: true}), nil
	},
}.Target()

// locate looks for the sidebars file next to the docs folder, and for categories in it
// that are described in YAML.
func (o *Options) locate(dir string) {
	for _, ext := range []string{"js", "ts", "mjs", "cjs"} {
		at := filepath.Join(filepath.Dir(dir), "sidebars."+ext)
		if info, err := os.Stat(at); err == nil && info.Mode().IsRegular() && o.Sidebars == "" {
			o.sidebars = &emit.Input{Path: at, Optional: true}
			break
		}
	}
	o.yaml = map[string]bool{}
	root := filepath.Join(dir, filepath.FromSlash(o.Pages))
	// What cannot be read there has no category.
	_ = filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if name := d.Name(); name == "_category_.yml" || name == "_category_.yaml" {
			if rel, err := filepath.Rel(root, filepath.Dir(at)); err == nil {
				o.yaml[filepath.ToSlash(rel)] = true
			}
		}
		return nil
	})
}

// categories returns a file for each folder of error pages.
func (o *Options) categories(c *catalog.Catalog) (files []emit.File) {
	position := map[string]int{} // of the last folder in a folder
	for _, folder := range pages.Folders(c) {
		above, own := path.Split(folder)
		name := path.Base(path.Dir(site.Find("docusaurus").Path(folder+"/x", nil)))
		if name == own { // otherwise its number is its position
			position[above]++
		}
		if o.yaml[folder] {
			continue
		}
		var b strings.Builder
		b.WriteString("{\n  \"customProps\": {\n    \"generated\": \"" + emit.Header + "\"\n  },\n  \"label\": " + string(jsonpos.AppendString(nil, pages.Label(c, name))))
		if name == own {
			fmt.Fprintf(&b, ",\n  \"position\": %d", position[above])
		}
		b.WriteString("\n}\n")
		files = append(files, emit.File{Path: path.Join(o.Pages, folder, "_category_.json"), Data: []byte(b.String()), Yields: true})
	}
	return files
}
