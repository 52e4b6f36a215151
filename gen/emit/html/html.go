// Package html writes a whole static site of the errors, for teams that have no docs
// site: the errors of type URLs are then at their URLs.
//
// A server serves the folder at docs_url. It has a page for each error, at the path of
// its URL, an index with a search field, a page for each group of a large catalogue,
// redirects from former URLs, 404.html and sitemap.xml. Pages need no JavaScript; the
// search is one script. Links are relative, so the folder may be served below any path;
// a server must redirect a folder to its URL with a slash, as most do.
//
// Sections are Markdown in one canonical form, which is MDX. It is parsed into the
// tree that the rest of errgen uses and written element by element. goldmark could
// render it, but not its components: these would be raw HTML, which would have to be
// parsed and sanitized again. Here no text of a page becomes markup: an element or an
// attribute is on the site only if this package writes it, and everything else is
// escaped.
package html

import (
	"cmp"
	"fmt"
	"html/template"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/redirects"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Title     string   `yaml:"title" doc:"name of the site, shown on each page"`
	Templates string   `yaml:"templates" format:"path" example:"site" doc:"folder of the site's own head.html, header.html and footer.html, templates of Go's html/template, relative to errgen.yaml"`
	Earlier   []string `yaml:"earlier" doc:"JSON catalogues of earlier releases, relative to errgen.yaml, newest first; pages that moved since then are redirected"`

	parts   []*emit.Input // of Templates, in the order of partNames
	earlier []*emit.Input
}

// Target is the site.
var Target = emit.Typed[Options]{
	Name:    "html",
	Doc:     "a static site with a page for each error, an index with a search field, redirects and a sitemap",
	Default: Options{Title: "Errors"},
	Inputs: func(o *Options) []*emit.Input {
		o.parts, o.earlier = nil, redirects.Inputs(o.Earlier)
		for _, name := range partNames {
			if o.Templates != "" {
				o.parts = append(o.parts, &emit.Input{Path: strings.TrimSuffix(o.Templates, "/") + "/" + name, Optional: true})
			}
		}
		return slices.Concat(o.parts, o.earlier)
	},
	Check: check,
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		s, err := New(c, o)
		if err != nil {
			return nil, err
		}
		return s.Files()
	},
}.Target()

// A Site is the files of a site. Each is made when it is requested.
type Site struct {
	catalog *catalog.Catalog
	options *Options
	links   *catalog.Links
	parts   map[string]*template.Template // of the team, by file name

	pages   []*page // of errors, by path
	of      map[*catalog.Entry]place
	groups  []*group
	grouped map[string]*group // by title
	files   map[string]maker
	names   []string // of files, sorted

	live       string              // URL of a script that each page loads
	notes      map[string][]notice // by the file of a page
	everywhere []notice
}

// A maker makes a file of a site.
type maker func(s *Site) ([]byte, error)

// New returns the site of a catalogue.
func New(c *catalog.Catalog, o *Options) (*Site, error) {
	s := &Site{catalog: c, options: o, links: c.Links(), of: map[*catalog.Entry]place{}, files: map[string]maker{}}
	if err := s.readParts(); err != nil {
		return nil, err
	}
	s.place()
	s.group()
	s.files["index.html"] = (*Site).index
	for _, p := range s.pages {
		if p.file != "index.html" {
			s.files[p.file] = func(s *Site) ([]byte, error) { return s.page(p) }
		}
	}
	if !s.small() {
		for _, g := range s.groups {
			for i := range g.parts() {
				s.files[g.part(i)] = func(s *Site) ([]byte, error) { return s.groupPage(g, i) }
			}
		}
	}
	s.files["404.html"] = (*Site).notFound
	s.files["sitemap.xml"] = (*Site).sitemap
	s.files["codes.js"] = (*Site).codes
	s.files["search.js"] = asset("search.js")
	s.files["style.css"] = asset("style.css")
	if err := s.redirects(); err != nil {
		return nil, err
	}
	for name := range s.files {
		s.names = append(s.names, name)
	}
	slices.Sort(s.names)
	return s, nil
}

// Files returns all files.
func (s *Site) Files() ([]emit.File, error) {
	files := make([]emit.File, len(s.names))
	failed := make([]error, len(s.names))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				files[i].Path = s.names[i]
				files[i].Data, failed[i] = s.files[s.names[i]](s)
			}
		})
	}
	workers.Wait()
	return files, cmp.Or(failed...)
}

// File returns a file of the site. ok is false if there is no file at that path.
func (s *Site) File(path string) (data []byte, ok bool, err error) {
	make, ok := s.files[path]
	if !ok {
		return nil, false, nil
	}
	data, err = make(s)
	return data, true, err
}

// A notice is a finding as a page shows it.
type notice struct {
	Severity, Place, Message, Hint, Rule string
	Page                                 string // on the index: the page that it is about
	Title                                string
}

// Annotated returns the site with findings on the pages that they are about, and on the
// index; errors that are not about a page are on every page. Each page loads the script
// at that URL.
func (s *Site) Annotated(found diag.List, script string) *Site {
	annotated := *s
	s = &annotated
	s.live, s.notes = script, map[string][]notice{}
	at := map[string][]place{} // by the file that says it
	for _, e := range s.catalog.Entries {
		p := s.of[e]
		if e.File != nil && !slices.ContainsFunc(at[e.File.Name], func(o place) bool { return o.page == p.page }) {
			at[e.File.Name] = append(at[e.File.Name], p)
		}
	}
	for _, d := range found {
		n := notice{Severity: d.Severity.String(), Message: clean(d.Message), Hint: clean(d.Hint), Rule: d.Rule}
		var places []place
		if f := d.Span.File; f != nil {
			from := d.Span.From()
			n.Place = fmt.Sprintf("%s:%d:%d", clean(f.Name), from.Line, from.Column)
			places = at[f.Name]
		}
		for _, p := range places {
			s.notes[p.page.file] = append(s.notes[p.page.file], n)
		}
		if len(places) == 0 && d.Severity == diag.Error {
			s.everywhere = append(s.everywhere, n)
			continue
		}
		if len(places) > 0 {
			n.Page, n.Title = relative("", places[0].page.file), places[0].page.title
			if places[0].page.file == "index.html" {
				continue
			}
		}
		s.notes["index.html"] = append(s.notes["index.html"], n)
	}
	return s
}

// Tells reports whether the site has an error of a page of the pages folder.
func (s *Site) Tells(page string) bool {
	return slices.ContainsFunc(s.catalog.Entries, func(e *catalog.Entry) bool { return e.Page == page })
}
