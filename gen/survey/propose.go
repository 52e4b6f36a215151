package survey

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Record is a rule of records: that reads what was found.
type Record struct {
	In    []string // globs below the pages folder
	Each  string
	Form  string
	Case  string
	Facts []Fact

	pages  string // folder of the pages
	codes  int    // how many it reads
	of     int    // how many records look as if they were errors
	from   candidate
	shape  *shape
	looks  []string        // what looks like a code at its place
	stated map[string]bool // the codes that it reads
	on     []*opened       // the pages that have some
	unread []string        // columns beside that of the code from which nothing is read
	doubts []string        // what was left unread at a place that is read, a clause each
}

// A Fact is a key of a rule, and the places that it has there.
type Fact struct {
	Key    string
	Places []string
}

// places returns the places of a fact.
func (r *Record) places(key string) []string {
	for _, f := range r.Facts {
		if f.Key == key {
			return f.Places
		}
	}
	return nil
}

// least is how many codes there must be to take something for the documentation of
// errors.
const least = 3

// most is how many rules are proposed for the pages of one repository.
const most = 6

// propose finds the rules that read the errors of a repository whose pages are not of
// the built-in layout. It tries the places where teams state their codes, and takes
// the one that gives the most; what it gives is found by reading the pages with it. The
// pages that are left are asked again. It returns nothing where nothing looks like errors.
func propose(all []*opened) ([]*Record, []entry) {
	var rules []*Record
	var entries []entry
	known := map[string]bool{}
	for left := all; len(rules) < most; {
		r := best(left, known, rules)
		if r == nil {
			break
		}
		rules = append(rules, r)
		maps.Copy(known, r.stated)
		left = slices.DeleteFunc(slices.Clone(left), func(p *opened) bool { return slices.Contains(r.on, p) })
	}
	if len(rules) == 0 {
		return nil, nil
	}
	rules = divide(rules, all)
	seen := map[catalog.Code]bool{}
	for _, r := range slices.Backward(rules) { // that of most pages first
		for _, e := range r.read(r.on) {
			if !seen[e.Code.V] {
				seen[e.Code.V] = true
				entries = append(entries, e)
			}
		}
	}
	return rules, entries
}

// best returns the rule that reads the most codes of some pages that are not known yet,
// nil where none reads enough. Others are the rules so far.
func best(pages []*opened, known map[string]bool, rules []*Record) *Record {
	var best *Record
	var others []*Record
	for _, c := range candidates(pages) {
		r := c.rule(pages, pages, least)
		if r == nil || len(rules) > 0 && !r.beside(rules[0]) {
			continue
		}
		if r.Each == "row" {
			others = append(others, r)
		}
		if best != nil && (r.of <= best.codes || best.from.declared() && best.Each == r.Each && 3*r.of <= 4*best.codes) {
			continue
		}
		r.try(pages, known)
		if r.codes >= least && (best == nil || r.codes > best.codes) {
			best = r
		}
	}
	if best == nil || best.Each != "row" {
		return best
	}
	// Tables call the same column by other names, also those of few rows.
	for _, c := range candidates(pages) {
		if c.each != "row" || slices.ContainsFunc(others, func(o *Record) bool { return o.from.place == c.place }) {
			continue
		}
		if r := c.rule(pages, pages, 1); r != nil && r.places("status")[0] != "none" {
			others = append(others, r)
		}
	}
	for _, other := range others {
		if other.from.place == best.from.place || other.shape != best.shape || !other.beside(best) {
			continue
		}
		if both := best.with(other, pages); both.try(pages, known).codes > best.codes {
			best = both
		}
	}
	return best
}

// beside reports whether the rule may be one of errors because another one is: names of
// settings look like codes too, and have no statuses.
func (r *Record) beside(o *Record) bool {
	status := r.places("status")[0]
	switch {
	case r.Each == "row" && strings.HasPrefix(status, "{"): // any number
	case status != "none":
		return true
	case r.from.sure && r.shape == o.shape && o.places("status")[0] == "none":
		return true
	}
	return !slices.ContainsFunc(r.on, func(p *opened) bool { return !errorsNamed.MatchString(p.path) })
}

