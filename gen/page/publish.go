package page

import (
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// On returns the options for pages that a docs site publishes; nil for none. folder is
// the path of the pages folder below what the site publishes.
func (o Options) On(s *site.Site, folder string) Options {
	if s != nil {
		o.Site, o.Folder = s, folder
		o.Parse.MDX, o.Parse.Comments, o.Parse.HeadingIDs, o.Parse.Directives = s.MDX, s.Comments, s.HeadingIDs, s.Directives
	}
	return o
}

// published says where the page is published: below the docs URL, or, where its front
// matter moves it out of there, at a URL of its own.
func (r *reader) published() {
	e, s := r.entry, r.options.Site
	if s == nil {
		e.Path = record.Published(e.Page)
		return
	}
	if line := s.Draft(r.said); line != "" {
		e.Unpublished = catalog.Value[string]{V: line, Span: r.frontKey(line)}
	}
	folder := record.EscapePath(s.Path(r.options.Folder+"/x", nil))
	folder = strings.TrimSuffix(strings.TrimSuffix(folder, "x"), "/")
	at := record.EscapePath(s.Path(path.Join(r.options.Folder, e.Page), r.said))
	switch rest, below := strings.CutPrefix(at, folder+"/"); {
	case below:
		e.Path = rest
	case folder == "":
		e.Path = at
	default:
		e.Path = at
		if root, ok := strings.CutSuffix(r.options.DocsURL, "/"+folder); ok {
			e.PageURL.V = strings.TrimSuffix(root+"/"+at, "/")
		}
	}
}

// said answers what the front matter says beside errgen's own map.
func (r *reader) said(key string) (string, bool) {
	n := r.frontNode(key)
	if n == nil {
		return "", false
	}
	return n.Value, true
}

func (r *reader) frontNode(key string) *yamlpos.Node {
	if n := r.src.Front.Get(key); n != nil && n.Kind == yamlpos.Scalar && n.Tag != "!!null" {
		return n
	}
	return nil
}

// frontKey returns where the value of a line of the front matter stands.
func (r *reader) frontKey(line string) source.Span {
	key, _, _ := strings.Cut(line, ":")
	if n := r.frontNode(key); n != nil {
		return n.Span
	}
	return r.here()
}
