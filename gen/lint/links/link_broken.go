package links

import (
	"iter"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var LinkBroken = &rule.Rule{
	ID:         "link-broken",
	Severity:   diag.Error,
	Translated: true,
	Doc: `a link leads to an error page that does not exist

Readers follow the related errors to find theirs, and end on "page not found".
Relative links, absolute links and full type URLs are checked. Links to other
pages are not.

Bad:
	## Related Errors

	- [err:unkey:data:api_not_found](./api_notfound) - when the API is not there

Good:
	## Related Errors

	- [err:unkey:data:api_not_found](./api_not_found) - when the API is not there`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for l := range linksOf(e) {
				// A page that lies elsewhere than its code says has a finding of its own.
				if l.Target != "" && l.Code == "" && !p.Exists(l.Target) {
					reportBroken(p, e, l)
				}
			}
		}
	},
}

// linksOf yields the links of a record and, with the first one of a page, those that
// stand in no record of it.
func linksOf(e *catalog.Entry) iter.Seq[*catalog.Link] {
	return func(yield func(*catalog.Link) bool) {
		for _, links := range [...][]catalog.Link{e.Links, e.Around} {
			for i := range links {
				if !yield(&links[i]) {
					return
				}
			}
		}
	}
}

func reportBroken(p *rule.Pass, e *catalog.Entry, l *catalog.Link) {
	d := p.Reportf(l.URL.Span, "link to the page %s, which does not exist", rule.Quote(l.Target))
	label, labelled := p.LabelCode(l)
	switch near := p.NearestPath(l.Target); {
	case labelled && p.ByCode(label) != nil:
		to := p.ByCode(label)
		d.Hint = "the label's page is " + asWritten(l, linkTo(p, e, to))
		// The label says which page is meant, so there is one way to fix it.
		if l.URL.Span.Text() == l.URL.V {
			d.Fix = diag.Replace(l.URL.Span, asWritten(l, linkTo(p, e, to, fragment(l.URL.V))), "link to the page of the label")
		}
	case p.IsFolder(l.Target):
		d.Hint = "that is a folder; link to one of its pages"
	case near != "":
		d.Hint = "did you mean " + asWritten(l, relative(p, e, near)) + "?"
	default:
		d.Hint = "link to a page that exists, or create this one with errgen new"
	}
}

// linkTo returns a link from a page to the record of an entry, or else to the fragment
// of its page.
func linkTo(p *rule.Pass, from, to *catalog.Entry, fragment ...string) string {
	link := relative(p, from, to.Page)
	if to.Anchor != "" {
		return link + "#" + to.Anchor
	}
	return link + strings.Join(fragment, "")
}

// relative returns a link from a page to another as its author would write it.
func relative(p *rule.Pass, from *catalog.Entry, to string) string {
	return p.Settings.Site.Link(from.Page, to)
}

// asWritten returns a link with the extension that another has.
func asWritten(l *catalog.Link, link string) string {
	file, _, _ := strings.Cut(l.URL.V, "#")
	ext := path.Ext(file)
	at, rest, found := strings.Cut(link, "#")
	if ext != ".md" && ext != ".mdx" || path.Ext(at) != "" {
		return link
	}
	if found {
		rest = "#" + rest
	}
	return at + ext + rest
}

func fragment(url string) string {
	if i := strings.IndexByte(url, '#'); i >= 0 {
		return url[i:]
	}
	return ""
}
