package survey

import (
	"cmp"
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
		r := c.rule(pages)
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
	beforeDash    = `^(\S+?):?\s+[-–—:]\s`
	beforeColon   = `^([^\s:]+):\s`
	firstWord     = `^(\S+?)[,:;]?\s`
	afterLabel    = `^(?:[A-Za-z ]*[Cc]ode|[A-Za-z ]*[Nn]umber|[Nn]ame|ID):\s+(\S+)`
	beforeStatus  = `^(\S+) \(\d{3}\)`
)

// candidates returns the places to try, the plainest first.
func candidates(pages []*opened) []candidate {
	out := []candidate{
		{"page", "front code", "", true}, {"page", "front error_code", "", true}, {"page", "front errorCode", "", true}, {"page", "front number", "", true},
		{"page", "front title", inParentheses, false}, {"page", "front title", "", false}, {"page", "front title", beforeDash, false},
		{"page", "h1", "", false}, {"page", "h1", beforeDash, false}, {"page", "file", "", false}, {"page", "quote", beforeColon, false},
	}
	elements, columns := votes{}, votes{}
	for _, p := range pages {
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
						for _, cell := range n.Children[0].Children {
							columns.add(strings.TrimSpace(mdx.PlainText(cell)))
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
		for _, match := range []string{"", beforeDash, inParentheses, beforeColon, firstWord} {
			out = append(out, candidate{each, "heading", match, false})
		}
		out = append(out, candidate{each, "json /code", "", true}, candidate{each, "json /error/code", "", true}, candidate{each, "json /errors/0/code", "", true})
	}
	for _, name := range columns.ranked() {
		if name != "" && len(name) < 40 && !strings.ContainsAny(name, "'\"{}[]:,#&*!|>%@`\\\n") {
			out = append(out, candidate{"row", "column " + name, "", strings.Contains(strings.ToLower(name), "code")})
		}
	}
	for _, match := range []string{afterLabel, beforeStatus, beforeDash, beforeColon} {
		out = append(out, candidate{"item", "text", match, match == afterLabel})
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

// texts returns the part that a place and a match give of each record of a page; ""
// where a record has none.
func texts(p *opened, each, place, match string) []string {
	at, wrong := record.ParsePlace(place)
	if wrong != nil {
		return nil
	}
	rule := &record.Rule{Each: eachOf(each)}
	re := regexp.MustCompile(match)
	var out []string
	for _, r := range record.Cut(p.source, rule) {
		if !rule.Each.Kind.HasPlace(&at) {
			return nil
		}
		found := ""
		for _, t := range r.Texts(&at) {
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
func (c candidate) rule(pages []*opened) *Record {
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
	r.folder(in, pages, c.each)
	r.Places = append(r.Places, [2]string{"code", c.text()})
	r.facts(c, in)
	return r
}

// folder decides for the folder that all the pages lie in, and for globs that match
// these.
func (r *Record) folder(in, all []*opened, each string) {
	dir := path.Dir(in[0].path)
	for _, p := range in {
		for dir != "." && !strings.HasPrefix(p.path, dir+"/") {
			dir = path.Dir(dir)
		}
	}
	r.pages = dir
	below := func(p string) (string, bool) {
		if dir == "." {
			return p, true
		}
		return strings.CutPrefix(p, dir+"/")
	}
	others := 0
	for _, p := range all {
		if _, ok := below(p.path); ok {
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
		options := page.Options{Rule: rule, Forms: c.Forms, DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Facts: c.Facts}
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

// A guess is where a fact may stand.
type guess struct{ place, match string }

var statusIn = regexp.MustCompile(`^[1-5][0-9][0-9]$`)

// facts looks for the places of what is said beside the code.
func (r *Record) facts(c candidate, in []*opened) {
	add := func(key string, guesses []guess, fits func(string) bool, least int, none string) {
		var places []string
		total, stated := 0, map[string]bool{}
		for _, g := range guesses {
			if g.place == c.place && g.match == c.match {
				continue
			}
			hits, of := 0, 0
			for i, p := range in {
				for j, s := range texts(p, c.each, g.place, g.match) {
					of++
					if s != "" && fits(s) {
						hits++
						stated[fmt.Sprint(i, " ", j)] = true
					}
				}
			}
			total = max(total, of)
			if hits > 0 && 100*hits >= least*of {
				places = append(places, placeText(g.place, g.match))
			}
		}
		switch {
		case len(places) == 0 && none == "":
			return
		case len(places) == 0:
			places = []string{none}
		case none != "" && len(stated) < total:
			places = append(places, none)
		}
		value := places[0]
		if len(places) > 1 {
			value = "[" + strings.Join(places, ", ") + "]"
		}
		r.Places = append(r.Places, [2]string{key, value})
	}
	status := func(s string) bool { return statusIn.MatchString(s) }
	some := func(s string) bool { return len(s) > 1 }
	words := func(s string) bool { return strings.Contains(strings.TrimSpace(s), " ") }
	add("status", statusGuesses(c, in), status, 20, "none")
	add("title", titleGuesses(c), some, 60, "")
	add("description", descriptionGuesses(c, in), words, 30, "")
	if strings.Contains(r.Form, "{number") && c.each == "page" {
		identifier := func(s string) bool { return identifierLike.MatchString(s) }
		add("name", []guess{{"front identifier", ""}, {"front name", ""}}, identifier, 60, "")
	}
}

var identifierLike = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

func statusGuesses(c candidate, in []*opened) []guess {
	out := []guess{}
	if c.each == "page" {
		for _, key := range []string{"status", "http", "http_status", "httpStatus", "statusCode", "status_code"} {
			out = append(out, guess{"front " + key, ""})
		}
		out = append(out, guess{"section HTTP Status Code", `\b([1-5]\d\d)\b`})
	}
	if kind := eachOf(c.each).Kind; kind == record.Row {
		for _, name := range columnsOf(in) {
			out = append(out, guess{"column " + name, `\b([1-5]\d\d)\b`})
		}
		return out
	}
	for _, pointer := range []string{"/error/status", "/status", "/error/statusCode", "/statusCode", "/errors/0/status", "/error/http_status", "/http_status"} {
		out = append(out, guess{"json " + pointer, ""})
	}
	if strings.HasPrefix(c.each, "element ") {
		out = append(out, guess{"attribute status", ""}, guess{"attribute title", `[ (]([1-5]\d\d)\b`})
	}
	if c.each[0] == 'h' {
		out = append(out, guess{"heading", `[ (]([1-5]\d\d)\b`})
	}
	return append(out, guess{"fence", `\b([1-5]\d\d)\b`}, guess{"text", `(?i)(?:status(?: code)?|http):?\s+([1-5]\d\d)\b`}, guess{"text", `\(([1-5]\d\d)\)`})
}

func titleGuesses(c candidate) []guess {
	switch {
	case c.place == "front title" && c.match == inParentheses:
		return []guess{{"front title", `^(.+?)\s*\(`}}
	case c.match == beforeDash:
		return []guess{{c.place, `^\S+\s+[-–—:]\s+(.+?)\s*$`}}
	case c.each == "page" && c.place != "front title":
		return []guess{{"front title", ""}}
	case c.each == "row":
		return []guess{{"column Title", ""}, {"column Name", ""}}
	}
	return nil
}

func descriptionGuesses(c candidate, in []*opened) []guess {
	switch eachOf(c.each).Kind {
	case record.Row:
		var out []guess
		for _, name := range columnsOf(in) {
			switch lower := strings.ToLower(name); {
			case strings.Contains(lower, "description"), strings.Contains(lower, "meaning"), strings.Contains(lower, "message"),
				strings.Contains(lower, "explanation"), strings.Contains(lower, "cause"):
				out = append(out, guess{"column " + name, ""})
			}
		}
		return out
	case record.Page:
		return []guess{{"front description", ""}, {"front summary", ""}, {"quote", ""}, {"text", ""}}
	case record.Item:
		if c.match == beforeStatus {
			return []guess{{"text", `\(\d{3}\):?\s+(?:[-–—:]\s+)?(.+)`}}
		}
		return []guess{{"text", `(?:Message|Description|Meaning):\s+(.+)`}, {"text", `\s[-–—:]\s+(.+)`}}
	}
	return []guess{{"quote", ""}, {"text", ""}}
}

// columnsOf returns the headings of the columns of tables, those that occur most
// first.
func columnsOf(in []*opened) []string {
	names := votes{}
	for _, p := range in {
		for _, r := range record.Cut(p.source, &record.Rule{Each: record.Each{Kind: record.Row}}) {
			for _, name := range r.Names {
				names.add(name)
			}
		}
	}
	out := slices.DeleteFunc(names.ranked(), func(s string) bool {
		return s == "" || strings.ContainsAny(s, "'\"{}[]:,#&*!|>%@`\\\n")
	})
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(statusRank(a), statusRank(b)) })
	return out
}

// statusRank puts the columns first that are called after statuses.
func statusRank(name string) int {
	lower := strings.ToLower(name)
	if strings.Contains(lower, "status") || strings.Contains(lower, "http") {
		return 0
	}
	return 1
}
