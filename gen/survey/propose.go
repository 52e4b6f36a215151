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
	beforeStatus  = `^(\S+) \(\d{3}\)`
)

// candidates returns the places to try, the plainest first.
func candidates(pages []*opened) []candidate {
	out := []candidate{
		{"page", "front code", "", true}, {"page", "front error_code", "", true}, {"page", "front errorCode", "", true}, {"page", "front number", "", true},
		{"page", "front title", inParentheses, false}, {"page", "front title", "", false}, {"page", "front title", beforeDash, false},
		{"page", "h1", "", false}, {"page", "h1", beforeDash, false}, {"page", "file", "", false}, {"page", "quote", beforeColon, false},
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
		for _, match := range []string{"", beforeDash, inParentheses, beforeColon, firstWord} {
			out = append(out, candidate{each, "heading", match, false})
		}
		out = append(out, candidate{each, "json /code", "", true}, candidate{each, "json /error/code", "", true}, candidate{each, "json /errors/0/code", "", true})
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
var errorsNamed = regexp.MustCompile(`(?i)(^|[^a-z])(errors?|exceptions?|problems?|faults?)([^a-z]|$)`)

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

var (
	statusIn = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)
	answer   = regexp.MustCompile(`(?i)^(yes|no|true|false|y|n|✓|✔|✅|❌|✗|-|–|—)\b`)
)

// facts looks for the places of what is said beside the code.
func (r *Record) facts(c candidate, in []*opened) {
	add := func(key string, guesses []guess, fits func(string) bool, least int, none string) {
		var places []string
		total, stated := 0, map[string]bool{}
		for _, g := range guesses {
			if g.place == c.place && g.match == c.match {
				continue
			}
			hits, fresh, of := 0, 0, 0
			at := map[string]bool{}
			for i, p := range in {
				for j, s := range texts(p, c.each, g.place, g.match) {
					of++
					if s == "" || !fits(s) {
						continue
					}
					hits++
					if id := fmt.Sprint(i, " ", j); !stated[id] {
						fresh++
						at[id] = true
					}
				}
			}
			total = max(total, of)
			// A further place is one for records that state the fact nowhere else.
			if hits > 0 && 100*hits >= least*of && (len(places) == 0 || 10*fresh >= of || fresh > 0 && key == "description") {
				places = append(places, placeText(g.place, g.match))
				maps.Copy(stated, at)
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
	labels := labelsOf(in)
	some := func(s string) bool { return len(s) > 1 }
	words := func(s string) bool { return strings.Contains(strings.TrimSpace(s), " ") }
	add("status", statusGuesses(c, in, labels), statusIn.MatchString, 20, "none")
	add("title", titleGuesses(c, in), some, 60, "")
	add("description", descriptionGuesses(c, in, labels), words, 30, "")
	add("retryable", retryGuesses(c, in, labels), answer.MatchString, 60, "")
	if strings.Contains(r.Form, "{number") && c.each == "page" {
		add("name", []guess{{"front identifier", ""}, {"front name", ""}}, identifierLike.MatchString, 60, "")
	}
}

var identifierLike = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

func statusGuesses(c candidate, in []*opened, labels []string) []guess {
	out := []guess{}
	if c.each == "page" {
		for _, key := range []string{"status", "http", "http_status", "httpStatus", "statusCode", "status_code"} {
			out = append(out, guess{"front " + key, ""})
		}
		out = append(out, guess{"section HTTP Status Code", `\b([1-5]\d\d)\b`})
	}
	if kind := eachOf(c.each).Kind; kind == record.Row {
		for _, name := range columnsOf(in) {
			if isStatus(name) {
				out = append(out, guess{"column " + name, ""})
			} else {
				out = append(out, guess{"column " + name, `\b([1-5]\d\d)\b`})
			}
		}
		return out
	}
	for _, name := range labels {
		if isStatus(name) {
			out = append(out, guess{"label " + name, ""})
		}
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

// isStatus reports whether a column or a label is called after statuses.
func isStatus(name string) bool { return contains(strings.ToLower(name), "status", "http") }

func titleGuesses(c candidate, in []*opened) []guess {
	switch {
	case c.place == "front title" && c.match == inParentheses:
		return []guess{{"front title", `^(.+?)\s*\(`}}
	case c.match == beforeDash:
		return []guess{{c.place, `^\S+\s+[-–—:]\s+(.+?)\s*$`}}
	case c.match == beforeColon && c.each[0] == 'h':
		return []guess{{c.place, `^\S+:\s+(.+?)\s*$`}}
	case c.match == inParentheses && c.each[0] == 'h':
		return []guess{{c.place, `^(.+?)\s*\(`}}
	case c.each == "page" && c.place != "front title":
		return []guess{{"front title", ""}}
	case c.each == "row":
		return named(columnsOf(in), "column ", "title", "name", "summary")
	case strings.HasPrefix(c.each, "element ") && c.place == "attribute code":
		return []guess{{"attribute title", ""}}
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "label "):
		return []guess{{"heading", ""}}
	}
	return nil
}

// named returns a guess for each column or label whose name has one of some words in it,
// in the order of the words.
func named(names []string, place string, words ...string) (out []guess) {
	for _, w := range words {
		for _, name := range names {
			if g := (guess{place + name, ""}); strings.Contains(strings.ToLower(name), w) && !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// descriptive are words in the names of columns and labels that say what an error is.
var descriptive = []string{"description", "meaning", "means", "what happened", "explanation", "message", "summary", "cause", "reason", "details", "when"}

func descriptionGuesses(c candidate, in []*opened, labels []string) []guess {
	switch eachOf(c.each).Kind {
	case record.Row:
		out := named(columnsOf(in), "column ", descriptive...)
		for _, name := range columnsOf(in) {
			if g := (guess{"column " + name, ""}); !slices.Contains(out, g) && !isStatus(name) {
				out = append(out, g)
			}
		}
		return out
	case record.Page:
		return []guess{{"front description", ""}, {"front summary", ""}, {"quote", ""}, {"text", ""}}
	case record.Item:
		if c.match == beforeStatus {
			return []guess{{"text", `\(\d{3}\):?\s+(?:[-–—:]\s+)?(.+)`}}
		}
		return append(named(labels, "label ", descriptive...), guess{"text", `\s[-–—:]\s+(.+)`})
	}
	return append(named(labels, "label ", "description", "meaning", "what happened"), guess{"quote", ""}, guess{"text", ""})
}

func retryGuesses(c candidate, in []*opened, labels []string) []guess {
	switch eachOf(c.each).Kind {
	case record.Row:
		return named(columnsOf(in), "column ", "retry", "retri")
	case record.Page:
		return nil // the front matter has a key for it
	}
	return named(labels, "label ", "retry", "retri")
}

// labelsOf returns what the labels on some pages are called, those that occur most first.
func labelsOf(in []*opened) []string {
	names := votes{}
	for _, p := range in {
		for _, name := range record.Labels(p.source) {
			names.add(name)
		}
	}
	return slices.DeleteFunc(names.ranked(), func(s string) bool { return !plainName(s) })
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
	out := slices.DeleteFunc(names.ranked(), func(s string) bool { return !plainName(s) })
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(statusRank(a), statusRank(b)) })
	return out
}

// statusRank puts the columns first that are called after statuses.
func statusRank(name string) int {
	if isStatus(name) {
		return 0
	}
	return 1
}
