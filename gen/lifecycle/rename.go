package lifecycle

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// Rename gives an error another code: where its record states the code, in the title, in
// its examples, in the links and labels that lead to it, and in errgen.yaml. If the path
// of the page follows from the code, the page moves and its relative links are adjusted.
// The older code becomes an alias, so that clients that are built afterwards know both;
// earlier clients know the new code if it was already an alias of the error.
//
// left are the other places that name the code: they may be about the past, so
// somebody has to read them.
func Rename(w *World, e *catalog.Entry, to catalog.Code) (out []Edit, left []source.Span, err error) {
	if err := w.checked(e); err != nil {
		return nil, nil, err
	}
	if exported(e) && e.Named {
		return nil, nil, fmt.Errorf("%s has no front matter; change an exported page where it was exported from", e.Page)
	}
	c := w.Catalog
	f := c.FormOf(e.Code.V)
	if f == nil {
		f = form.Default
	}
	if err := f.Check(string(to)); err != nil {
		return nil, nil, err
	}
	if other := c.Lookup(to); other != nil {
		switch {
		case other == e && e.Code.V != to && w.listed(e, to) != nil:
		case other.Retired != nil && other.Code.V == to:
			return nil, nil, fmt.Errorf("%s is retired: clients still know it, so it cannot be used again: %s", to, shown(other))
		case other.Code.V == to:
			return nil, nil, fmt.Errorf("%s already exists: %s", to, shown(other))
		default:
			return nil, nil, fmt.Errorf("%s is an older name of %s, and clients still know it as that", to, other.Code.V)
		}
	}
	r := &renaming{world: w, catalog: c, entry: e, form: f, from: e.Code.V, to: to, anchors: map[string]string{}}
	if r.page = e.Page; e.Record.IsZero() {
		r.page = r.movedPage()
	}
	if err := r.statements(); err != nil {
		return nil, nil, err
	}
	if err := r.foresee(); err != nil {
		return nil, nil, err
	}
	r.keepID()
	r.examples()
	if !w.Translation {
		if err := r.alias(); err != nil {
			return nil, nil, err
		}
	}
	r.links()
	r.words()
	r.mentions()
	for _, n := range w.Navigation {
		if err := r.navigation(n); err != nil {
			return nil, nil, err
		}
	}
	for _, f := range w.Redirects {
		if err := r.redirects(f); err != nil {
			return nil, nil, err
		}
	}
	out, err = r.apply()
	if err != nil {
		return nil, nil, err
	}
	for i := range out {
		if out[i].File == e.File && r.page != e.Page {
			out[i].Page = r.page
		}
	}
	return out, r.afterwards(out), nil
}

// shown returns where an error is told, as findings name it.
func shown(e *catalog.Entry) string {
	if e.File == nil || e.Record.IsZero() {
		return cmp.Or(e.File, &source.File{Name: e.Page}).Name
	}
	return fmt.Sprintf("%s:%d", e.File.Name, e.Record.From().Line)
}

type renaming struct {
	edits
	world    *World
	catalog  *catalog.Catalog
	entry    *catalog.Entry
	form     *form.Form
	from, to catalog.Code
	page     string            // path of the page afterwards
	now      *catalog.Entry    // what the record says with the new code
	anchors  map[string]string // ids of records that change, behind the paths of their pages
	left     []source.Span     // where the older code still stands
}

// records returns the records that tell the error: its own, and those of other places.
func (r *renaming) records() []*catalog.Entry {
	return append([]*catalog.Entry{r.entry}, r.entry.Merged...)
}