// declared reports whether a candidate is a key for codes: where a few pages state none
// there, or a wrong one, these are the ones that are wrong.
func (c candidate) declared() bool { return c.sure && strings.HasPrefix(c.place, "front ") }

// try notes what the rule reads of some pages.
func (r *Record) try(pages []*opened, known map[string]bool) *Record {
	r.stated, r.on, r.codes = map[string]bool{}, nil, 0
	for _, e := range r.read(pages) {
		code := string(e.Code.V)
		if !known[code] && !r.stated[code] {
			r.codes++
		}
		r.stated[code] = true
		if i := slices.IndexFunc(pages, func(p *opened) bool { return p.path == e.path }); !slices.Contains(r.on, pages[i]) {
			r.on = append(r.on, pages[i])
		}
	}
	return r
}

// with returns a rule of rows that reads what either of two does.
func (r *Record) with(o *Record, all []*opened) *Record {
	both := *r
	both.looks = slices.Concat(r.looks, o.looks)
	both.Form, both.Case = r.shape.form(slices.Compact(slices.Sorted(slices.Values(both.looks))))
	both.Facts = nil
	for _, f := range slices.Concat(r.Facts, o.Facts) {
		if both.places(f.Key) != nil {
			continue
		}
		var places []string
		for _, p := range slices.Concat(r.places(f.Key), o.places(f.Key)) {
			if p != "none" && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
		if len(places) == 0 || slices.Contains(r.places(f.Key), "none") || slices.Contains(o.places(f.Key), "none") {
			places = append(places, "none")
		}
		both.Facts = append(both.Facts, Fact{f.Key, places})
	}
	for _, p := range o.on {
		if !slices.Contains(both.on, p) {
			both.on = append(both.on, p)
		}
	}
	both.unread = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(slices.Concat(r.unread, o.unread)))), func(name string) bool {
		return slices.ContainsFunc(both.Facts, func(f Fact) bool { return slices.Contains(f.Places, "column "+name) })
	})
	both.doubts = slices.Concat(r.doubts, o.doubts)
	both.folder(both.on, all)
	return &both
}

// opened is a page whose records can be cut.
type opened struct {
	file
	source *record.Source

	cuts map[string][]*record.Record // by what is one error
}

// cut returns what may be records of the page.
func (p *opened) cut(each string) []*record.Record {
	if _, ok := p.cuts[each]; !ok {
		p.cuts[each] = record.Cut(p.source, &record.Rule{Each: eachOf(each)})
	}
	return p.cuts[each]
}

func open(f file) *opened {
	file := source.NewFile(f.path, f.data)
	doc, _ := mdx.Parse(file, mdx.Options{})
	s := &record.Source{File: file, Path: f.path, Blocks: doc.Root.Children}
	if !doc.FrontMatter.IsZero() {
		s.Front, _ = yamlpos.Parse(doc.FrontMatter, "front-matter")
		s.Own = s.Front.Get("errgen")
	}
	if len(s.Blocks) > 0 && s.Blocks[0].Kind == mdx.Heading && s.Blocks[0].Level == 1 {
		s.Title, s.Blocks = s.Blocks[0], s.Blocks[1:]
	}
	return &opened{f, s, map[string][]*record.Record{}}
}

