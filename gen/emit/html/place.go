package html

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/mdx"
)

// A page is one page of errors: of one, or of several that share it.
type page struct {
	path    string // below the docs URL, without slashes around it; empty: the index
	file    string
	title   string
	entries []*catalog.Entry
}

// A place is where an error is told.
type place struct {
	page   *page
	anchor string // empty: the page itself
}

// reserved are the paths that the site has beside the pages of errors.
var reserved = []string{"index.html", "404.html", "sitemap.xml", "codes.js", "search.js", "style.css", "groups"}

// pathOf returns the path of an error's page below the docs URL, not escaped, and the
// anchor on it.
func pathOf(c *catalog.Catalog, e *catalog.Entry) (at, anchor string) {
	address, fragment, _ := strings.Cut(e.URL(), "#")
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	if rest, ok := below(c, address); ok {
		return rest, fragment
	}
	for _, at := range []string{e.CodePath(), mdx.Slug(string(e.Code.V))} {
		if valid(at) {
			return at, ""
		}
	}
	return "error", ""
}

// below returns the path of a URL below the docs URL, and whether it is there and can
// be a file.
func below(c *catalog.Catalog, address string) (string, bool) {
	rest, ok := strings.CutPrefix(address, c.DocsURL)
	if !ok || rest != "" && rest[0] != '/' || strings.Contains(rest, "?") || c.DocsURL == "" {
		return "", false
	}
	at, err := url.PathUnescape(strings.Trim(rest, "/"))
	return at, err == nil && (at == "" || valid(at))
}

// valid reports whether a path can be that of a file on every system and web server.
func valid(at string) bool {
	if !fs.ValidPath(at) || at == "." {
		return false
	}
	return !strings.ContainsFunc(at, func(r rune) bool { return r < ' ' || strings.ContainsRune("\\<>|?*\"\x7f\uFFFD", r) }) &&
		!strings.HasPrefix(at, ".") && !strings.Contains(at, "/.")
}

// fileOf returns the file of a page at a path.
func fileOf(at string) string {
	switch {
	case at == "":
		return "index.html"
	case strings.HasSuffix(at, ".html"):
		return at
	}
	return at + "/index.html"
}

// place gives each error its page.
func (s *Site) place() {
	by := map[string]*page{}
	for _, e := range s.catalog.Entries {
		at, anchor := pathOf(s.catalog, e)
		p := by[at]
		if p == nil {
			p = &page{path: at, file: fileOf(at)}
			by[at] = p
			s.pages = append(s.pages, p)
		}
		p.entries = append(p.entries, e)
		s.of[e] = place{p, anchor}
	}
	slices.SortFunc(s.pages, func(a, b *page) int { return strings.Compare(a.path, b.path) })
	for _, p := range s.pages {
		if !p.shared() {
			p.title = titleOf(p.entries[0])
			continue
		}
		p.title = s.options.Title
		if p.path != "" {
			base := path.Base(p.path)
			p.title = words(strings.TrimSuffix(base, path.Ext(base)))
		}
		for _, e := range p.entries {
			if s.of[e].anchor == "" {
				s.of[e] = place{p, mdx.Slug(string(e.Code.V))}
			}
		}
	}
}

// shared reports whether a page is written for several errors.
func (p *page) shared() bool { return p.path == "" || len(p.entries) > 1 || p.entries[0].Shared }

// titleOf returns the title of the page of an error, or the last part of its code if
// the error is a part of a page.
func titleOf(e *catalog.Entry) string {
	if t := line(e.PageTitle().V); t != "" && e.Anchor == "" && !e.Shared {
		return t
	}
	return line(e.Last())
}

// check returns the pages that a site cannot have together.
func check(c *catalog.Catalog, _ *Options) (found diag.List) {
	type first struct {
		at   string
		code catalog.Code
	}
	seen := map[string]first{}
	for _, e := range c.Entries {
		at, _ := pathOf(c, e)
		top, _, _ := strings.Cut(strings.ToLower(at), "/")
		if slices.Contains(reserved, top) {
			found.Add("name-collision", diag.Error, e.Code.Span, "the page of %s is %q, which the site uses itself", e.Code.V, at).Hint = "rename the page"
			continue
		}
		file := strings.ToLower(fileOf(at))
		if other, ok := seen[file]; ok && other.at != at {
			found.Add("name-collision", diag.Error, e.Code.Span, "%s and %s have the pages %q and %q, which are one file on some systems", other.code, e.Code.V, other.at, at).
				Hint = "rename one of the pages"
			continue
		}
		seen[file] = first{at, e.Code.V}
	}
	return found
}

// relative returns a link from a file of the site to another.
func relative(from, to string) string {
	up := strings.Repeat("../", strings.Count(from, "/"))
	if up == "" {
		up = "./"
	}
	to = strings.TrimSuffix(to, "index.html")
	return up + (&url.URL{Path: to}).EscapedPath()
}

// link returns a link from a file to where an error is told.
func (s *Site) link(from string, to *catalog.Entry, fragment string) string {
	p := s.of[to]
	if fragment == "" || p.anchor != "" {
		fragment = p.anchor
	}
	if fragment != "" {
		fragment = "#" + (&url.URL{Fragment: fragment}).EscapedFragment()
	}
	if p.page.file == from && fragment != "" {
		return fragment
	}
	return relative(from, p.page.file) + fragment
}

// address returns the URL of a file of the site.
func (s *Site) address(file string) string {
	at := strings.TrimSuffix(strings.TrimSuffix(file, "index.html"), "/")
	if at == "" {
		return s.catalog.DocsURL + "/"
	}
	return s.catalog.DocsURL + "/" + (&url.URL{Path: at}).EscapedPath()
}

// url returns the URL of where an error is told.
func (s *Site) url(e *catalog.Entry) string {
	p := s.of[e]
	if p.anchor == "" {
		return s.address(p.page.file)
	}
	return s.address(p.page.file) + "#" + (&url.URL{Fragment: p.anchor}).EscapedFragment()
}

// redirects adds a page for each former URL of an error, which leads to where it is told.
func (s *Site) redirects() error {
	alone := *s.catalog
	alone.Others = nil // the site has none of them
	list, err := redirects.Of(&alone, "", s.options.earlier, s.url)
	if err != nil {
		return err
	}
	base, _, _ := list.Path(s.catalog.DocsURL)
	list.Each(func(from string, e *catalog.Entry) {
		rest, here := strings.CutPrefix(from, base)
		at, ok := below(s.catalog, s.catalog.DocsURL+rest)
		file := fileOf(at)
		switch {
		case !here || !ok || file == s.of[e].page.file: // not on the site, or where it is told
		case s.files[file] == nil:
			s.files[file] = func(s *Site) ([]byte, error) { return s.redirect(file, e) }
		case err == nil:
			err = &emit.OptionError{Message: fmt.Sprintf("a former URL of %s is %s, where the site has a page of its own", e.Code.V, s.address(file))}
		}
	})
	return err
}
