package catalog

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/site"
)

// Links finds the errors that the links of pages lead to.
type Links struct {
	catalog   *Catalog
	docs      docsSite
	folders   bool
	byPage    map[string]*Entry
	merged    bool // some errors are told by several records
	published map[string]string
}

// Links returns what finds the errors of the catalogue by links.
func (c *Catalog) Links() *Links {
	r := &Links{catalog: c, docs: newSite(c.DocsURL, c.language), folders: c.Site != nil && c.Site.Folder,
		byPage: make(map[string]*Entry, len(c.Entries)), published: c.publishedPaths()}
	for _, e := range c.Entries {
		r.byPage[site.WithoutExtension(e.Page)] = e
		for _, o := range e.Merged {
			r.merged = true
			r.byPage[site.WithoutExtension(o.Page)+"#"+o.Anchor] = e
		}
		if e.Anchor != "" {
			r.byPage[site.WithoutExtension(e.Page)+"#"+e.Anchor] = e
		}
	}
	return r
}

// Find returns the error that a link on the page of another leads to, nil where it
// leads elsewhere, with the path of the page that the link names and the fragment: see
// [Link].
func (r *Links) Find(from *Entry, link string) (to *Entry, target, fragment string) {
	docs := r.docs
	docs.folders = r.folders && !r.catalog.snapshot
	target, fragment = docs.resolve(from.Page, link)
	if page, ok := r.published[target]; ok && !hasExtension(link) {
		target = page
	}
	if target == "" {
		return nil, "", fragment
	}
	if fragment != "" || r.merged {
		if to := r.byPage[target+"#"+fragment]; to != nil {
			return to, target, fragment
		}
	}
	if to := r.byPage[target]; to != nil {
		if to.Shared {
			return nil, target, fragment // of a page with several, a link without an anchor leads to none
		}
		return to, target, fragment
	}
	if code, ok := r.catalog.CodeOfPath(target); ok {
		if to := r.catalog.byCode[code]; to != nil && to.Code.V == code {
			return to, target, fragment
		}
	}
	return nil, target, fragment
}

// resolveLinks fills in where the links of all entries lead.
func (c *Catalog) resolveLinks() {
	links := c.Links()
	resolve := func(e *Entry, l *Link) {
		var to *Entry
		l.Code = ""
		if to, l.Target, l.Fragment = links.Find(e, l.URL.V); to != nil {
			l.Code = to.Code.V
		}
	}
	for _, e := range c.Entries {
		for i := range e.Links {
			resolve(e, &e.Links[i])
		}
		for i := range e.Around {
			resolve(e, &e.Around[i])
		}
		for _, o := range e.Merged {
			for i := range o.Links {
				resolve(o, &o.Links[i])
			}
			e.Links = append(e.Links, o.Links...)
			for i := range o.Around {
				resolve(o, &o.Around[i])
			}
			e.Around = append(e.Around, o.Around...)
		}
		for i := range e.Related {
			resolve(e, &e.Related[i])
		}
		if !e.hasSection(RelatedErrors) {
			e.Related = e.errorLinks()
		}
	}
}

// publishedPaths returns the pages that a site publishes at another path than that of
// their file, by the path as links have it. It is nil where no site is known.
func (c *Catalog) publishedPaths() map[string]string {
	if c.Site == nil {
		return nil
	}
	out := map[string]string{}
	for _, e := range c.Entries {
		at, err := url.PathUnescape(e.Path)
		if page := site.WithoutExtension(e.Page); err == nil && at != page {
			out[at] = page
		}
	}
	return out
}

// hasExtension reports whether a link names a file.
func hasExtension(link string) bool {
	if i := strings.IndexAny(link, "?#"); i >= 0 {
		link = link[:i]
	}
	return site.WithoutExtension(link) != link
}

func (e *Entry) hasSection(kind SectionKind) bool {
	for i := range e.Sections {
		if e.Sections[i].Kind == kind {
			return true
		}
	}
	return false
}

// errorLinks returns the links that lead to other error pages, whether these
// exist or not.
func (e *Entry) errorLinks() []Link {
	var out []Link
	for _, l := range e.Links {
		if l.Target != "" && l.Code != e.Code.V {
			out = append(out, l)
		}
	}
	return out
}

