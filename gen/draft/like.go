package draft

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// A Draft is a new record, and the page that it is on.
type Draft struct {
	Page string         // below the pages folder
	Old  *source.File   // the page as it is; nil where the record is a page of its own
	Data []byte         // what the page holds with the record
	Like *catalog.Entry // the neighbour that it is written like
}

// Like drafts a record in the form of its neighbours: on the page, in the group and at the
// position where it belongs. ruleOf says by which rule a page is read. It returns nil if
// there are no neighbours.
//
// What all neighbours have in common is kept, what they say about their own errors
// is replaced with what is known about the new one, and the rest is marked TODO.
func Like(c *catalog.Catalog, ruleOf func(page string) *record.Rule, p Page) *Draft {
	l := &liker{catalog: c, ruleOf: ruleOf, page: p, docs: map[*source.File]*mdx.Document{}}
	g := l.group()
	if g == nil {
		return nil
	}
	l.read(g)
	if len(l.all) == 0 {
		return nil
	}
	t := l.template(g)
	d := &Draft{Like: t.entry, Page: t.entry.Page}
	if g.rule.Each.Kind == record.Page {
		d.Page = l.path(g, t.entry)
		d.Data = []byte(strings.TrimRight(l.text(t), "\r\n") + lineBreak(t.entry.File.Data))
		return d
	}
	d.Old = t.entry.File
	d.Data = l.insert(g, t)
	return d
}

// liker is the work on one draft.
type liker struct {
	catalog *catalog.Catalog
	ruleOf  func(page string) *record.Rule
	page    Page
	docs    map[*source.File]*mdx.Document
	all     []*told // the neighbours, in their order
	alike   []*told // those that are made of the same parts as the template, which is among them
	escaped bool    // neighbours escape the underscores of codes
}

// A group is the records that stand together: in a folder, under a heading, in a table,
// a list or an element.
type group struct {
	rule    *record.Rule
	entries []*catalog.Entry // in their order
	near    nearness         // of the nearest of them
}

// group returns the records among which a new one belongs: those whose codes are the
// nearest, and of several such groups the largest.
func (l *liker) group() *group {
	groups := map[[3]string]*group{}
	var order [][3]string
	for _, e := range l.catalog.Entries {
		if e.File == nil || e.File.Data == nil {
			continue
		}
		rule := l.ruleOf(e.Page)
		if rule == nil || !rule.Form.Has(string(l.page.Code)) {
			continue
		}
		key := [3]string{path.Dir(e.Page), "", ""}
		if rule.Each.Kind != record.Page {
			key = [3]string{e.Page, strconv.Itoa(l.container(e)), ""}
		}
		g := groups[key]
		if g == nil {
			g = &group{rule: rule, near: far}
			groups[key], order = g, append(order, key)
		}
		g.entries = append(g.entries, e)
		if n := nearnessOf(rule.Form, string(l.page.Code), string(e.Code.V)); n.compare(g.near) < 0 {
			g.near = n
		}
	}
	slices.SortFunc(order, func(a, b [3]string) int { return slices.Compare(a[:], b[:]) })
	var best *group
	for _, key := range order {
		g := groups[key]
		if best == nil || g.near.compare(best.near) < 0 || g.near.compare(best.near) == 0 && len(g.entries) > len(best.entries) {
			best = g
		}
	}
	if best != nil && best.rule.Each.Kind != record.Page {
		slices.SortFunc(best.entries, func(a, b *catalog.Entry) int { return cmp.Compare(a.Record.Start, b.Record.Start) })
	}
	return best
}

// nearness says how near a code is to another: fewer is nearer.
type nearness struct{ segments, words, distance int }

var far = nearness{1 << 30, 1 << 30, 1 << 30}

func (n nearness) compare(o nearness) int {
	return cmp.Or(cmp.Compare(n.segments, o.segments), cmp.Compare(n.words, o.words), cmp.Compare(n.distance, o.distance))
}

// nearnessOf compares codes by the segments and then by the words that they begin with
// in common, and by their numbers.
func nearnessOf(f *form.Form, a, b string) nearness {
	x, _ := f.Match(a)
	y, _ := f.Match(b)
	var n nearness
	for i := 0; i < len(x)-1 && i < len(y)-1 && x[i] == y[i]; i++ {
		n.segments--
	}
	if len(x) == 0 || len(y) == 0 {
		return far
	}
	last, other := x[len(x)-1], y[len(y)-1]
	if p, err := strconv.Atoi(last); err == nil {
		if q, err := strconv.Atoi(other); err == nil {
			n.distance = max(p-q, q-p)
			return n
		}
	}
	n.distance = far.distance
	split := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	u, v := split(last), split(other)
	for i := 0; i < len(u) && i < len(v) && u[i] == v[i]; i++ {
		n.words--
	}
	return n
}

