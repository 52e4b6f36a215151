// Package rules finds out how the pages of a repository document their errors, where
// they are not of the built-in layout.
//
// [Propose] tries the places where teams state their codes. A candidate is such a place
// with the part of it that may be a code; where enough of the pages state something that
// is spelled as codes are, it becomes a [Rule], for which the places of the other facts
// are guessed by their names and by how many records state one there. What a rule gives is
// found by reading the pages with it. [Missed] and [Uncoded] say what looks like an error
// and is read by none.
package rules

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// A Rule is an item of records in errgen.yaml, which reads what was found.
type Rule struct {
	In    []string // globs below the pages folder
	Each  string
	Form  string
	Case  string
	Facts []Fact

	Folder string   // of the pages
	Unread []string // columns beside that of the code from which nothing is read
	Doubts []string // what was left unread at a place that is read, a clause each

	codes  int // how many it reads
	of     int // how many records look as if they were errors
	from   candidate
	shape  *shape
	looks  []string        // what looks like a code at its place
	stated map[string]bool // the codes that it reads
	on     []*Page         // the pages that have some
}

// A Fact is a key of a rule, and the places that it has there.
type Fact struct {
	Key    string
	Places []string
}

// Places returns the places of a fact.
func (r *Rule) Places(key string) []string {
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

// An Entry is an error, and the page that states it.
type Entry struct {
	*catalog.Entry
	From string // the path of the page below the folder looked at, with extension
}

// Propose finds the rules that read the errors of a repository whose pages are not of
// the built-in layout. It tries the places where teams state their codes, and takes
// the one that gives the most; what it gives is found by reading the pages with it. The
// pages that are left are asked again. It returns nothing where nothing looks like errors.
func Propose(all []*Page) ([]*Rule, []Entry) {
	var rules []*Rule
	var entries []Entry
	known := map[string]bool{}
	for left := all; len(rules) < most; {
		r := best(left, known, rules)
		if r == nil {
			break
		}
		rules = append(rules, r)
		maps.Copy(known, r.stated)
		left = slices.DeleteFunc(slices.Clone(left), func(p *Page) bool { return slices.Contains(r.on, p) })
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
func best(pages []*Page, known map[string]bool, rules []*Rule) *Rule {
	var best *Rule
	var others []*Rule
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
		if c.each != "row" || slices.ContainsFunc(others, func(o *Rule) bool { return o.from.place == c.place }) {
			continue
		}
		if r := c.rule(pages, pages, 1); r != nil && r.Places("status")[0] != "none" {
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
func (r *Rule) beside(o *Rule) bool {
	status := r.Places("status")[0]
	switch {
	case r.Each == "row" && strings.HasPrefix(status, "{"): // any number
	case status != "none":
		return true
	case r.from.sure && r.shape == o.shape && o.Places("status")[0] == "none":
		return true
	}
	return !slices.ContainsFunc(r.on, func(p *Page) bool { return !errorsNamed.MatchString(p.Path) })
}

// declared reports whether a candidate is a key for codes: where a few pages state none
// there, or a wrong one, these are the ones that are wrong.
func (c candidate) declared() bool { return c.sure && strings.HasPrefix(c.place, "front ") }

// try notes what the rule reads of some pages.
func (r *Rule) try(pages []*Page, known map[string]bool) *Rule {
	r.stated, r.on, r.codes = map[string]bool{}, nil, 0
	for _, e := range r.read(pages) {
		code := string(e.Code.V)
		if !known[code] && !r.stated[code] {
			r.codes++
		}
		r.stated[code] = true
		if i := slices.IndexFunc(pages, func(p *Page) bool { return p.Path == e.From }); !slices.Contains(r.on, pages[i]) {
			r.on = append(r.on, pages[i])
		}
	}
	return r
}

// with returns a rule of rows that reads what either of two does.
func (r *Rule) with(o *Rule, all []*Page) *Rule {
	both := *r
	both.looks = slices.Concat(r.looks, o.looks)
	both.Form, both.Case = r.shape.form(slices.Compact(slices.Sorted(slices.Values(both.looks))))
	both.Facts = nil
	for _, f := range slices.Concat(r.Facts, o.Facts) {
		if both.Places(f.Key) != nil {
			continue
		}
		var places []string
		for _, p := range slices.Concat(r.Places(f.Key), o.Places(f.Key)) {
			if p != "none" && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
		if len(places) == 0 || slices.Contains(r.Places(f.Key), "none") || slices.Contains(o.Places(f.Key), "none") {
			places = append(places, "none")
		}
		both.Facts = append(both.Facts, Fact{f.Key, places})
	}
	for _, p := range o.on {
		if !slices.Contains(both.on, p) {
			both.on = append(both.on, p)
		}
	}
	both.Unread = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(slices.Concat(r.Unread, o.Unread)))), func(name string) bool {
		return slices.ContainsFunc(both.Facts, func(f Fact) bool { return slices.Contains(f.Places, "column "+name) })
	})
	both.Doubts = slices.Concat(r.Doubts, o.Doubts)
	both.folder(both.on, all)
	return &both
}

// rule returns the rule that reads what a candidate gives, nil where that is no
// codes.
func (c candidate) rule(pages, all []*Page, least int) *Rule {
	var in []*Page
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
	r := &Rule{Each: c.each, of: len(seen), shape: s, looks: slices.Sorted(maps.Keys(seen))}
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
	if some := slices.DeleteFunc(slices.Clone(in), func(p *Page) bool { return !states[p] }); s.wordlike && 0 < len(some) && len(some) < len(in) {
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
func calledByCode(in []*Page) bool {
	return !slices.ContainsFunc(in, func(p *Page) bool {
		titles := texts(p, "page", "h1", "")
		return len(titles) == 0 || titles[0] != strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path))
	})
}

// folder decides for the folder that all the pages lie in, and for globs that match
// these.
func (r *Rule) folder(in, all []*Page) {
	r.Folder = commonFolder(in)
	others := 0
	for _, p := range all {
		if _, ok := Below(r.Folder, p.Path); ok && (slices.Contains(in, p) || !record.OfFolder(p.Path)) {
			others++
		}
	}
	r.In = []string{"**"}
	if r.Each != "page" && others > len(in) && len(in) <= 5 {
		r.In = pathsBelow(r.Folder, in)
	}
}

// divide gives each rule the globs of its pages, below the folder that all lie in. The
// rule of most pages comes last and reads the rest too, where that does no harm, so that
// a page that is added is read.
func divide(rules []*Rule, all []*Page) []*Rule {
	slices.SortStableFunc(rules, func(a, b *Rule) int { return cmp.Compare(len(a.on), len(b.on)) })
	var in []*Page
	for _, r := range rules {
		in = append(in, r.on...)
	}
	dir := commonFolder(in)
	for i, r := range rules {
		r.Folder = dir
		whole := i == len(rules)-1
		if whole && len(rules) == 1 && slices.Equal(r.In, []string{"**"}) {
			break
		}
		others := slices.DeleteFunc(slices.Clone(all), func(p *Page) bool {
			_, under := Below(dir, p.Path)
			return !under || slices.Contains(in, p)
		})
		if r.In = []string{"**"}; whole && r.ignores(others) {
			break
		}
		own, deeper := Below(dir, commonFolder(r.on))
		within := func(p *Page) bool { _, ok := Below(path.Join(dir, own), p.Path); return ok }
		r.In = []string{path.Join(own, "**")}
		if !deeper || own == "." || slices.ContainsFunc(in, func(p *Page) bool { return within(p) && !slices.Contains(r.on, p) }) ||
			!r.ignores(slices.DeleteFunc(others, func(p *Page) bool { return !within(p) })) {
			r.In = pathsBelow(dir, r.on)
		}
	}
	return rules
}

// ignores reports whether the rule finds nothing on pages that were not meant for it.
func (r *Rule) ignores(pages []*Page) bool {
	quiet := true
	r.visit(pages, func(_ *Page, got page.Result) {
		quiet = quiet && (got.Left != "" || len(got.Entries)+len(got.Seen)+len(got.Found) == 0)
	})
	return quiet
}

// visit reads pages as the rule has it.
func (r *Rule) visit(pages []*Page, do func(*Page, page.Result)) {
	text := "version: 1\ndocs_url: https://example.com\n" + "records:\n" + r.YAML()
	c, found := config.Parse(source.NewFile("errgen.yaml", []byte(text)), "/", nil, nil)
	if found.Err() != nil {
		return
	}
	for _, p := range pages {
		name, ok := Below(r.Folder, p.Path)
		if !ok {
			continue
		}
		rule := c.RuleOf(name)
		if rule == nil {
			continue
		}
		options := page.Options{Rule: rule, Forms: c.Forms, DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Facts: c.Facts, Bodies: true}
		do(p, page.Read(source.NewFile(p.Path, p.data), name, options))
	}
}

// read returns the errors that the rule finds on pages.
func (r *Rule) read(pages []*Page) (out []Entry) {
	seen := map[string]bool{}
	r.visit(pages, func(p *Page, got page.Result) {
		for _, e := range got.Entries {
			if !seen[p.Path+" "+string(e.Code.V)] {
				seen[p.Path+" "+string(e.Code.V)] = true
				out = append(out, Entry{e, p.Path})
			}
		}
	})
	return out
}
