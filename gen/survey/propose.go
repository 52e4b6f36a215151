package survey

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
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

// A candidate is a place where a code may stand, and what part of it.
type candidate struct {
	each, place, match string
	sure               bool   // a place that is about codes: one word is enough there
	lead               string // a regular expression of what stands before it: a picture, a word
}

// whole returns the match with what stands before the code.
func (c candidate) whole() string {
	switch {
	case c.lead == "":
		return c.match
	case c.match == "":
		return "^" + c.lead + `(\S+)\s*$`
	}
	return c.led(c.match)
}

// led returns a regular expression that begins with ^ and then what stands before the code.
func (c candidate) led(match string) string {
	if rest, ok := strings.CutPrefix(match, "^"); ok {
		return "^" + c.lead + rest
	}
	return match
}

func placeText(place, match string) string {
	if match == "" {
		return place
	}
	return "{from: " + flow(place) + ", match: " + quoted(match) + "}"
}

// flow returns a place as an item of a YAML list in brackets.
func flow(place string) string {
	if strings.Contains(place, "?") && !strings.HasPrefix(place, "{") {
		return quoted(place)
	}
	return place
}

// quoted returns a text in YAML's single quotes.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Parts of a text that may be a code.
const (
	inParentheses = `\(([^()\s]+)\)\s*$`
	beforeDash    = `^(\S+?):?\s+[-–—:·•|]\s`
	beforeColon   = `^([^\s:]+):\s`
	firstWord     = `^(\S+?)[,:;]?\s`
	beforeStatus  = `^(\S+) \(\d{3}\)`
	afterStatus   = `^[1-5]\d\d\s+[-–—:·•|]\s+(\S+)\s*$`
	withStatus    = `^(\S+?):?\s+\(?(?:HTTP )?[1-5]\d\d\b`
	colonAfter    = `^(\S+?):\s`
	wordCode      = `[Cc]ode(?: is| ist)?:? (\S+?)[.,;:)]?(?:\s|$)`
	statusFirst   = `^(?:HTTP )?[1-5]\d\d:?\s+(?:[-–—:·•|]\s+)?(\S+?)[:,]?(?:\s|$)`
	parenthesised = `^[^()]*\((\S+?)\)`
)

// inText are parts of a paragraph that may be a code.
var inText = []string{"", withStatus, beforeDash, colonAfter, statusFirst, wordCode, parenthesised}

// orAlone is what a match has at its end where the code may stand alone as well.
const orAlone = `|^(\S+)\s*$`

// base returns the match without orAlone.
func (c candidate) base() string { return strings.TrimSuffix(c.match, orAlone) }

// narrow returns a match that takes no words but what is meant as a code, where it takes
// any word.
func (c candidate) narrow(s *shape) string {
	if c.match != firstWord && c.match == c.base() && c.match != statusFirst && !c.prose() && c.lead == "" {
		return c.match
	}
	return strings.NewReplacer(`(\S+?)`, "("+s.begins+")", `(\S+)`, "("+s.begins+")").Replace(c.whole())
}

// prose reports whether a candidate is part of a paragraph, which may be about anything.
func (c candidate) prose() bool {
	return c.place == "text" && c.match != "" && c.each != "item"
}

// longer takes codes of more digits than a status has.
const longer = `^(\S{4,})\s*$`

