package lifecycle

import (
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Rename gives an error another code: where its page states the code, in the
// title, in its examples, in the links and labels of all pages that lead to it, and
// in errgen.yaml. The page moves where its path follows from the code, and its own
// relative links with it. The older code becomes an alias, so that clients built
// before and after know both.
//
// config is errgen.yaml; navigation are JSON files of the docs site that list pages
// by their paths. What is no JSON among them is passed over.
func Rename(c *catalog.Catalog, e *catalog.Entry, to catalog.Code, config *source.File, navigation []*source.File) ([]Edit, error) {
	if err := owns(c, e); err != nil {
		return nil, err
	}
	f := c.FormOf(e.Code.V)
	if f == nil {
		f = form.Default
	}
	if err := f.Check(string(to)); err != nil {
		return nil, err
	}
	if other := c.Lookup(to); other != nil {
		switch {
		case other.Code.V == to:
			return nil, fmt.Errorf("%s already exists: %s", to, other.Page)
		default:
			return nil, fmt.Errorf("%s is an older name of %s, and clients still know it as that", to, other.Code.V)
		}
	}
	r := &renaming{catalog: c, entry: e, form: f, from: e.Code.V, to: to}
	r.page = r.movedPage()
	if err := r.statements(); err != nil {
		return nil, err
	}
	r.examples()
	if err := r.alias(); err != nil {
		return nil, err
	}
	r.links()
	r.mentions(config)
	for _, n := range navigation {
		if err := r.navigation(n); err != nil {
			return nil, err
		}
	}
	out, err := r.apply()
	if err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].File == e.File && r.page != e.Page {
			out[i].Page = r.page
		}
	}
	return out, nil
}

type renaming struct {
	edits
	catalog  *catalog.Catalog
	entry    *catalog.Entry
	form     *form.Form
	from, to catalog.Code
	page     string // path of the page afterwards
}

// movedPage returns the path of the page under its new code: another one where the
// path is that of the code, or ends in its last segment or in the code.
func (r *renaming) movedPage() string {
	e := r.entry
	ext := path.Ext(e.Page)
	old := strings.TrimSuffix(e.Page, ext)
	now := r.form.Path(string(r.to))
	if at := r.form.Path(string(r.from)); old == at {
		return now + ext
	} else if above, ok := strings.CutSuffix(old, "/"+at); ok {
		return above + "/" + now + ext
	}
	dir, base := path.Split(old)
	for _, pair := range [][2]string{{string(r.from), string(r.to)}, {path.Base(r.form.Path(string(r.from))), path.Base(now)}} {
		switch base {
		case pair[0]:
			return dir + pair[1] + ext
		case strings.ToLower(pair[0]):
			return dir + strings.ToLower(pair[1]) + ext
		}
	}
	return e.Page
}

// swap puts one text in the place of another within a span, in the spelling that
// the span has: as it is, or with the underscores escaped. It reports whether it
// could.
func (r *renaming) swap(at source.Span, from, to string) bool {
	written := at.Text()
	for _, spell := range []func(string) string{
		func(s string) string { return s },
		func(s string) string { return strings.ReplaceAll(s, "_", `\_`) },
	} {
		if i := strings.Index(written, spell(from)); i >= 0 && strings.Count(written, spell(from)) == 1 {
			start := int(at.Start) + i
			r.add(at.File.Span(start, start+len(spell(from))), spell(to))
			return true
		}
	}
	return false
}

// statements changes the places at which the page states its code.
func (r *renaming) statements() error {
	e := r.entry
	from, to := string(r.from), string(r.to)
	for _, s := range e.Codes {
		if s.V != r.from || s.Span.File != e.File || s.From == catalog.FromPath {
			continue
		}
		if !r.swap(s.Span, from, to) && !r.swap(s.Span, r.form.Path(from), r.form.Path(to)) {
			p := s.Span.From()
			return fmt.Errorf("%s:%d:%d: the code is spelled in a way that cannot be changed; change it by hand", e.File.Name, p.Line, p.Column)
		}
	}
	if h := e.Heading; h.Span.File == e.File {
		if last := e.Last(); h.V == last {
			r.swap(h.Span, last, path.Base(r.form.Path(to)))
		} else if h.V == from {
			r.swap(h.Span, from, to)
		}
	}
	return nil
}