// compareCodes orders codes as people do: numbers by their values.
func compareCodes(f *form.Form, a, b string) int {
	x, _ := f.Match(a)
	y, _ := f.Match(b)
	for i := 0; i < len(x) && i < len(y); i++ {
		p, errP := strconv.Atoi(x[i])
		q, errQ := strconv.Atoi(y[i])
		if c := cmp.Compare(p, q); errP == nil && errQ == nil && c != 0 {
			return c
		}
		if c := strings.Compare(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

func (l *liker) doc(f *source.File) *mdx.Document {
	if l.docs[f] == nil {
		l.docs[f], _ = mdx.Parse(f, mdx.Options{MaxSize: len(f.Data) + 1})
	}
	return l.docs[f]
}

// container returns where what a record stands in begins: its table, list or element,
// and of a heading the one above it.
func (l *liker) container(e *catalog.Entry) int {
	at := -1
	var walk func(nodes []*mdx.Node)
	above := -1
	walk = func(nodes []*mdx.Node) {
		for _, n := range nodes {
			if n.Span.Start > e.Record.Start {
				return
			}
			if n.Kind == mdx.Heading && n.Span.Start < e.Record.Start {
				above = int(n.Span.Start)
			}
			if n.Span.Start < e.Record.Start && e.Record.Start < n.Span.End || n.Kind == mdx.List && n.Span.Start == e.Record.Start {
				at = int(n.Span.Start)
				walk(n.Children)
			}
		}
	}
	if e.File.Data[e.Record.Start] != '#' || l.ruleOf(e.Page).Each.Kind != record.Heading {
		walk(l.doc(e.File).Root.Children)
		return at
	}
	// Headings of a level stand under the nearest one of a level above.
	level := l.ruleOf(e.Page).Each.Level
	for _, n := range l.doc(e.File).Root.Children {
		if n.Span.Start >= e.Record.Start {
			break
		}
		if n.Kind == mdx.Heading && n.Level < level {
			above = int(n.Span.Start)
		}
	}
	return above
}

// maxRead is how many neighbours are looked at.
const maxRead = 40

// read looks at the neighbours of a group: those nearest to the code, and none that is
// no longer in use unless there is no other.
func (l *liker) read(g *group) {
	entries := slices.DeleteFunc(slices.Clone(g.entries), func(e *catalog.Entry) bool { return e.Retired != nil || e.Deprecated != nil })
	if len(entries) == 0 {
		entries = slices.Clone(g.entries)
	}
	if len(entries) > maxRead {
		slices.SortStableFunc(entries, func(a, b *catalog.Entry) int {
			return nearnessOf(g.rule.Form, string(l.page.Code), string(a.Code.V)).compare(nearnessOf(g.rule.Form, string(l.page.Code), string(b.Code.V)))
		})
		entries = entries[:maxRead]
	}
	for _, e := range entries {
		if rec := l.record(g.rule, e); rec != nil {
			t := &told{entry: e, rec: rec}
			l.all = append(l.all, t)
			l.escaped = l.escaped || strings.Contains(e.Code.Span.Text(), `\_`)
		}
	}
	common := l.common()
	for _, t := range l.all {
		l.divide(t, common)
	}
}

// record cuts the record of an entry out of its page.
func (l *liker) record(rule *record.Rule, e *catalog.Entry) *record.Record {
	doc := l.doc(e.File)
	src := &record.Source{File: e.File, Path: e.Page, Blocks: doc.Root.Children}
	for _, rec := range record.Cut(src, rule) {
		if e.Record.IsZero() || rec.At() == e.Record {
			return rec
		}
	}
	return nil
}

// template returns the neighbour that the new record is written like: of those made of
// the parts that most of them are made of, the one nearest to the place of the new one.
func (l *liker) template(g *group) *told {
	shapes := votes{}
	fits := func(t *told) bool { return t.statesStatus() == (l.page.Status != 0) }
	if l.page.NoStatus && slices.ContainsFunc(l.all, (*told).statesStatusInFront) {
		fits = (*told).statesStatusInFront
	}
	some := slices.ContainsFunc(l.all, fits)
	for _, t := range l.all {
		if !some || fits(t) {
			shapes.add(t.shape())
		}
	}
	_, most := shapes.winner()
	shape := ""
	for s, n := range shapes { // of several, the one with the fewest parts
		if n == most && (shape == "" || cmp.Or(cmp.Compare(strings.Count(s, "\n"), strings.Count(shape, "\n")), cmp.Compare(s, shape)) < 0) {
			shape = s
		}
	}
	var best *told
	for _, t := range l.all {
		if t.shape() != shape {
			continue
		}
		l.alike = append(l.alike, t)
		near := func(t *told) nearness { return nearnessOf(g.rule.Form, string(l.page.Code), string(t.entry.Code.V)) }
		if best == nil || near(t).compare(near(best)) <= 0 {
			best = t
		}
	}
	return best
}

// path returns the path of a page that is named like those of a group.
func (l *liker) path(g *group, like *catalog.Entry) string {
	code := string(l.page.Code)
	whole := func(c string) string { return strings.NewReplacer("/", "-", ":", "-").Replace(c) }
	last := func(c string) string {
		values, _ := g.rule.Form.Match(c)
		return values[len(values)-1]
	}
	kebab := func(c string) string { return strings.ToLower(strings.ReplaceAll(whole(c), "_", "-")) }
	names := []func(string) string{
		whole, func(c string) string { return strings.ToLower(whole(c)) }, last,
		func(c string) string { return strings.ToLower(last(c)) }, kebab, func(c string) string { return kebab(last(c)) },
	}
	ext := path.Ext(like.Page)
	if full := g.rule.Form.Path(string(like.Code.V)); strings.Contains(full, "/") && strings.HasSuffix(strings.TrimSuffix(like.Page, ext), full) {
		above := strings.TrimSuffix(strings.TrimSuffix(like.Page, ext), full)
		return above + g.rule.Form.Path(code) + ext
	}
	base := strings.TrimSuffix(path.Base(like.Page), ext)
	for _, name := range names {
		if base == name(string(like.Code.V)) {
			return path.Join(path.Dir(like.Page), name(code)+ext)
		}
	}
	return path.Join(path.Dir(like.Page), kebab(code)+ext)
}

// insert returns the page with the new record: at its place among the codes where these
// are sorted, and at the end of the group elsewhere.
func (l *liker) insert(g *group, t *told) []byte {
	data := t.entry.File.Data
	sorted := len(g.entries) > 1
	for i := 1; i < len(g.entries); i++ {
		sorted = sorted && compareCodes(g.rule.Form, string(g.entries[i-1].Code.V), string(g.entries[i].Code.V)) < 0
	}
	text, between := l.text(t), l.between(g, t)
	if sorted {
		for _, e := range g.entries {
			if compareCodes(g.rule.Form, string(l.page.Code), string(e.Code.V)) < 0 {
				at, _ := bounds(l.record(g.rule, e))
				return []byte(string(data[:at]) + text + between + string(data[at:]))
			}
		}
	}
	_, at := bounds(l.record(g.rule, g.entries[len(g.entries)-1]))
	return []byte(string(data[:at]) + between + text + string(data[at:]))
}

// between returns what stands between two records of a group: most often, or as usual
// where there is one alone.
func (l *liker) between(g *group, t *told) string {
	data := t.entry.File.Data
	gaps := votes{}
	for i := 1; i < len(g.entries); i++ {
		a, b := l.record(g.rule, g.entries[i-1]), l.record(g.rule, g.entries[i])
		if a == nil || b == nil {
			continue
		}
		_, end := bounds(a)
		start, _ := bounds(b)
		if gap := string(data[end:max(start, end)]); strings.IndexFunc(gap, unicode.IsLetter) < 0 {
			gaps.add(gap)
		}
	}
	start, _ := bounds(t.rec)
	line := lineStart(data, start)
	end := lineBreak(data)
	usual := end + strings.Repeat(" ", start-line)
	if indent := string(data[line:start]); strings.TrimSpace(indent) == "" {
		usual = end + indent
	}
	if k := g.rule.Each.Kind; k == record.Heading || k == record.Item && len(t.rec.Head.Children) > 1 {
		usual = end + usual
	}
	return gaps.most(usual)
}

// bounds returns where a record begins and ends, without a line that parts it from the
// next one.
func bounds(rec *record.Record) (start, end int) {
	start, end = int(rec.Head.Span.Start), int(rec.Head.Span.End)
	if rec.Head.Kind == mdx.TableRow {
		return lineStart(rec.File.Data, start), lineEnd(rec.File.Data, start)
	}
	if rec.Head.Kind != mdx.Heading {
		for end > start && strings.IndexByte(" \t\r\n", rec.File.Data[end-1]) >= 0 {
			end--
		}
		return start, end
	}
	for _, n := range rec.Blocks {
		if n.Kind != mdx.ThematicBreak {
			end = max(end, int(n.Span.End))
		}
	}
	return start, end
}

func lineStart(data []byte, at int) int {
	for at > 0 && data[at-1] != '\n' {
		at--
	}
	return at
}

// lineEnd returns the end of the line that a byte stands on, without its line break.
func lineEnd(data []byte, at int) int {
	for at < len(data) && data[at] != '\n' {
		at++
	}
	if at > 0 && at <= len(data) && data[at-1] == '\r' {
		at--
	}
	return at
}

// lineBreak returns what ends the lines of a page.
func lineBreak(data []byte) string {
	for i, c := range data {
		if c == '\n' {
			if i > 0 && data[i-1] == '\r' {
				return "\r\n"
			}
			break
		}
	}
	return "\n"
}