// foresee reads the pages as they are with the new code: what its type is then, and which
// ids their records have.
func (r *renaming) foresee() error {
	for _, e := range r.records() {
		if e.File == nil || e.File.Data == nil {
			continue
		}
		data, err := r.applied(e.File)
		if err != nil {
			return err
		}
		page := e.Page
		if e == r.entry {
			page = r.page
			r.now = r.world.again(e, data, page, r.to)
		}
		read := r.world.Read(source.NewFile(e.File.Name, data), page)
		told := slices.ContainsFunc(read, func(o *catalog.Entry) bool { return o.Code.V == r.to })
		if !told || r.now == nil {
			return fmt.Errorf("%s: the page would not be read as %s after the change; change it by hand", e.File.Name, r.to)
		}
		for _, is := range read {
			was := r.catalog.Lookup(is.Code.V)
			if is.Code.V == r.to {
				was = e
			}
			if was != nil && was.File == e.File && was.Anchor != "" && was.Anchor != is.Anchor {
				r.anchors[pagePath(e)+"#"+was.Anchor] = is.Anchor
			}
		}
	}
	return nil
}

// keepID keeps the id that a heading or an element had for links from elsewhere, which nobody can
// redirect, where the new code gives it another.
func (r *renaming) keepID() {
	e := r.entry
	if _, ok := r.anchors[pagePath(e)+"#"+e.Anchor]; !ok {
		return
	}
	end := e.File.LineEnd()
	at := nextLine(e.File.Data, int(e.Record.End))
	text := end + `<a id="` + e.Anchor + `"></a>` + end
	switch data := e.File.Data; data[e.Record.Start] {
	case '#':
		if at == len(data) && data[at-1] != '\n' {
			text = end + text
		}
	case '<': // it stands before the element, where it is in sight while that is closed
		at = lineStart(data, int(e.Record.Start))
		indent := string(data[at:e.Record.Start])
		if strings.TrimSpace(indent) != "" {
			return
		}
		text = indent + `<a id="` + e.Anchor + `"></a>` + end + end
	default:
		return
	}
	edit := e.File.Span(at, at)
	try := r.withEdits(e.File)
	try.add(edit, text)
	if data, err := try.applied(e.File); err == nil {
		if is := r.world.again(e, data, r.page, r.to); is != nil && same(r.now, is) {
			r.add(edit, text)
		}
	}
}

// withEdits returns the edits of a file so far, to try more of them.
func (r *renaming) withEdits(f *source.File) *edits {
	try := &edits{}
	for _, at := range r.of[f] {
		try.add(at.Span, at.New)
	}
	return try
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
			at = at.File.Span(start, start+len(spell(from)))
			r.add(at, spell(to))
			if !r.entry.Record.IsZero() {
				r.pad(at, len(spell(from)), len(spell(to)))
			}
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
		if s.V != r.from || s.Span.IsZero() || s.From == catalog.FromPath {
			continue
		}
		if !r.swap(s.Span, from, to) && !r.swap(s.Span, r.form.Path(from), r.form.Path(to)) {
			p := s.Span.From()
			return fmt.Errorf("%s:%d:%d: the code is spelled in a way that cannot be changed; change it by hand", s.Span.File.Name, p.Line, p.Column)
		}
	}
	if h := e.Heading; h.Span.File == e.File && !r.states(h.Span) {
		was, is := e.Last(), path.Base(r.form.Path(to))
		named := r.named(h.V)
		if named {
			was, is = from, to
		}
		if (h.V == was || named) && !r.swap(h.Span, was, is) {
			p := h.Span.From()
			return fmt.Errorf("%s:%d:%d: the title is spelled in a way that cannot be changed; change it by hand", e.File.Name, p.Line, p.Column)
		}
	}
	if e.Record.IsZero() {
		doc, _ := mdx.Parse(e.File, mdx.Options{MaxSize: len(e.File.Data) + 1})
		for _, n := range doc.Root.Children {
			if n.Kind == mdx.Heading && !r.states(n.Span) && r.named(mdx.PlainText(n)) {
				r.swap(n.Span, from, to)
			}
		}
	}
	return nil
}

// named reports whether a title names the code: anywhere where that is no word of the
// language, and else as its first word, if it is no mere word.
func (r *renaming) named(title string) bool {
	from := string(r.from)
	return title == from || hasWord(title, from) && (r.form.Distinct() || !r.mere() && strings.HasPrefix(title, from))
}

