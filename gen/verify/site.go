package verify

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// Ids of the rules of a docs site; package lint documents them.
const (
	ruleDead   = "site-dead"
	ruleCode   = "site-code"
	ruleAnchor = "site-anchor"
)

// An Answer is what a docs site has at a URL, after all redirects.
type Answer struct {
	Found bool
	Why   string // if it is not found: "404 Not Found"
	URL   string // if it is found
	Body  []byte // of the page; nil where it was not asked for

	asked *url.URL // what was looked up
	base  *url.URL // what links on the page are relative to
}

// A Site looks URLs up. body says whether the text of the page is needed.
type Site interface {
	Look(ctx context.Context, address string, body bool) (Answer, error)
	// Leads returns the address that a link on a page leads to, as [Site.Look] takes
	// it. ok is false for one that leads to another site.
	Leads(page *Answer, href string) (address string, ok bool)
}

// workers is how many URLs are looked up at a time.
const workers = 4

// A lookup is a URL that the catalogue needs to lead somewhere.
type lookup struct {
	entry *catalog.Entry
	url   string
	what  string // "the type of CODE"; empty for a link, whose page has a lookup of its own
	on    string // the URL of the page that has it as a link
	at    source.Span
	body  bool   // the page's text is needed, be it to see where it sends its visitors
	page  bool   // the page has to show the code
	hash  string // the anchor that the page has to have
}

// Published looks up every URL of the catalogue on the docs site: types, pages, older
// types, and the links between errors with their anchors, as the pages of the site have
// them. It returns how many URLs were looked up. An error is a system failure.
func Published(ctx context.Context, c *catalog.Catalog, s Site) (found diag.List, n int, err error) {
	looked := &looked{site: s, answers: map[string]*Answer{}}
	lookups := lookupsOf(c)
	if err := looked.up(ctx, lookups); err != nil {
		return nil, 0, err
	}
	links := looked.links(lookups)
	if err := looked.up(ctx, links); err != nil {
		return nil, 0, err
	}
	written := map[source.Span]bool{}
	for _, l := range links {
		written[l.at] = true
		l.judge(looked.answers[l.url], &found)
	}
	for _, l := range lookups {
		if l.what != "" || !written[l.at] {
			l.judge(looked.answers[l.url], &found)
		}
	}
	return found, len(looked.answers), nil
}

// looked is what a site answered.
type looked struct {
	site    Site
	answers map[string]*Answer // by URL without fragment
}

// up looks up what is not known yet.
func (k *looked) up(ctx context.Context, lookups []lookup) error {
	bodies := map[string]bool{}
	var order []string
	for _, l := range lookups {
		if a := k.answers[l.url]; a != nil && (a.Body != nil || !a.Found || !l.body) {
			continue
		}
		if _, seen := bodies[l.url]; !seen {
			order = append(order, l.url)
		}
		bodies[l.url] = bodies[l.url] || l.body
	}
	answers := make([]Answer, len(order))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				var err error
				if answers[i], err = k.site.Look(ctx, order[i], bodies[order[i]]); err != nil {
					cancel(err) // the first one counts
				}
			}
		})
	}
	for i := range order {
		next <- i
	}
	close(next)
	all.Wait()
	if ctx.Err() != nil {
		return fmt.Errorf("look up the docs site: %w", context.Cause(ctx))
	}
	for i, u := range order {
		k.answers[u] = &answers[i]
	}
	return nil
}

