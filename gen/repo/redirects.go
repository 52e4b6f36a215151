package repo

import (
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/source"
)

// redirectFiles are files in which docs sites and their hosts have redirects.
var redirectFiles = []string{
	"docs.json", "mint.json", "vercel.json", "redirects.json", "redirects.mjs", "_redirects", "public/_redirects", "static/_redirects",
	"astro.config.mjs", "astro.config.js", "astro.config.ts", "docusaurus.config.js", "docusaurus.config.ts",
	"next.config.js", "next.config.mjs", "next.config.ts",
}

// Where a redirect leads from, in JSON and in programs: {"source": "/old"}, {from: '/old'}
// and {'/old': '/new'}; and in lines of text.
var (
	redirectFrom = regexp.MustCompile(`\b(?:from|source)["']?\s*:\s*["'](/[^"'\s]*)["']|["'](/[^"'\s]*)["']\s*:\s*["'{]`)
	redirectLine = regexp.MustCompile(`(?m)^[ \t]*(/\S*)[ \t]+\S`)
)

// Redirects returns whether the docs site sends visitors of a URL on to another: by the
// files above the pages that have redirects, and those that are generated. It reports
// whether there is such a site of which no target writes redirects: without a file of one
// it is in another repository.
func (r *Repo) Redirects() (sent func(url string) bool, byHand bool) {
	files := r.above(redirectFiles)
	byHand = len(files) > 0 || r.generates("mintlify")
	if r.generates("redirects", "html", "docusaurus", "starlight") {
		byHand = false
	}
	for _, g := range r.Config.Generate {
		name := map[string]string{"docusaurus": "redirects.json", "starlight": "errors.mjs", "mintlify": "docs.json"}[g.Target.Name]
		if o, ok := g.Options.(*redirects.Options); ok {
			name = o.File
		}
		if name != "" {
			files = r.reads(files, filepath.Join(r.Config.Dir, filepath.FromSlash(g.Out.V)), name)
		}
	}
	var sources []string
	for _, f := range files {
		from := redirectFrom
		if path.Base(f.Name) == "_redirects" {
			from = redirectLine
		}
		for _, m := range from.FindAllSubmatch(f.Data, -1) {
			for _, source := range m[1:] {
				if len(source) > 0 {
					sources = append(sources, string(source))
				}
			}
		}
	}
	return func(at string) bool {
		u, err := url.Parse(at)
		if err != nil {
			return false
		}
		path := strings.Split(strings.Trim(u.Path, "/"), "/")
		for _, s := range sources {
			// A site may be published below a folder that its own paths do not have.
			for i := range path {
				if redirected(strings.Split(strings.Trim(s, "/"), "/"), path[i:]) {
					return true
				}
			}
		}
		return false
	}, byHand
}

// generates reports whether one of the targets is used.
func (r *Repo) generates(targets ...string) bool {
	return slices.ContainsFunc(r.Config.Generate, func(g config.Output) bool { return slices.Contains(targets, g.Target.Name) })
}

// RedirectsBeside returns the files with redirects that a host of the site or the target
// redirects edits, without those of a navigation, which have their own.
func (r *Repo) RedirectsBeside(navigation []*source.File) (found []*source.File) {
	files := r.above([]string{"vercel.json", "_redirects", "public/_redirects", "static/_redirects"})
	for _, g := range r.Config.Generate {
		o, ok := g.Options.(*redirects.Options)
		if !ok {
			continue
		}
		switch path.Base(o.File) {
		case "docs.json", "mint.json", "vercel.json", "_redirects": // the others are written anew
			files = r.reads(files, filepath.Join(r.Config.Dir, filepath.FromSlash(g.Out.V)), o.File)
		}
	}
	for _, f := range files {
		same := func(o *source.File) bool { return o.Name == f.Name }
		if !slices.ContainsFunc(navigation, same) && !slices.ContainsFunc(found, same) {
			found = append(found, f)
		}
	}
	return found
}

// redirected reports whether a path is what a redirect is for, in which :name stands for
// a segment and :name* for any number of them.
func redirected(source, path []string) bool {
	for i, s := range source {
		switch {
		case strings.HasPrefix(s, ":") && strings.HasSuffix(s, "*"), s == "*":
			return true
		case i >= len(path), !strings.HasPrefix(s, ":") && s != path[i]:
			return false
		}
	}
	return len(source) == len(path)
}
