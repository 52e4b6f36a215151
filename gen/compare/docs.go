package compare

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// docsRules are about pages: they hit readers, bookmarks and links.
var docsRules = []*Rule{
	{
		ID: "page-moved", Level: Docs,
		Doc: `the page of an error has moved, and its old URL is not redirected

Error bodies in logs and tickets have the old URL. The targets redirects, html, docusaurus
and starlight redirect from the URLs of former codes, which are aliases. Without one of
these a renamed code needs a redirect on the site, as a page that moved otherwise does.
Where neither a file of a docs site is above the pages nor the target mintlify is used, the
site is taken to be in another repository, and to redirect from former codes.`,
		check: func(p *pass) {
			p.eachCode(func(was, is *catalog.Entry) {
				if was.URL() == is.URL() {
					return
				}
				hint := "links in logs and tickets are broken: add a redirect from the old URL to the docs site"
				if was.Code.V != is.Code.V && is.AliasType(was.Code.V) == was.URL() {
					if _, id, ok := strings.Cut(was.URL(), "#"); ok && hasID(was, id) && len(is.Anchors) > 0 && !hasID(is, id) {
						p.report(was, is, place(is), "the docs of %s were at %s, and that page no longer has the id %q", p.called(was, is), was.URL(), id).
							Hint = `links in logs and tickets lead to the top of the page, which a redirect cannot change: add <a id="` + id + `"></a> where the error is described`
						return
					}
					if !p.settings.LeavesAliases || pageOf(was.URL()) == pageOf(is.URL()) {
						return
					}
					hint += ", or the target redirects to errgen.yaml, which redirects from former codes"
				}
				if p.reported("type-changed", was) && was.URL() == was.Type.V {
					return // one change, one finding
				}
				if p.settings.Redirected != nil && p.settings.Redirected(was.URL()) {
					return
				}
				p.report(was, is, place(is), "the page of %s moved from %s to %s", p.called(was, is), was.URL(), is.URL()).
					Hint = hint
			})
		},
	},
	{
		ID: "anchor-removed", Level: Docs,
		Doc: `a heading that other pages link to was removed

Links on these pages, and on other sites, lead to the top of the page.`,
		check: func(p *pass) {
			linked := map[string]bool{} // path#fragment
			for _, e := range p.old.Entries {
				for _, l := range e.Links {
					if l.Target != "" && l.Target != site.WithoutExtension(e.Page) && l.Fragment != "" {
						linked[l.Target+"#"+l.Fragment] = true
					}
				}
			}
			if len(linked) == 0 {
				return
			}
			told := map[*source.File]bool{} // a page that several records share
			p.each(func(was, is *catalog.Entry) {
				if was.File != nil && told[was.File] {
					return
				}
				told[was.File] = true
				have := map[string]bool{}
				for _, a := range is.Anchors {
					have[a.V] = true
				}
				path := site.WithoutExtension(was.Page)
				for _, a := range was.Anchors {
					if linked[path+"#"+a.V] && !have[a.V] {
						p.report(was, is, is.Start, "the heading #%s on the page of %s was removed, but other pages link to it", a.V, is.Code.V).
							Hint = "the links lead to the top of the page: keep the heading, or give another one the id " + a.V
					}
				}
			})
		},
	},
}

// quietRules break nobody: release notes list them.
var quietRules = []*Rule{
	{
		ID: "code-added", Kind: Added,
		Doc: `a code is new`,
		check: func(p *pass) {
			for _, is := range p.added {
				p.report(nil, is, place(is), "code %q is new", is.Code.V)
			}
		},
	},
	{
		ID: "param-added", Kind: Added,
		Doc: `an error's body has a new member`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				for _, b := range is.Params {
					if param(was.Params, b.Name.V) == nil {
						p.report(was, is, or(b.Name.Span, place(is)), "%s has the new parameter %q", is.Code.V, b.Name.V)
					}
				}
			})
		},
	},
	{
		ID: "code-deprecated", Kind: Deprecated,
		Doc: `a code is deprecated or retired`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				switch {
				case was.Retired == nil && is.Retired != nil:
					p.report(was, is, place(is), "%s is retired%s", is.Code.V, use(is.Retired.ReplacedBy.V))
				case was.Deprecated == nil && is.Deprecated != nil:
					p.report(was, is, place(is), "%s is deprecated%s", is.Code.V, use(is.Deprecated.ReplacedBy.V))
				}
			})
		},
	},
	{
		ID: "status-stated", Kind: Changed,
		Doc: `an error states a status for the first time, or no longer does`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				switch {
				case was.Status.V == 0 && is.Status.V != 0:
					p.report(was, is, or(is.Status.Span, place(is)), "%s states the status %d; it stated none before", is.Code.V, is.Status.V)
				case was.Status.V != 0 && is.Status.V == 0:
					p.report(was, is, place(is), "%s no longer states a status; it was %d", is.Code.V, was.Status.V)
				}
			})
		},
	},
	{
		ID: "text-changed", Kind: Changed,
		Doc: `the title, the detail or the description of an error changed`,
		check: func(p *pass) {
			p.each(func(was, is *catalog.Entry) {
				var texts []string
				for _, t := range []struct {
					name   string
					differ bool
				}{
					{"title", was.Title.V != is.Title.V && !(isPhrase(was) && isPhrase(is))}, {"detail", was.Detail.V != is.Detail.V}, {"description", was.Description.V != is.Description.V},
				} {
					if t.differ {
						texts = append(texts, t.name)
					}
				}
				if len(texts) > 0 && !p.reported("meaning-changed", was) {
					p.report(was, is, place(is), "the %[2]s of %[1]s changed", is.Code.V, strings.Join(texts, " and "))
				}
			})
		},
	},
}

// pageOf returns a URL without its fragment.
func pageOf(url string) string {
	page, _, _ := strings.Cut(url, "#")
	return page
}

// hasID reports whether the page of an error has an id to link to.
func hasID(e *catalog.Entry, id string) bool {
	return slices.ContainsFunc(e.Anchors, func(a catalog.Value[string]) bool { return a.V == id })
}

// isPhrase reports whether an error's title says no more than its status does.
func isPhrase(e *catalog.Entry) bool {
	return e.Title.V == "" || catalog.IsReasonPhrase(e.Title.V, e.Status.V)
}

func use(code catalog.Code) string {
	if code == "" {
		return ""
	}
	return "; use " + string(code)
}

// reported reports whether a change of a rule and an error was found before.
func (p *pass) reported(rule string, was *catalog.Entry) bool {
	for i := range p.found {
		if p.found[i].Was == was && p.found[i].Rule.ID == rule {
			return true
		}
	}
	return false
}

func paramsPlace(e *catalog.Entry) source.Span {
	for i := range e.Params {
		if s := e.Params[i].Name.Span; !s.IsZero() {
			return s
		}
	}
	return place(e)
}
