package redirects

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// A redirect leads from a path to another, where an error is told.
type redirect struct {
	from, to string
	entry    *catalog.Entry
}

// A List is the redirects that a catalogue asks for, by where they come from.
type List struct {
	all   []redirect
	to    map[string]string
	pages map[string]bool // paths at which a page is
	base  string          // that the site is served below, without a final slash
	host  string          // of the site: "https://example.com"
	docs  *url.URL
	urlOf func(*catalog.Entry) string
}

// Inputs returns the files of earlier catalogues, for [Of].
func Inputs(earlier []string) []*emit.Input {
	inputs := make([]*emit.Input, len(earlier))
	for i, name := range earlier {
		inputs[i] = &emit.Input{Path: name}
	}
	return inputs
}

// Of returns the redirects of a catalogue for a site that is served below a base path
// and tells each error at the URL that urlOf returns: from its aliases, from its former
// docs URLs, and from where earlier catalogues, which are read, had its pages. A page
// that has another's place is not redirected from there.
func Of(c *catalog.Catalog, base string, earlier []*emit.Input, urlOf func(*catalog.Entry) string) (*List, error) {
	docs, err := url.Parse(c.DocsURL)
	if err != nil {
		docs = &url.URL{}
	}
	l := &List{to: map[string]string{}, pages: map[string]bool{}, base: strings.TrimSuffix(base, "/"), docs: docs, urlOf: urlOf}
	l.host = (&url.URL{Scheme: docs.Scheme, Host: docs.Host}).String()
	for _, e := range c.Entries {
		if at, _, ok := l.Path(urlOf(e)); ok {
			l.pages[at] = true
		}
	}
	s := c.Site.Or()
	for _, other := range c.Others {
		if s.LeftOut(other) != "" {
			continue
		}
		if at, _, ok := l.Path(c.DocsURL + "/" + (&url.URL{Path: s.Path(other, nil)}).EscapedPath()); ok {
			l.pages[at] = true
		}
	}
	for _, e := range c.Entries {
		for _, a := range e.Aliases {
			from, fragment, ok := l.Path(e.AliasType(a.V))
			if ok && fragment == "" && l.pages[from] && from != l.place(e) {
				return nil, &emit.OptionError{Message: fmt.Sprintf("the alias %s of %s would redirect from %s, but that is the path of a page", a.V, e.Code.V, from)}
			}
			l.add(e.AliasType(a.V), e)
		}
	}
	for _, in := range earlier {
		before, found := snapshot.Read(in.File)
		if found.Err() != nil {
			return nil, &emit.FoundError{Found: found}
		}
		for _, was := range before.Entries {
			if e := c.Lookup(was.Code.V); e != nil {
				l.add(was.URL(), e)
			}
		}
	}
	for _, former := range c.FormerDocsURLs {
		for _, e := range c.Entries {
			if rest, ok := strings.CutPrefix(urlOf(e), c.DocsURL+"/"); ok {
				l.add(former+"/"+rest, e)
			}
		}
	}
	slices.SortFunc(l.all, func(a, b redirect) int { return strings.Compare(a.from, b.from) })
	return l, nil
}

// place returns the path of the page of an error, without a fragment.
func (l *List) place(e *catalog.Entry) string {
	at, _, _ := l.Path(l.urlOf(e))
	return at
}

// add redirects from a URL to an error, unless a page is there, or the first redirect
// from there leads elsewhere, or either is not on the site. What a browser asks for has no
// fragment, so there is none from one.
func (l *List) add(address string, e *catalog.Entry) {
	from, fragment, ok := l.Path(address)
	to, id, here := l.Path(l.urlOf(e))
	if !ok || !here || fragment != "" || from == to || l.pages[from] || l.to[from] != "" {
		return
	}
	if id != "" {
		to += "#" + id
	}
	l.to[from] = to
	l.all = append(l.all, redirect{from, to, e})
}

// Each calls do with each redirect: the path that it leads from and the error.
func (l *List) Each(do func(from string, to *catalog.Entry)) {
	for _, r := range l.all {
		do(r.from, r.entry)
	}
}

// Path returns the path of a URL below the base of the site, without a final slash, and
// its fragment, both as the URL has them. ok is false for one of another site.
func (l *List) Path(address string) (at, fragment string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || address == "" || u.Host != l.docs.Host || u.RawQuery != "" {
		return "", "", false
	}
	at, ok = strings.CutPrefix(u.EscapedPath(), l.base)
	at = strings.TrimSuffix(at, "/")
	return at, u.EscapedFragment(), ok && strings.HasPrefix(at, "/")
}
