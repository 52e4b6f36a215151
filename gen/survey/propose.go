package survey

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// A Record is a rule of records: that reads what was found.
type Record struct {
	In     []string // globs below the pages folder
	Each   string
	Form   string
	Case   string
	Places [][2]string // key and value, as errgen.yaml has them

	pages string // folder of the pages
	codes int    // how many it reads
	of    int    // how many records look as if they were errors
}

// least is how many codes there must be to take something for the documentation of
// errors.
const least = 3

// propose finds a rule that reads the errors of a repository whose pages are not of
// the built-in layout. It tries the places where teams state their codes, and takes
// the one that gives the most; what it gives is found by reading the pages with it.
// It returns nil where nothing looks like errors.
func propose(docs []file) (*Record, []entry) {
	pages := make([]*opened, 0, len(docs))
	for _, f := range docs {
		pages = append(pages, open(f))
	}
	var best *Record
	var entries []entry
	for _, c := range candidates(pages) {
		r := c.rule(pages, pages)
		if r == nil || best != nil && r.of <= best.codes {
			continue
		}
		read := r.read(docs)
		if r.codes = len(read); r.codes >= least && (best == nil || r.codes > best.codes) {
			best, entries = r, read
		}
	}
	return best, entries
}

// opened is a page whose records can be cut.
type opened struct {
	file
	source *record.Source
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
	return &opened{f, s}
}

// A candidate is a place where a code may stand, and what part of it.
type candidate struct {
	each, place, match string
	sure               bool // a place that is about codes: one word is enough there
}

// text returns the candidate's place as errgen.yaml has it.
func (c candidate) text() string { return placeText(c.place, c.match) }

func placeText(place, match string) string {
	if match == "" {
		return place
	}
	return "{from: " + place + ", match: " + quoted(match) + "}"
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
)