// rule returns the rule that reads what a candidate gives, nil where that is no
// codes.
func (c candidate) rule(pages, all []*opened, least int) *Record {
	var in []*opened
	var codes []string
	records := 0
	for _, p := range pages {
		all := texts(p, c.each, c.place, c.whole())
		if c.each == "row" { // those of other tables have no such column
			all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
		}
		var like []string
		for _, s := range all {
			if shapeOf(s, c.sure) != nil {
				like = append(like, s)
			}
		}
		// Part of a page may be about something else; a page about something else is
		// none of these.
		if len(like) == 0 || c.each != "page" && 2*len(like) < len(all) && len(like) < 5 {
			continue
		}
		in, codes = append(in, p), append(codes, like...)
		records += len(all)
	}
	if len(codes) < least || c.prose() && 10*len(codes) < 6*records {
		return nil
	}
	if c.each == "row" && statuses(codes) > 0 { // they are no errors
		if c.match != "" {
			return nil
		}
		c.match = longer
		return c.rule(pages, all, least)
	}
	s := commonShape(codes, c.sure)
	if s == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, code := range codes {
		if shapeOf(code, c.sure) == s {
			seen[code] = true
		}
	}
	if len(seen) < least || 10*len(seen) < 6*len(codes) {
		return nil
	}
	r := &Record{Each: c.each, of: len(seen), shape: s, looks: slices.Sorted(maps.Keys(seen))}
	r.Form, r.Case = s.form(r.looks)
	if strings.HasPrefix(c.place, "element ") && r.Form == form.Default.String() {
		return nil // read without a rule
	}
	if c.place == "h1" && c.match == "" && calledByCode(in) {
		c.place = "file"
	}
	r.from, r.on = c, in
	places := []string{placeText(c.place, c.narrow(s))}
	if o, ok := c.again(in); ok {
		match := strings.NewReplacer(`(\S+?)`, "("+s.begins+")", `([^\s:]+)`, "("+s.begins+")").Replace(o.match)
		places = append(places, placeText(o.place, match)) // other headings say other things
	}
	r.Facts = append(r.Facts, Fact{"code", places})
	states := r.facts(c, in)
	if some := slices.DeleteFunc(slices.Clone(in), func(p *opened) bool { return !states[p] }); s.wordlike && 0 < len(some) && len(some) < len(in) {
		return c.rule(some, all, least) // the others have words of the same look, but no statuses
	}
	if c.each == "item" && c.match == firstWord && 2*len(states) < len(in) {
		return nil // lists of words are everywhere
	}
	r.folder(in, all)
	return r
}

// statuses returns how many of some codes that are numbers are HTTP statuses, as in a table
// of these. Where there are few, or all others are as short, they are codes.
func statuses(codes []string) (n int) {
	for _, code := range codes {
		status, err := strconv.Atoi(code)
		switch {
		case err != nil || len(code) == 3 && catalog.ReasonPhrase(status) == "" && status != 200 && status != 201 && status != 204:
			return 0
		case len(code) == 3:
			n++
		}
	}
	return n
}

// calledByCode reports whether pages are called by what their titles state.
func calledByCode(in []*opened) bool {
	return !slices.ContainsFunc(in, func(p *opened) bool {
		titles := texts(p, "page", "h1", "")
		return len(titles) == 0 || titles[0] != strings.TrimSuffix(path.Base(p.path), path.Ext(p.path))
	})
}

// folder decides for the folder that all the pages lie in, and for globs that match
// these.
func (r *Record) folder(in, all []*opened) {
	r.pages = commonFolder(in)
	others := 0
	for _, p := range all {
		if _, ok := below(r.pages, p.path); ok && (slices.Contains(in, p) || !record.OfFolder(p.path)) {
			others++
		}
	}
	r.In = []string{"**"}
	if r.Each != "page" && others > len(in) && len(in) <= 5 {
		r.In = pathsBelow(r.pages, in)
	}
}

// below returns the path of a file below a folder.
func below(dir, file string) (string, bool) {
	if dir == "." {
		return file, true
	}
	return strings.CutPrefix(file, dir+"/")
}

// pathsBelow returns the paths of pages below a folder.
func pathsBelow(dir string, pages []*opened) (out []string) {
	for _, p := range pages {
		name, _ := below(dir, p.path)
		out = append(out, name)
	}
	return out
}