// candidates returns the places to try, the plainest first.
func candidates(pages []*opened) []candidate {
	out := []candidate{
		{"page", "front code", "", true, ""}, {"page", "front error_code", "", true, ""}, {"page", "front errorCode", "", true, ""}, {"page", "front number", "", true, ""},
		{"page", "front title", inParentheses, false, ""}, {"page", "front title", "", false, ""}, {"page", "front title", beforeDash, false, ""},
		{"page", "front title", beforeColon, false, ""}, {"page", "h1", "", false, ""}, {"page", "h1", beforeDash, false, ""}, {"page", "h1", beforeColon, false, ""}, {"page", "h1", inParentheses, false, ""},
	}
	for _, place := range []string{"front title", "h1"} {
		for _, lead := range leads(pages, "page", place) {
			for _, match := range []string{"", beforeDash, beforeColon, firstWord} {
				out = append(out, candidate{each: "page", place: place, match: match, lead: lead})
			}
		}
	}
	for _, name := range holders(pages) {
		out = append(out, candidate{each: "page", place: "element " + name})
	}
	out = append(out, candidate{each: "page", place: "file"}, candidate{each: "page", place: "quote", match: beforeColon})
	elements, columns, labels := votes{}, votes{}, votes{}
	for _, p := range pages {
		for _, name := range record.Labels(p.source) {
			labels.add(name)
		}
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				switch n.Kind {
				case mdx.FlowElement:
					for i := range n.Attrs {
						if name := n.Attrs[i].Name; name == "title" || name == "code" || name == "name" || name == "id" {
							elements.add(n.Name + " " + name)
						}
					}
				case mdx.Table:
					if len(n.Children) > 0 {
						_, names := record.Columns(n)
						for _, name := range names {
							columns.add(name)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
	}
	add := func(each, place, match string, sure bool) {
		out = append(out, candidate{each: each, place: place, match: match, sure: sure})
	}
	bodies := pointers(pages)
	for level := 2; level <= 4; level++ {
		each := fmt.Sprintf("h%d", level)
		// What bodies have on the wire says more than a heading that spells it otherwise.
		for _, pointer := range bodies {
			add(each, "json "+pointer, "", true)
		}
		for _, match := range []string{"", beforeDash, inParentheses, beforeColon, firstWord, afterStatus, statusFirst} {
			add(each, "heading", match, false)
		}
		for _, match := range []string{beforeDash, beforeColon, firstWord} {
			add(each, "heading", match+orAlone, false)
		}
		for _, lead := range leads(pages, each, "heading") {
			for _, match := range []string{"", beforeDash, beforeColon, firstWord} {
				out = append(out, candidate{each: each, place: "heading", match: match, lead: lead})
			}
		}
	}
	for _, pointer := range bodies {
		add("page", "json "+pointer, "", true)
	}
	for _, name := range columns.ranked() {
		if plainName(name) {
			add("row", "column "+name, "", strings.Contains(strings.ToLower(name), "code"))
		}
	}
	for _, name := range labels.ranked() {
		if lower := strings.ToLower(name); plainName(name) && (contains(lower, "code", "number", "error") || lower == "id" || lower == "name" || contains(lower, "código", "nummer", "fehler")) && !contains(lower, "status", "http") {
			for _, each := range []string{"item", "page", "h2", "h3", "h4"} {
				add(each, "label "+name, "", true)
			}
		}
	}
	for _, each := range []string{"h2", "h3", "h4", "page"} {
		for _, match := range inText {
			add(each, "text", match, false)
		}
	}
	for _, match := range []string{beforeStatus, beforeDash, beforeColon, beforeStatus + orAlone, firstWord, statusFirst, parenthesised} {
		add("item", "text", match, false)
	}
	for _, name := range elements.ranked() {
		element, attribute, ok := strings.Cut(name, " ")
		if !ok {
			continue
		}
		add("element "+element, "attribute "+attribute, "", attribute == "code")
		add("element "+element, "attribute "+attribute, beforeDash, false)
		for _, match := range inText {
			add("element "+element, "text", match, false)
		}
	}
	return out
}

// holders returns the names of elements that hold one word, as one for codes does.
func holders(pages []*opened) []string {
	names := votes{}
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.FlowElement || n.Kind == mdx.TextElement {
					if s := strings.TrimSpace(record.Flatten(n.Children...).S); s != "" && !strings.ContainsAny(s, " \t\r\n") {
						names.add(n.Name)
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
	}
	return slices.DeleteFunc(names.ranked(), func(name string) bool { return !plainName(name) || strings.ToLower(name) == name })
}

// again returns the candidate that states what this one does in another place of nearly all
// its records: there a slip shows.
func (c candidate) again(in []*opened) (other candidate, ok bool) {
	var others []candidate
	switch {
	case c.each == "page" && strings.HasPrefix(c.place, "element "):
		others = []candidate{{each: c.each, place: "file"}}
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		for _, match := range []string{"", beforeColon, beforeDash, inParentheses, firstWord} {
			others = append(others, candidate{each: c.each, place: "heading", match: match})
		}
	}
	for _, o := range others {
		all, same := 0, 0
		for _, p := range in {
			stated := texts(p, c.each, o.place, o.match)
			for i, s := range texts(p, c.each, c.place, c.whole()) {
				if s == "" {
					if i < len(stated) && c.each != "page" && shapeOf(stated[i], c.sure) != nil {
						all += 10 // the other place is the better one
					}
					continue
				}
				if all++; i < len(stated) && stated[i] == s {
					same++
				}
			}
		}
		if all > 0 && 10*same >= 9*all {
			return o, true
		}
	}
	return candidate{}, false
}

// Before the codes of headings stand pictures, the numbers of a list, or the same word.
const (
	picture = `(?:[^\pL\pN\s]+\s+|\d+(?:\.\d+)*[.)]\s+)`
	marks   = `\s+#?`
)

var (
	pictured  = regexp.MustCompile("^" + picture)
	firstName = regexp.MustCompile(`^\pL{3,}(?: [Cc]ode)?\b`)
)

// leads returns regular expressions of what stands before codes in the headings of records:
// of most that begin so, if they are enough.
func leads(pages []*opened, each, place string) (out []string) {
	drawn, words := 0, votes{}
	for _, p := range pages {
		for _, s := range texts(p, each, place, "") {
			plain := pictured.ReplaceAllString(s, "")
			if plain != s {
				drawn++
			}
			if word := firstName.FindString(plain); word != "" && word != plain {
				words.add(word)
			}
		}
	}
	optional := ""
	if drawn >= least {
		optional = picture + "?"
		out = append(out, optional)
	}
	for _, word := range words.ranked() {
		if words[word] >= least && len(out) < 3 {
			out = append(out, optional+word+marks)
		}
	}
	return out
}

// codeMembers are what members of bodies go by that hold codes.
var codeMembers = []string{"code", "error_code", "errorCode", "err_code", "errcode", "error", "reason", "type", "name", "id", "key"}

// pointers returns where JSON blocks have what looks like a code, with the members first
// that are called after codes, and then those that most blocks have.
func pointers(pages []*opened) []string {
	found := votes{}
	eachMember(pages, func(at, name, text string) {
		if i := slices.Index(codeMembers, name); i >= 0 && shapeOf(text, i == 0) != nil {
			found.add(at)
		}
	})
	out := slices.DeleteFunc(found.ranked(), func(at string) bool { return found[at] < least })
	slices.SortStableFunc(out, func(a, b string) int {
		rank := func(at string) int { return slices.Index(codeMembers, path.Base(at)) }
		return cmp.Compare(rank(a), rank(b))
	})
	const most = 5
	return out[:min(len(out), most)]
}

// statusPointers returns where JSON blocks have statuses by the names of the members, those
// first that most blocks have.
func statusPointers(pages []*opened) []string {
	found := votes{}
	eachMember(pages, func(at, name, text string) {
		switch strings.ToLower(strings.ReplaceAll(name, "_", "")) {
		case "status", "statuscode", "httpstatus", "httpstatuscode", "httpcode":
			if len(text) == 3 && statusIn.MatchString(text) {
				found.add(at)
			}
		}
	})
	return slices.DeleteFunc(found.ranked(), func(at string) bool { return at == "" })
}

// eachMember calls do with each text and number in the JSON blocks of pages.
func eachMember(pages []*opened, do func(at, name, text string)) {
	for _, p := range pages {
		var walk func(nodes []*mdx.Node)
		walk = func(nodes []*mdx.Node) {
			for _, n := range nodes {
				if n.Kind == mdx.CodeBlock {
					if _, may := record.JSON(n); may {
						if body := p.source.Body(n); body != nil {
							members(body, "", 0, do)
						}
					}
				}
				walk(n.Children)
			}
		}
		walk(p.source.Blocks)
	}
}

// members calls do with each text and number of a body, and of the first item of a list.
func members(v *jsonpos.Value, at string, depth int, do func(at, name, text string)) {
	const deep = 4
	if depth > deep {
		return
	}
	for _, m := range v.Members {
		if strings.ContainsAny(m.Name, "~/ '\"#:,[]{}\n") {
			continue
		}
		switch m.Value.Kind {
		case jsonpos.String, jsonpos.Number:
			do(at+"/"+m.Name, m.Name, m.Value.Text)
		default:
			members(m.Value, at+"/"+m.Name, depth+1, do)
		}
	}
	if len(v.Items) > 0 {
		members(v.Items[0], at+"/0", depth+1, do)
	}
}

// plainName reports whether a place can name a column or a label as it is written.
func plainName(s string) bool {
	return s != "" && len(s) < 40 && !strings.ContainsAny(s, "'\"{}[]:,#&*!|>%@`\\\n") && strings.TrimSpace(s) == s && !strings.HasPrefix(s, "-")
}

// contains reports whether a text has one of some words in it.
func contains(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// texts returns the part that a place and a match give of each record of a page; ""
// where a record has none.
func texts(p *opened, each, place, match string) []string {
	at, wrong := record.ParsePlace(place)
	if wrong != nil || !eachOf(each).Kind.HasPlace(&at) {
		return nil
	}
	return partOf(p.cut(each), &at, match)
}

// partOf returns what the first text at a place that fits a match gives, for each record.
func partOf(records []*record.Record, at *record.Place, match string) []string {
	re := regexp.MustCompile(match)
	if match != "" {
		at.Match = re // some places have more where a part is taken
	}
	var out []string
	for _, r := range records {
		found := ""
		for _, t := range r.Whole(at) {
			s := strings.TrimSpace(t.S)
			if match != "" {
				m := re.FindStringSubmatch(s)
				if m == nil {
					continue
				}
				s = ""
				for _, group := range m[1:] {
					s = cmp.Or(s, group)
				}
			}
			if s != "" {
				found = s
				break
			}
		}
		out = append(out, found)
	}
	return out
}

func eachOf(text string) record.Each {
	if name, ok := strings.CutPrefix(text, "element "); ok {
		return record.Each{Kind: record.Element, Name: name}
	}
	switch {
	case text == "row":
		return record.Each{Kind: record.Row}
	case text == "item":
		return record.Each{Kind: record.Item}
	case text[0] == 'h':
		return record.Each{Kind: record.Heading, Level: int(text[1] - '0')}
	}
	return record.Each{Kind: record.Page}
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