// examples changes the texts of error bodies that are the code or its type.
func (r *renaming) examples() {
	types := map[string]string{string(r.from): string(r.to)}
	for _, url := range []string{r.entry.Type.V, r.entry.PageURL.V} {
		was := *r.entry
		was.Type.V = url
		if now := was.AliasType(r.to); url != "" && now != "" {
			types[url] = now
		}
	}
	for i := range r.entry.Examples {
		at := r.entry.Examples[i].Span
		v, faults := jsonpos.Parse(at.Text())
		if len(faults) > 0 {
			continue
		}
		eachText(v, func(v *jsonpos.Value) {
			if now, ok := types[v.Text]; ok {
				r.swap(at.File.Span(int(at.Start)+v.Start, int(at.Start)+v.End), v.Text, now)
			}
		})
	}
}

func eachText(v *jsonpos.Value, do func(v *jsonpos.Value)) {
	if v.Kind == jsonpos.String {
		do(v)
	}
	for _, item := range v.Items {
		eachText(item, do)
	}
	for _, m := range v.Members {
		eachText(m.Value, do)
	}
}

// alias adds the older code to those of the page.
func (r *renaming) alias() error {
	e := r.entry
	front := frontMatter(e)
	list := front.Get("errgen").Get("aliases")
	if list == nil {
		list = front.Get("aliases")
	}
	old := code(r.from)
	if list == nil {
		r.setKeys(e, "aliases: ["+old+"]")
		return nil
	}
	f := e.File
	start := int(list.Span.Start)
	switch text := list.Span.Text(); {
	case list.Kind == yamlpos.Scalar && text != "":
		r.add(list.Span, "["+old+", "+text+"]")
	case list.Kind == yamlpos.Seq && strings.HasPrefix(text, "["):
		if len(list.Items) > 0 {
			old += ", "
		}
		r.add(f.Span(start+1, start+1), old)
	case list.Kind == yamlpos.Seq && len(list.Items) > 0:
		first := int(list.Items[0].Span.Start)
		line := first
		for line > 0 && f.Data[line-1] != '\n' {
			line--
		}
		r.add(f.Span(line, line), string(f.Data[line:first])+old+lineEnd(f))
	default:
		return fmt.Errorf("%s: aliases is not a list; change it by hand", f.Name)
	}
	return nil
}

// frontMatter parses the front matter of a page again; nil where it has none.
func frontMatter(e *catalog.Entry) *yamlpos.Node {
	if !e.HasFrontMatter {
		return nil
	}
	start := int(e.Start.Start)
	end := start
	for end < len(e.File.Data) && !strings.HasPrefix(string(e.File.Data[end:min(end+3, len(e.File.Data))]), "---") {
		end = nextLine(e.File.Data, end)
	}
	node, _ := yamlpos.Parse(e.File.Span(start, end), "front-matter")
	return node
}

// links changes what leads to the page, its labels, and what says that the code
// replaces another; and where the page moves to another folder, where its own
// relative links lead from.
func (r *renaming) links() {
	for _, o := range r.catalog.Entries {
		if d := o.Deprecated; d != nil && d.ReplacedBy.V == r.from {
			r.swap(d.ReplacedBy.Span, string(r.from), string(r.to))
		}
		if d := o.Retired; d != nil && d.ReplacedBy.V == r.from {
			r.swap(d.ReplacedBy.Span, string(r.from), string(r.to))
		}
		page := o.Page
		if o == r.entry {
			page = r.page
		}
		for i := range o.Links {
			l := &o.Links[i]
			if l.Code == r.from && l.Text.V == string(r.from) {
				r.swap(l.Text.Span, string(r.from), string(r.to))
			}
			if now := r.url(l, o.Page, page); now != l.URL.V {
				r.swap(l.URL.Span, l.URL.V, now)
			}
		}
	}
}

