package lifecycle

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// links changes what leads to the error, its labels, and what says that the code
// replaces another; and where the page moves to another folder, where its own relative
// links lead from.
func (r *renaming) links() {
	for _, o := range r.catalog.Entries {
		if d := o.Deprecated; d != nil && d.ReplacedBy.V == r.from && d.ReplacedBy.Span.File != r.world.Config {
			r.swap(d.ReplacedBy.Span, string(r.from), string(r.to))
		}
		if d := o.Retired; d != nil && d.ReplacedBy.V == r.from && d.ReplacedBy.Span.File != r.world.Config {
			r.swap(d.ReplacedBy.Span, string(r.from), string(r.to))
		}
	}
	pages := maps.Clone(r.world.Others)
	if pages == nil {
		pages = map[string]*source.File{}
	}
	for _, o := range r.catalog.Entries {
		pages[o.Page] = o.File
		for _, m := range o.Merged {
			pages[m.Page] = m.File
		}
	}
	hints := r.hints()
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		f := pages[page]
		if f == nil || f.Data == nil || f != r.entry.File && !slices.ContainsFunc(hints, func(h []byte) bool { return bytes.Contains(f.Data, h) }) {
			continue
		}
		is := page
		if f == r.entry.File {
			is = r.page
		}
		doc, _ := mdx.Parse(f, mdx.Options{MaxSize: len(f.Data) + 1})
		r.linksOf(doc.Root, page, is)
	}
}

// hints are texts without which a page has no link to the error.
func (r *renaming) hints() [][]byte {
	hints := [][]byte{[]byte(path.Base(pagePath(r.entry)))}
	for old := range r.anchors {
		_, id, _ := strings.Cut(old, "#")
		hints = append(hints, []byte(id))
	}
	return hints
}

// linksOf changes the links below a node of a page that was at one path and is at
// another.
func (r *renaming) linksOf(n *mdx.Node, was, is string) {
	switch n.Kind {
	case mdx.Image:
		r.link(n.URL, n.URLSpan, was, is, true)
	case mdx.Link, mdx.Definition:
		if r.link(n.URL, n.URLSpan, was, is, false) && n.Kind == mdx.Link && mdx.PlainText(n) == string(r.from) && len(n.Children) > 0 {
			label := n.Span
			label.Start, label.End = n.Children[0].Span.Start, n.Children[len(n.Children)-1].Span.End
			r.swap(label, string(r.from), string(r.to))
		}
	case mdx.FlowElement, mdx.TextElement:
		leads := false
		for i := range n.Attrs {
			if a := &n.Attrs[i]; a.Kind == mdx.StringAttr && (a.Name == "href" || a.Name == "to") && !a.ValueSpan.IsZero() {
				leads = r.link(a.Value, a.ValueSpan, was, is, false) || leads
			}
		}
		if leads && mdx.PlainText(n) == string(r.from) && len(n.Children) > 0 {
			label := n.Span
			label.Start, label.End = n.Children[0].Span.Start, n.Children[len(n.Children)-1].Span.End
			r.swap(label, string(r.from), string(r.to))
		}
		for i := range n.Attrs {
			if a := &n.Attrs[i]; leads && a.Kind == mdx.StringAttr && a.Name == "title" && a.Value == string(r.from) {
				r.swap(a.ValueSpan, string(r.from), string(r.to))
			}
		}
	}
	for _, c := range n.Children {
		r.linksOf(c, was, is)
	}
}

// link changes one link, and reports whether it leads to the error. That of an image is
// the path of a file, wherever the page is published.
func (r *renaming) link(url string, at source.Span, was, is string, image bool) bool {
	if at.IsZero() {
		return false
	}
	target, fragment := r.catalog.Leads(was, url)
	leads := target == pagePath(r.entry)
	if r.entry.Anchor != "" {
		leads = leads && fragment == r.entry.Anchor
	}
	for _, m := range r.entry.Merged {
		leads = leads || target == pagePath(m) && fragment == m.Anchor && m.Anchor != ""
	}
	if now := r.url(url, target, fragment, was, is, image); now != url {
		r.swap(at, url, now)
	}
	return leads
}

// url returns where a link leads afterwards.
func (r *renaming) url(link, target, fragment, was, is string, image bool) string {
	url, tail := link, ""
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url, tail = url[:i], url[i:]
	}
	leads := target != "" && target == pagePath(r.entry)
	if now, ok := r.anchors[target+"#"+fragment]; ok && strings.HasSuffix(tail, "#"+fragment) {
		tail = strings.TrimSuffix(tail, fragment) + now
	}
	if url == "" {
		return tail
	}
	if len(url) > 1 && strings.HasSuffix(url, "/") {
		url, tail = strings.TrimSuffix(url, "/"), "/"+tail
	}
	relative := !strings.HasPrefix(url, "/") && !strings.Contains(url, ":")
	if image {
		if relative && path.Dir(was) != path.Dir(is) {
			return relativeLink(is, path.Join(path.Dir(was), url)) + tail
		}
		return link
	}
	was, is = r.base(was, url), r.base(is, url)
	moved := site.WithoutExtension(r.page)
	if leads {
		target = moved
	}
	switch {
	case leads && (!relative || strings.HasPrefix(was, "../")):
		bare := site.WithoutExtension(url)
		if above, ok := strings.CutSuffix(bare, pagePath(r.entry)); ok {
			return above + moved + url[len(bare):] + tail
		}
	case relative && leads && (moved != pagePath(r.entry) || path.Dir(was) != path.Dir(is)),
		relative && !leads && path.Dir(was) != path.Dir(is):
		if target == "" { // it leads out of the pages
			return relativeLink(is, path.Join(path.Dir(was), url)) + tail
		}
		return relativeLink(is, target) + url[len(site.WithoutExtension(url)):] + tail
	}
	return url + tail
}

// base returns a path from which a link leads as it does from a page: on sites that
// publish a page as a folder, links without an extension start in it.
func (r *renaming) base(page, url string) string {
	if s := r.catalog.Site; s != nil && s.Folder && site.WithoutExtension(url) == url && !site.OfFolder(page) {
		return site.WithoutExtension(page) + "/index"
	}
	return page
}