// mere reports whether the code is letters alone, as any word is.
func (r *renaming) mere() bool {
	return strings.IndexFunc(string(r.from), func(c rune) bool { return !unicode.IsLetter(c) }) < 0
}

// states reports whether a place that states the code lies within a span.
func (r *renaming) states(at source.Span) bool {
	for _, edit := range r.of[at.File] {
		if at.Start <= edit.Span.Start && edit.Span.End <= at.End {
			return true
		}
	}
	return false
}

// pad keeps the marks of a table under each other: the cell that a span stands in is
// filled with spaces to the width that it had.
func (r *renaming) pad(at source.Span, before, after int) {
	data := at.File.Data
	end := int(at.End)
	for end < len(data) && (data[end] == '`' || data[end] == '*') {
		end++
	}
	spaces := end
	for spaces < len(data) && data[spaces] == ' ' {
		spaces++
	}
	if spaces == len(data) || data[spaces] != '|' {
		return
	}
	switch grown := after - before; {
	case grown > 0 && spaces-end > 1:
		r.add(at.File.Span(spaces-min(grown, spaces-end-1), spaces), "")
	case grown < 0 && spaces-end > 1:
		r.add(at.File.Span(spaces, spaces), strings.Repeat(" ", -grown))
	}
}

// examples changes the texts of error bodies that are the code or its type.
func (r *renaming) examples() {
	types := map[string]string{string(r.from): string(r.to)}
	for _, pair := range [][2]string{{r.entry.Type.V, r.now.Type.V}, {r.entry.PageURL.V, r.now.PageURL.V}} {
		if pair[0] != "" && pair[1] != "" {
			types[pair[0]] = pair[1]
		}
	}
	for _, e := range r.records() {
		r.examplesOf(e, types)
	}
}

func (r *renaming) examplesOf(e *catalog.Entry, types map[string]string) {
	for i := range e.Examples {
		if c := e.Examples[i].Code; c.V == string(r.from) && !r.states(c.Span) {
			r.swap(c.Span, string(r.from), string(r.to)) // a number, or text
		}
		at := e.Examples[i].Span
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

// alias adds the older code to those of the error.
func (r *renaming) alias() error {
	e := r.entry
	list := r.world.stated(e, "aliases")
	old := code(r.from)
	if list != nil && ofSite(e, list) {
		r.setKeys(e, true, scalar("aliases", "["+old+"]", ""))
		return nil
	}
	if list == nil {
		return r.say(r.world, e, r.to, scalar("aliases", "["+old+"]", string(r.from)))
	}
	if announced := item(list, r.to); announced != nil {
		r.add(announced.Span, old)
		return nil
	}
	f := list.Span.File
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
		r.add(f.Span(line, line), string(f.Data[line:first])+old+f.LineEnd())
	default:
		return fmt.Errorf("%s: aliases is not a list; change it by hand", f.Name)
	}
	return nil
}

// listed returns the place at which a code is listed under aliases: of an error; nil where
// it is not.
func (w *World) listed(e *catalog.Entry, c catalog.Code) *yamlpos.Node {
	return item(w.stated(e, "aliases"), c)
}

func item(list *yamlpos.Node, c catalog.Code) *yamlpos.Node {
	if list == nil {
		return nil
	}
	for _, n := range list.Items {
		if n.Value == string(c) {
			return n
		}
	}
	return nil
}

// ofSite reports whether a list of aliases is that of the docs site: the paths that it
// redirects.
func ofSite(e *catalog.Entry, list *yamlpos.Node) bool {
	if !ownPage(e) || list == frontMatter(e).Get("errgen").Get("aliases") {
		return false
	}
	for _, item := range list.Items {
		if !strings.HasPrefix(item.Value, "/") {
			return false
		}
	}
	return len(list.Items) > 0 && frontMatter(e).Get("errgen").Get("aliases") == nil
}