// url returns where a link leads afterwards, which stands on a page that was at
// one path and is at another.
func (r *renaming) url(l *catalog.Link, was, is string) string {
	url, tail := l.URL.V, ""
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url, tail = url[:i], url[i:]
	}
	if url == "" {
		return l.URL.V
	}
	target, moved := l.Target, withoutExtension(r.page)
	leads := l.Target == pagePath(r.entry)
	if leads {
		target = moved
	}
	relative := !strings.HasPrefix(url, "/") && !strings.Contains(url, ":")
	switch {
	case !relative && leads:
		bare := withoutExtension(url)
		if above, ok := strings.CutSuffix(bare, pagePath(r.entry)); ok {
			return above + moved + url[len(bare):] + tail
		}
	case relative && leads, relative && path.Dir(was) != path.Dir(is):
		if target == "" || l.Target == "" { // it leads out of the pages
			if path.Dir(was) == path.Dir(is) {
				return l.URL.V
			}
			return relativeLink(is, path.Join(path.Dir(was), url)) + tail
		}
		return relativeLink(is, target) + url[len(withoutExtension(url)):] + tail
	}
	return l.URL.V
}

// mentions changes the scalars of errgen.yaml that are the code.
func (r *renaming) mentions(config *source.File) {
	if config == nil || config.Data == nil {
		return
	}
	root, _ := yamlpos.Parse(config.All(), "config")
	var walk func(n *yamlpos.Node)
	walk = func(n *yamlpos.Node) {
		if n == nil {
			return
		}
		if n.Kind == yamlpos.Scalar && n.Value == string(r.from) {
			r.swap(n.Span, string(r.from), string(r.to))
		}
		for _, p := range n.Pairs {
			walk(p.Key)
			walk(p.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
	}
	walk(root)
}

// navigation changes the paths of the page in a JSON file of the docs site. It fails
// where the file names the page and cannot be read.
func (r *renaming) navigation(f *source.File) error {
	old, now := pagePath(r.entry), withoutExtension(r.page)
	if old == now || !strings.Contains(string(f.Data), old) {
		return nil
	}
	if found := conflict.Find(f, false); len(found) > 0 {
		return fmt.Errorf("%s:%d: %s; it names the page, so resolve the conflict first", f.Name, found[0].Span.From().Line, found[0].Message)
	}
	v, faults := jsonpos.Parse(string(f.Data))
	if len(faults) > 0 {
		at := f.Span(faults[0].Start, faults[0].End).From()
		return fmt.Errorf("%s:%d:%d: not valid JSON: %s; it names the page, so fix it first", f.Name, at.Line, at.Column, faults[0].Message)
	}
	eachText(v, func(v *jsonpos.Value) {
		if v.Text == old || strings.HasSuffix(v.Text, "/"+old) && !strings.Contains(v.Text, "://") {
			r.swap(f.Span(v.Start, v.End), v.Text, strings.TrimSuffix(v.Text, old)+now)
		}
	})
	return nil
}

func withoutExtension(p string) string {
	for _, ext := range []string{".mdx", ".md"} {
		if s, ok := strings.CutSuffix(p, ext); ok {
			return s
		}
	}
	return p
}

func pagePath(e *catalog.Entry) string { return withoutExtension(e.Page) }

// relativeLink returns the link from a page to another, both as paths below the
// pages folder, that of the other without extension.
func relativeLink(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(path.Clean(to), "/")
	if a[0] == "." {
		a = nil
	}
	n := 0
	for n < len(a) && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	rest := strings.Join(b[n:], "/")
	if n == len(a) {
		return "./" + rest
	}
	return strings.Repeat("../", len(a)-n) + rest
}