// divide gives each rule the globs of its pages, below the folder that all lie in. The
// rule of most pages comes last and reads the rest too, where that does no harm, so that
// a page that is added is read.
func divide(rules []*Record, all []*opened) []*Record {
	slices.SortStableFunc(rules, func(a, b *Record) int { return cmp.Compare(len(a.on), len(b.on)) })
	var in []*opened
	for _, r := range rules {
		in = append(in, r.on...)
	}
	dir := commonFolder(in)
	for i, r := range rules {
		r.pages = dir
		whole := i == len(rules)-1
		if whole && len(rules) == 1 && slices.Equal(r.In, []string{"**"}) {
			break
		}
		others := slices.DeleteFunc(slices.Clone(all), func(p *opened) bool {
			_, under := below(dir, p.path)
			return !under || slices.Contains(in, p)
		})
		if r.In = []string{"**"}; whole && r.ignores(others) {
			break
		}
		own, deeper := below(dir, commonFolder(r.on))
		within := func(p *opened) bool { _, ok := below(path.Join(dir, own), p.path); return ok }
		r.In = []string{path.Join(own, "**")}
		if !deeper || own == "." || slices.ContainsFunc(in, func(p *opened) bool { return within(p) && !slices.Contains(r.on, p) }) ||
			!r.ignores(slices.DeleteFunc(others, func(p *opened) bool { return !within(p) })) {
			r.In = pathsBelow(dir, r.on)
		}
	}
	return rules
}

// ignores reports whether the rule finds nothing on pages that were not meant for it.
func (r *Record) ignores(pages []*opened) bool {
	quiet := true
	r.visit(pages, func(_ *opened, got page.Result) {
		quiet = quiet && (got.Left != "" || len(got.Entries)+len(got.Seen)+len(got.Found) == 0)
	})
	return quiet
}

// commonFolder returns the folder that all of some pages lie in.
func commonFolder(in []*opened) string {
	dir := path.Dir(in[0].path)
	for _, p := range in {
		for dir != "." && !strings.HasPrefix(p.path, dir+"/") {
			dir = path.Dir(dir)
		}
	}
	return dir
}

// visit reads pages as the rule has it.
func (r *Record) visit(pages []*opened, do func(*opened, page.Result)) {
	text := "version: 1\ndocs_url: https://example.com\n" + "records:\n" + r.YAML()
	c, found := config.Parse(source.NewFile("errgen.yaml", []byte(text)), "/", nil, nil)
	if found.Err() != nil {
		return
	}
	for _, p := range pages {
		name, ok := below(r.pages, p.path)
		if !ok {
			continue
		}
		rule := c.RuleOf(name)
		if rule == nil {
			continue
		}
		options := page.Options{Rule: rule, Forms: c.Forms, DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Facts: c.Facts, Bodies: true}
		do(p, page.Read(source.NewFile(p.path, p.data), name, options))
	}
}

// read returns the errors that the rule finds on pages.
func (r *Record) read(pages []*opened) (out []entry) {
	seen := map[string]bool{}
	r.visit(pages, func(p *opened, got page.Result) {
		for _, e := range got.Entries {
			if !seen[p.path+" "+string(e.Code.V)] {
				seen[p.path+" "+string(e.Code.V)] = true
				out = append(out, entry{e, p.path})
			}
		}
	})
	return out
}

// YAML returns the rule as an item of records.
func (r *Record) YAML() string {
	var b strings.Builder
	in := quoted(r.In[0])
	if len(r.In) > 1 {
		list := make([]string, len(r.In))
		for i, g := range r.In {
			list[i] = quoted(g)
		}
		in = "[" + strings.Join(list, ", ") + "]"
	}
	fmt.Fprintf(&b, "  - in: %s\n    each: %s\n    form: %s\n", in, r.Each, quoted(r.Form))
	if r.Case != "" {
		fmt.Fprintf(&b, "    case: %s\n", r.Case)
	}
	for _, f := range r.Facts {
		places := make([]string, len(f.Places))
		for i, p := range f.Places {
			places[i] = flow(p)
		}
		value := places[0]
		if len(places) > 1 {
			value = "[" + strings.Join(places, ", ") + "]"
		}
		fmt.Fprintf(&b, "    %s: %s\n", f.Key, value)
	}
	return b.String()
}