// candidates returns the places to try, the plainest first.
func candidates(pages []*opened) []candidate {
	out := []candidate{
		{"page", "front code", "", true}, {"page", "front error_code", "", true}, {"page", "front errorCode", "", true}, {"page", "front number", "", true},
		{"page", "front title", inParentheses, false}, {"page", "front title", "", false}, {"page", "front title", beforeDash, false},
		{"page", "front title", beforeColon, false}, {"page", "h1", "", false}, {"page", "h1", beforeDash, false}, {"page", "h1", beforeColon, false}, {"page", "h1", inParentheses, false},
		{"page", "file", "", false}, {"page", "quote", beforeColon, false},
	}
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
	for level := 2; level <= 4; level++ {
		each := fmt.Sprintf("h%d", level)
		// What bodies have on the wire says more than a heading that spells it otherwise.
		out = append(out, candidate{each, "json /code", "", true}, candidate{each, "json /error/code", "", true}, candidate{each, "json /errors/0/code", "", true})
		for _, match := range []string{"", beforeDash, inParentheses, beforeColon, firstWord} {
			out = append(out, candidate{each, "heading", match, false})
		}
	}
	for _, name := range columns.ranked() {
		if plainName(name) {
			out = append(out, candidate{"row", "column " + name, "", strings.Contains(strings.ToLower(name), "code")})
		}
	}
	for _, name := range labels.ranked() {
		if lower := strings.ToLower(name); plainName(name) && (contains(lower, "code", "number", "error") || lower == "id" || lower == "name") && !contains(lower, "status", "http") {
			for _, each := range []string{"item", "page", "h2", "h3", "h4"} {
				out = append(out, candidate{each, "label " + name, "", true})
			}
		}
	}
	for _, match := range []string{beforeStatus, beforeDash, beforeColon} {
		out = append(out, candidate{"item", "text", match, false})
	}
	for _, name := range elements.ranked() {
		element, attribute, ok := strings.Cut(name, " ")
		if !ok {
			continue
		}
		out = append(out, candidate{"element " + element, "attribute " + attribute, "", attribute == "code"},
			candidate{"element " + element, "attribute " + attribute, beforeDash, false})
	}
	return out
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
	if wrong != nil {
		return nil
	}
	rule := &record.Rule{Each: eachOf(each)}
	re := regexp.MustCompile(match)
	if match != "" {
		at.Match = re // some places have more where a part is taken
	}
	var out []string
	for _, r := range record.Cut(p.source, rule) {
		if !rule.Each.Kind.HasPlace(&at) {
			return nil
		}
		found := ""
		for _, t := range r.Whole(&at) {
			s := strings.TrimSpace(t.S)
			if match != "" {
				m := re.FindStringSubmatch(s + " ")
				if m == nil {
					continue
				}
				s = m[len(m)-1]
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
func (c candidate) rule(pages, all []*opened) *Record {
	var in []*opened
	var codes []string
	for _, p := range pages {
		all := texts(p, c.each, c.place, c.match)
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
	}
	if len(codes) < least {
		return nil
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
	r := &Record{Each: c.each, of: len(seen)}
	r.Form, r.Case = s.form(slices.Sorted(maps.Keys(seen)))
	if c.place == "h1" && c.match == "" && calledByCode(in) {
		c.place = "file"
	}
	r.Places = append(r.Places, [2]string{"code", c.text()})
	states := r.facts(c, in)
	if some := slices.DeleteFunc(slices.Clone(in), func(p *opened) bool { return !states[p] }); s.wordlike && 0 < len(some) && len(some) < len(in) {
		return c.rule(some, all) // the others have words of the same look, but no statuses
	}
	r.folder(in, all, c.each)
	return r
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
func (r *Record) folder(in, all []*opened, each string) {
	dir := commonFolder(in)
	r.pages = dir
	below := func(p string) (string, bool) {
		if dir == "." {
			return p, true
		}
		return strings.CutPrefix(p, dir+"/")
	}
	others := 0
	for _, p := range all {
		if _, ok := below(p.path); ok && (slices.Contains(in, p) || !record.OfFolder(p.path)) {
			others++
		}
	}
	if each != "page" && others > len(in) && len(in) <= 5 {
		for _, p := range in {
			name, _ := below(p.path)
			r.In = append(r.In, name)
		}
		return
	}
	r.In = []string{"**"}
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

// errorsNamed matches names of files and folders that are about errors.
var errorsNamed = regexp.MustCompile(`(?i)(^|[^a-z])(errors?|exceptions?|problems?|faults?|failures?)([^a-z]|$)`)

// findUnread looks for pages that by their names are the documentation of errors, where
// no code was found: no first page is to be begun beside them.
func (s *Survey) findUnread(docs []file) {
	var in []*opened
	for _, f := range docs {
		folder := errorsNamed.MatchString(path.Dir(f.path))
		if !folder && !errorsNamed.MatchString(path.Base(f.path)) {
			continue
		}
		if p := open(f); folder || len(p.source.Tables()) > 0 || headings(p) >= least {
			in = append(in, p)
		}
	}
	if len(in) == 0 || len(in) < least && !slices.ContainsFunc(in, func(p *opened) bool { return errorsNamed.MatchString(path.Base(p.path)) }) {
		return
	}
	s.Pages, s.Unread = commonFolder(in), len(in)
	s.unsure("by their names, pages are about errors, for example %s, but no code was found on them; fill in records", in[0].path)
	s.unsure("docs_url is a placeholder: replace it with the URL of the published pages")
}

// headings returns how many headings below its title a page has.
func headings(p *opened) (n int) {
	for _, b := range p.source.Blocks {
		if b.Kind == mdx.Heading {
			n++
		}
	}
	return n
}

// read reads the pages as the rule has it.
func (r *Record) read(docs []file) []entry {
	text := "version: 1\ndocs_url: https://example.com\n" + r.YAML()
	c, found := config.Parse(source.NewFile("errgen.yaml", []byte(text)), "/", nil, nil)
	if found.Err() != nil {
		return nil
	}
	var out []entry
	seen := map[string]bool{}
	for _, f := range docs {
		name := f.path
		if r.pages != "." {
			below, ok := strings.CutPrefix(f.path, r.pages+"/")
			if !ok {
				continue
			}
			name = below
		}
		rule := c.RuleOf(name)
		if rule == nil {
			continue
		}
		options := page.Options{Rule: rule, Forms: c.Forms, DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Facts: c.Facts, Bodies: true}
		for _, e := range page.Read(source.NewFile(f.path, f.data), name, options).Entries {
			if !seen[string(e.Code.V)] {
				seen[string(e.Code.V)] = true
				out = append(out, entry{e, f.path})
			}
		}
	}
	return out
}

// YAML returns the rule as errgen.yaml has it.
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
	fmt.Fprintf(&b, "records:\n  - in: %s\n    each: %s\n    form: %s\n", in, r.Each, quoted(r.Form))
	if r.Case != "" {
		fmt.Fprintf(&b, "    case: %s\n", r.Case)
	}
	for _, p := range r.Places {
		fmt.Fprintf(&b, "    %s: %s\n", p[0], p[1])
	}
	return b.String()
}