// lookupsOf returns what has to lead somewhere, in the catalogue's order. A type that
// is no URL of the docs site identifies, and leads nowhere.
func lookupsOf(c *catalog.Catalog) (out []lookup) {
	docs, err := url.Parse(c.DocsURL)
	if err != nil {
		return nil
	}
	links := c.Links()
	add := func(l lookup) {
		u, err := url.Parse(l.url)
		if err != nil || u.Host != docs.Host || u.Scheme != "http" && u.Scheme != "https" {
			return
		}
		if l.hash == "" {
			l.hash = u.Fragment
		}
		l.body = l.body || l.page || l.hash != ""
		u.Fragment, u.RawFragment = "", ""
		l.url = u.String()
		out = append(out, l)
	}
	for _, e := range c.Entries {
		page := e.URL()
		add(lookup{entry: e, url: page, what: "the page of " + string(e.Code.V), at: e.Code.Span, page: true})
		if e.Type.V != page {
			add(lookup{entry: e, url: e.Type.V, what: "the type of " + string(e.Code.V), at: e.Code.Span})
		}
		for _, a := range e.Aliases {
			add(lookup{entry: e, url: e.AliasType(a.V), what: "the older type " + string(a.V), at: a.Span, body: true})
		}
		all := e.Links
		if all == nil {
			all = e.Related
		}
		for i := range all {
			l := &all[i]
			to, _, fragment := links.Find(e, l.URL.V)
			if to != nil && to.Anchor == "" && fragment != "" {
				add(lookup{entry: to, url: to.URL(), at: l.URL.Span, hash: fragment})
			}
		}
	}
	return out
}

// judge reports what is wrong with an answer.
func (l *lookup) judge(a *Answer, found *diag.List) {
	switch {
	case !a.Found && l.on != "":
		found.Add(ruleDead, diag.Error, l.at, "a link on the page at %s is broken: %s: %s", l.on, l.url, a.Why).
			Hint = "the site does not resolve the link in this form; write it like the other links of the site"
	case !a.Found && l.what == "":
	case !a.Found:
		d := found.Add(ruleDead, diag.Error, l.at, "%s cannot be loaded: %s: %s", l.what, l.url, a.Why)
		d.Hint = "publish the page there, or correct docs_url or site in errgen.yaml"
		if strings.HasPrefix(l.what, "the older type") {
			d.Hint = "redirect it to the current page; the target redirects writes such rules"
		}
	case l.page && !shows(a.Body, string(l.entry.Code.V)):
		d := found.Add(ruleCode, diag.Error, l.at, "the page at %s does not show the code %s", a.URL, l.entry.Code.V)
		d.Hint = "it may be another page, or one that says \"not found\" with status 200"
	case l.hash != "" && !hasID(a.Body, l.hash):
		found.Add(ruleAnchor, diag.Error, l.at, "the page at %s has no id %q", a.URL, l.hash).Hint = "link to a heading that the page has"
	}
}

// links returns the links between errors as the pages of the site have them. A link on a
// page of the site is taken for one of those that the error's own page has by the last
// segment of its path: how the rest of it is written is what is in question.
func (k *looked) links(lookups []lookup) (out []lookup) {
	final := map[string]string{} // what a page is at in the end -> what was asked for
	for _, l := range lookups {
		if a := k.answers[l.url]; l.page && a.Found && a.base != nil {
			for _, at := range []string{a.URL, a.base.String()} {
				if address, ok := k.site.Leads(a, at); ok {
					final[address] = l.url
				}
			}
		}
	}
	for i := range lookups {
		l := &lookups[i]
		a := k.answers[l.url]
		if !l.page || !a.Found || a.base == nil {
			continue
		}
		own := linksByName(l.entry)
		seen := map[string]bool{}
		for _, href := range hrefs(a.Body) {
			candidates := own[lastSegment(href)]
			address, ok := k.site.Leads(a, href)
			u, err := url.Parse(address)
			if len(candidates) == 0 || !ok || err != nil || seen[address] {
				continue
			}
			seen[address] = true
			hash := u.Fragment
			u.Fragment, u.RawFragment, u.RawQuery = "", "", ""
			link := candidates[0]
			for _, c := range candidates {
				if _, fragment, _ := strings.Cut(c.URL.V, "#"); fragment == hash {
					link = c
					break
				}
			}
			at := u.String()
			if asked := final[at]; asked != "" {
				at = asked
			}
			out = append(out, lookup{entry: l.entry, url: at, on: a.URL, at: link.URL.Span, body: hash != "", hash: hash})
		}
	}
	return out
}