// Leads returns the path of the page that a URL on a page leads to, relative to the
// pages folder and without extension, whether it exists or not, and the fragment. The
// path is empty for a URL that leads out of the error pages.
func (c *Catalog) Leads(page, url string) (target, fragment string) {
	docs := newSite(c.DocsURL, c.language)
	docs.folders = c.Site != nil && c.Site.Folder && !c.snapshot
	return docs.resolve(page, url)
}

// A docsSite is where the pages are published.
type docsSite struct {
	language string   // of the pages; empty for the originals
	folders  bool     // each page is a folder: what is relative to it lies below it
	host     string   // lower case; empty where the docs URL has none
	dir      []string // segments of the path of the pages folder
}

func newSite(docsURL, language string) docsSite {
	host, p := splitURL(docsURL)
	return docsSite{host: host, dir: segments(p), language: language}
}

// splitURL returns the host, in lower case, and the path of a URL. Of one without
// a host, which is a path, the host is empty.
func splitURL(s string) (host, p string) {
	rest := s
	if i := strings.Index(s, "://"); i > 0 {
		rest = s[i+3:]
	} else if strings.HasPrefix(s, "//") {
		rest = s[2:]
	} else {
		return "", s
	}
	host, p = rest, ""
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		host, p = rest[:i], rest[i:]
	}
	return strings.ToLower(host), p
}

// segments returns the parts of a path, with . and .. taken away.
func segments(p string) []string {
	clean := strings.Trim(path.Clean("/"+p), "/")
	if clean == "" {
		return nil
	}
	return strings.Split(clean, "/")
}

// resolve returns the path of the page that a URL on a page names, relative to
// the pages folder and without extension, and the fragment. The path is empty
// for a URL that leads out of the error pages, and for the folder itself.
//
// Paths are those of the published site: of docs at https://x.com/docs/errors,
// both /docs/errors/a/b/c and, as many docs sites write it, /errors/a/b/c lead
// to a/b/c.
func (s docsSite) resolve(page, link string) (target, fragment string) {
	link = strings.TrimSpace(link)
	link, fragment, _ = strings.Cut(link, "#")
	link, _, _ = strings.Cut(link, "?")
	own := site.WithoutExtension(page)
	if link == "" {
		if fragment == "" {
			return "", ""
		}
		return own, fragment
	}
	host, p := "", link
	switch i := strings.IndexAny(link, ":/"); {
	case strings.HasPrefix(link, "//") || i > 0 && strings.HasPrefix(link[i:], "://"):
		if host, p = splitURL(link); host != s.host {
			return "", fragment
		}
	case i >= 0 && link[i] == ':':
		return "", fragment // mailto: and the like
	}
	if strings.Contains(p, "%") {
		if decoded, err := url.PathUnescape(p); err == nil {
			p = decoded
		}
	}
	var at []string
	switch {
	case host != "":
		at = s.published(segments(p), len(s.dir))
	case strings.HasPrefix(p, "/"):
		at = s.published(segments(p), 1)
	default:
		dir := path.Dir(page)
		if s.folders && !hasExtension(link) && !site.OfFolder(page) {
			dir = own
		}
		switch to := path.Join(dir, p); {
		case to == ".":
			return "", fragment
		case to != ".." && !strings.HasPrefix(to, "../"):
			return site.WithoutExtension(to), fragment
		}
		at = s.below(segments(strings.Join(s.dir, "/")+"/"+dir+"/"+p), len(s.dir))
	}
	return site.WithoutExtension(strings.Join(at, "/")), fragment
}

// published returns what a path has after that of the pages folder, as below does. That
// of a translation has its language somewhere, as in /de/docs/errors.
func (s docsSite) published(p []string, least int) []string {
	at := s.below(p, least)
	if s.language == "" {
		return at
	}
	if at == nil {
		if i := slices.IndexFunc(p, func(part string) bool { return strings.EqualFold(part, s.language) }); i >= 0 {
			at = s.below(slices.Concat(p[:i], p[i+1:]), least)
		}
	}
	if len(at) > 0 && strings.EqualFold(at[0], s.language) {
		at = at[1:]
	}
	return at
}

// below returns what a path has after the path of the pages folder, or after the
// end of it that has at least so many segments.
func (s docsSite) below(p []string, least int) []string {
	if len(s.dir) == 0 {
		return p
	}
	for from := 0; len(s.dir)-from >= max(least, 1); from++ {
		tail := s.dir[from:]
		if len(p) > len(tail) && slices.Equal(p[:len(tail)], tail) {
			return p[len(tail):]
		}
	}
	return nil
}
