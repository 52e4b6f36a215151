package links

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var AnchorBroken = &rule.Rule{
	ID:         "anchor-broken",
	Severity:   diag.Error,
	Translated: true,
	Doc: `a link has an anchor that does not exist on its page

The browser opens the page at the top and leaves the reader to search. Headings
are renamed more often than pages, and no other check notices.

Bad:
	## How To Fix

	As under [what happened](#what-went-wrong).

Good:
	## How To Fix

	As under [the ways to fix it](#how-to-fix).`,
	Check: func(p *rule.Pass) {
		anchors := map[*catalog.Entry]*anchorSet{}
		for _, e := range p.Catalog.Entries {
			for l := range linksOf(e) {
				if l.Fragment == "" {
					continue
				}
				to := p.ByPath(l.Target)
				if to == nil {
					continue
				}
				if anchors[to] == nil {
					anchors[to] = anchorsOf(to)
				}
				if !anchors[to].has(l.Fragment) {
					reportAnchor(p, e, l, to, anchors[to])
				}
			}
		}
	},
}

// An anchorSet is the anchors of a page.
type anchorSet struct {
	known map[string]bool
	names []string // in the page's order
}

func anchorsOf(e *catalog.Entry) *anchorSet {
	a := &anchorSet{known: make(map[string]bool, len(e.Anchors))}
	for _, v := range e.Anchors {
		a.known[v.V] = true
		a.names = append(a.names, v.V)
	}
	return a
}

// has also accepts what browsers understand without an anchor: the top of the
// page, and a text to look for.
func (a *anchorSet) has(name string) bool {
	if a.known[name] || strings.EqualFold(name, "top") || strings.HasPrefix(name, ":~:") {
		return true
	}
	name, _, _ = strings.Cut(name, ":~:")
	decoded, err := url.PathUnescape(name)
	return a.known[name] || err == nil && a.known[decoded]
}

func reportAnchor(p *rule.Pass, e *catalog.Entry, l *catalog.Link, to *catalog.Entry, anchors *anchorSet) {
	at := cmp.Or(l.URL.Span, l.Text.Span)
	if i := strings.LastIndexByte(at.Text(), '#'); i >= 0 && at.Text()[i+1:] == l.Fragment {
		at.Start += int32(i)
	}
	page := "this page"
	if to != e {
		page = rule.Quote(to.Page)
	}
	d := p.Reportf(at, "link to %s, but %s has no such heading", rule.Quote("#"+l.Fragment), page)
	if near := p.Nearest(to.Page, l.Fragment, anchors.names, "#"); near != "" {
		d.Hint = "did you mean #" + near + "?"
	} else if len(anchors.names) > 0 {
		d.Hint = "its headings are " + rule.List(hashed(anchors.names))
	}
}

// hashed returns the first few names as a link writes them.
func hashed(names []string) []string {
	out := make([]string, 0, rule.MaxListed)
	for _, n := range names[:min(len(names), rule.MaxListed)] {
		out = append(out, "#"+n)
	}
	return out
}