// linksByName returns the links of an error to pages of errors, by their last segment.
func linksByName(e *catalog.Entry) map[string][]*catalog.Link {
	all := e.Links
	if all == nil {
		all = e.Related
	}
	out := map[string][]*catalog.Link{}
	for i := range all {
		if name := lastSegment(all[i].URL.V); name != "" && all[i].Target != "" {
			out[name] = append(out[name], &all[i])
		}
	}
	return out
}

// lastSegment returns the last segment of the path of a link, as sites write it in a URL:
// in lower case, without an extension. It is empty for a link without a path.
func lastSegment(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Path == "" || u.Opaque != "" {
		return ""
	}
	name := strings.ToLower(path.Base(strings.TrimSuffix(u.Path, "/")))
	for _, ext := range []string{".mdx", ".md", ".html"} {
		name = strings.TrimSuffix(name, ext)
	}
	if name == "." || name == ".." || name == "/" {
		return ""
	}
	return name
}

var (
	anchor   = regexp.MustCompile(`(?is)<(?:a|base)\s[^>]*>`)
	hrefAttr = regexp.MustCompile(`(?is)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
	aside    = regexp.MustCompile(`(?is)<!--.*?-->|<(?:script|style|template)\b.*?</(?:script|style|template)\s*>`)
	baseTag  = regexp.MustCompile(`(?i)^<base\s`)
)

// hrefs returns where the links of a page lead, as it has them.
func hrefs(page []byte) (out []string) {
	for _, tag := range anchor.FindAll(aside.ReplaceAll(page, nil), -1) {
		if m := hrefAttr.FindSubmatch(tag); m != nil && !baseTag.Match(tag) {
			out = append(out, html.UnescapeString(string(bytes.Join(m[1:], nil))))
		}
	}
	return out
}

// based returns what the links on a page at a URL are relative to: what its element base
// says, or the URL.
func based(at *url.URL, page []byte) *url.URL {
	for _, tag := range anchor.FindAll(aside.ReplaceAll(page, nil), -1) {
		if m := hrefAttr.FindSubmatch(tag); m != nil && baseTag.Match(tag) {
			if u, err := at.Parse(html.UnescapeString(string(bytes.Join(m[1:], nil)))); err == nil {
				return u
			}
		}
	}
	return at
}

var (
	tag    = regexp.MustCompile(`(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]*>`)
	idAttr = regexp.MustCompile(`\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// shows reports whether a page has a text in what readers see of it.
func shows(page []byte, text string) bool {
	seen := html.UnescapeString(string(tag.ReplaceAll(page, nil)))
	return strings.Contains(seen, text)
}

// hasID reports whether a page has an element of an id, or a place of that name.
func hasID(page []byte, id string) bool {
	if decoded, err := url.PathUnescape(id); err == nil {
		id = decoded
	}
	if strings.HasPrefix(id, ":~:") || strings.EqualFold(id, "top") {
		return true
	}
	for _, m := range idAttr.FindAllSubmatch(page, -1) {
		if html.UnescapeString(string(bytes.Join(m[1:], nil))) == id {
			return true
		}
	}
	return false
}

// refresh is how a page redirects: by a meta element, in either order of attributes.
var refresh = regexp.MustCompile(`(?is)<meta\s[^>]*http-equiv\s*=\s*["']?refresh["']?[^>]*>`)
var refreshURL = regexp.MustCompile(`(?is)content\s*=\s*(?:"\s*[0-9.]+\s*[;,]\s*url\s*=\s*'?([^"']*)|'\s*[0-9.]+\s*[;,]\s*url\s*=\s*"?([^"']*))`)

// refreshed returns where a page sends its visitors, empty where it keeps them.
func refreshed(page []byte) string {
	m := refreshURL.FindSubmatch(refresh.Find(page))
	if m == nil {
		return ""
	}
	return html.UnescapeString(strings.TrimSpace(string(m[1]) + string(m[2])))
}

// maxHops is how many redirects one URL may take.
const maxHops = 10
