package lifecycle

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// mentions changes the scalars of errgen.yaml that are the code, or the path of the page.
// What says of the past that it is accepted still speaks of the older code.
func (r *renaming) mentions() {
	root, _ := yamlpos.Parse(r.world.Config.All(), "config")
	var walk func(n *yamlpos.Node)
	walk = func(n *yamlpos.Node) {
		if n == nil {
			return
		}
		switch {
		case n.Kind != yamlpos.Scalar:
		case n.Value == string(r.from):
			r.swap(n.Span, string(r.from), string(r.to))
		case n.Value == r.entry.Page && r.page != r.entry.Page:
			r.swap(n.Span, r.entry.Page, r.page)
		}
		for _, p := range n.Pairs {
			walk(p.Key)
			walk(p.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
	}
	if root == nil {
		return
	}
	for _, p := range root.Pairs {
		if p.Key.Value != "breaking" {
			walk(p.Value)
		}
	}
	for _, n := range classified(root, r.from) {
		i := strings.LastIndex(n.Span.Text(), "="+string(r.from)) + 1
		if i == 0 {
			r.left = append(r.left, n.Span) // it is written with escapes
			continue
		}
		start := int(n.Span.Start) + i
		r.add(n.Span.File.Span(start, start+len(r.from)), string(r.to))
	}
	if ignore := root.Get("breaking").Get("ignore"); ignore != nil {
		for _, item := range ignore.Items {
			if c := item.Get("code"); c != nil && c.Value == string(r.from) {
				r.left = append(r.left, c.Span)
			}
		}
	}
}

// classified returns the entries KIND=CODE of the option classify that have a code.
func classified(root *yamlpos.Node, c catalog.Code) (found []*yamlpos.Node) {
	outputs := root.Get("generate")
	if outputs == nil {
		return nil
	}
	for _, out := range outputs.Items {
		list := out.Get("classify")
		if list == nil {
			continue
		}
		for _, n := range list.Items {
			if _, code, ok := strings.Cut(n.Value, "="); ok && code == string(c) {
				found = append(found, n)
			}
		}
	}
	return found
}

// navigation changes the paths of the page in a JSON file of the docs site, and adds a
// redirect for those who have the older one. It fails where the file names the page
// and cannot be read.
func (r *renaming) navigation(f *source.File) error {
	old, now := pagePath(r.entry), site.WithoutExtension(r.page)
	if old == now {
		return nil
	}
	if path.Ext(f.Name) != ".json" {
		r.quoted(f, old, now)
		return nil
	}
	byName := path.Dir(f.Name) == path.Dir(r.entry.File.Name) // it lists the pages of its folder
	if byName {
		old, now = path.Base(old), path.Base(now)
	}
	if !strings.Contains(string(f.Data), old) && (byName || !strings.Contains(string(f.Data), now)) {
		return nil
	}
	v, err := namingJSON(f)
	if err != nil {
		return err
	}
	if byName {
		eachText(v, func(v *jsonpos.Value) {
			at := f.Span(v.Start, v.End)
			switch {
			case v.Text != old && v.Text != "!"+old:
			case path.Dir(pagePath(r.entry)) != path.Dir(r.page):
				r.left = append(r.left, at) // the list of another folder lacks it
			default:
				r.swap(at, old, now)
			}
		})
		return nil
	}
	ours := func(s string) bool {
		return s == old || strings.HasSuffix(s, "/"+old) && !strings.Contains(s, "://")
	}
	listed := ""
	eachText(v, func(v *jsonpos.Value) {
		if ours(v.Text) {
			listed = "/" + strings.TrimPrefix(v.Text, "/")
		}
	})
	from, to := listed, strings.TrimSuffix(listed, old)+now
	dropped := r.shadowing(v, func(source, destination string) bool {
		return listed != "" && source == to || ours(destination) && strings.TrimSuffix(destination, old)+now == source
	})
	eachText(v, func(v *jsonpos.Value) {
		inside := func(item *jsonpos.Value) bool { return item.Start <= v.Start && v.End <= item.End }
		if ours(v.Text) && !slices.ContainsFunc(dropped, inside) {
			r.swap(f.Span(v.Start, v.End), v.Text, strings.TrimSuffix(v.Text, old)+now)
		}
	})
	switch add := listed != "" && v.Get("navigation") != nil; {
	case add && len(dropped) > 0: // the first one is turned round
		r.setMember(f, dropped[0], "source", from)
		r.setMember(f, dropped[0], "destination", to)
		dropped = dropped[1:]
	case add:
		r.redirect(f, v, from, to)
	}
	r.drop(f, v.Get("redirects"), dropped)
	return nil
}

// namingJSON parses a JSON file that names the page.
func namingJSON(f *source.File) (*jsonpos.Value, error) {
	if found := conflict.Find(f, false); len(found) > 0 {
		return nil, fmt.Errorf("%s:%d: %s; it names the page, so resolve the conflict first", f.Name, found[0].Span.From().Line, found[0].Message)
	}
	v, faults := jsonpos.Parse(string(f.Data))
	if len(faults) > 0 {
		at := f.Span(faults[0].Start, faults[0].End).From()
		return nil, fmt.Errorf("%s:%d:%d: not valid JSON: %s; it names the page, so fix it first", f.Name, at.Line, at.Column, faults[0].Message)
	}
	return v, nil
}

// redirects removes the redirects from where the page is afterwards from a file that has
// no navigation: a JSON file, or lines of text.
func (r *renaming) redirects(f *source.File) error {
	now := site.WithoutExtension(r.page)
	if pagePath(r.entry) == now || !strings.Contains(string(f.Data), now) {
		return nil
	}
	if path.Ext(f.Name) == ".json" {
		v, err := namingJSON(f)
		if err != nil {
			return err
		}
		r.drop(f, v.Get("redirects"), r.shadowing(v, func(string, string) bool { return false }))
		return nil
	}
	at := 0
	for line := range strings.SplitAfterSeq(string(f.Data), "\n") {
		if words := strings.Fields(line); len(words) > 1 && r.isPage(words[0]) {
			r.add(f.Span(at, at+len(line)), "")
		}
		at += len(line)
	}
	return nil
}

// shadowing returns the redirects of a file that visitors of the page would follow, as it
// is afterwards, and others that are to be dropped.
func (r *renaming) shadowing(root *jsonpos.Value, also func(source, destination string) bool) (found []*jsonpos.Value) {
	list := root.Get("redirects")
	if list == nil || list.Kind != jsonpos.Array {
		return nil
	}
	for _, item := range list.Items {
		from, to := item.Get("source"), item.Get("destination")
		if from == nil || to == nil || from.Kind != jsonpos.String || to.Kind != jsonpos.String {
			continue
		}
		if r.isPage(from.Text) || also(strings.TrimSuffix(from.Text, "/"), strings.TrimSuffix(to.Text, "/")) {
			found = append(found, item)
		}
	}
	return found
}

// isPage reports whether a path of the site is that of the page afterwards. The paths of a
// site lack the folder that it is served below.
func (r *renaming) isPage(at string) bool {
	u, err := url.Parse(r.now.URL())
	if err != nil {
		return false
	}
	at = strings.TrimSuffix(at, "/")
	full := strings.TrimSuffix(u.EscapedPath(), "/")
	if at == "" || at == full {
		return at != ""
	}
	below, ok := strings.CutPrefix(strings.TrimSuffix(r.now.URL(), "/"), r.catalog.DocsURL+"/")
	return ok && strings.HasPrefix(at, "/") && strings.HasSuffix(full, at) && strings.HasSuffix(at, "/"+below)
}

func (r *renaming) setMember(f *source.File, item *jsonpos.Value, name, text string) {
	m := item.Get(name)
	r.add(f.Span(m.Start, m.End), string(jsonpos.AppendString(nil, text)))
}

// drop removes items from a list, each with one of the commas around it.
func (r *renaming) drop(f *source.File, list *jsonpos.Value, items []*jsonpos.Value) {
	if len(items) == 0 {
		return
	}
	all := list.Items
	for i := 0; i < len(all); i++ {
		first := i
		for i < len(all) && slices.Contains(items, all[i]) {
			i++
		}
		switch {
		case i == first:
		case first > 0:
			r.add(f.Span(all[first-1].End, all[i-1].End), "")
		case i < len(all):
			r.add(f.Span(all[0].Start, all[i].Start), "")
		default:
			r.add(f.Span(list.Start+1, list.End-1), "")
		}
	}
}

// quoted changes the paths of the page in the strings of a program. One that is part of a
// longer path, or of a URL, is another's.
func (r *renaming) quoted(f *source.File, old, now string) {
	const quotes = "'\"`"
	for at := 0; ; {
		i := bytes.Index(f.Data[at:], []byte(old))
		if i < 0 {
			return
		}
		start := at + i
		end := start + len(old)
		at = end
		open := bytes.LastIndexAny(f.Data[:start], quotes+"\n")
		if open < 0 || f.Data[open] == '\n' {
			continue
		}
		before := string(f.Data[open+1 : start])
		after, _, ok := strings.Cut(string(f.Data[end:]), string(f.Data[open]))
		after, _, _ = strings.Cut(after, "#")
		switch strings.TrimSuffix(after, "/") {
		case "", ".md", ".mdx", ".html":
			if ok && (before == "" || strings.HasSuffix(before, "/")) && !strings.ContainsAny(before, ": \t") {
				r.add(f.Span(start, end), now)
			}
		}
	}
}

// redirect adds a redirect to those of a docs site, in the layout of the last one.
func (r *renaming) redirect(f *source.File, root *jsonpos.Value, from, to string) {
	quote := func(s string) string { return string(jsonpos.AppendString(nil, s)) }
	end := f.LineEnd()
	indentAt := func(at int) string {
		line := f.Data[lineStart(f.Data, at):at]
		if len(bytes.TrimLeft(line, " \t")) > 0 {
			return ""
		}
		return string(line)
	}
	one := `{"source": ` + quote(from) + `, "destination": ` + quote(to) + "}"
	list := root.Get("redirects")
	switch {
	case list != nil && list.Kind == jsonpos.Array && len(list.Items) > 0:
		last := list.Items[len(list.Items)-1]
		var like edits
		for name, text := range map[string]string{"source": from, "destination": to} {
			if m := last.Get(name); m != nil {
				like.add(f.Span(m.Start, m.End), quote(text))
			}
		}
		if data, err := like.applied(f); err == nil && len(like.of[f]) == 2 {
			one = string(data[last.Start : last.End+len(data)-len(f.Data)])
		}
		gap := " "
		if indent := indentAt(last.Start); indent != "" {
			gap = end + indent
		}
		r.add(f.Span(last.End, last.End), ","+gap+one)
	case list != nil && list.Kind == jsonpos.Array:
		r.add(f.Span(list.Start+1, list.Start+1), one)
	case list == nil && len(root.Members) > 0:
		last := root.Members[len(root.Members)-1].Value
		first := bytes.IndexByte(f.Data[root.Start:], '"') + root.Start
		if indent := indentAt(first); indent != "" {
			r.add(f.Span(last.End, last.End), ","+end+indent+`"redirects": [`+end+indent+indent+one+end+indent+"]")
			return
		}
		r.add(f.Span(last.End, last.End), `, "redirects": [`+one+"]")
	}
}

func pagePath(e *catalog.Entry) string { return site.WithoutExtension(e.Page) }

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
