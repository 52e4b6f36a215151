package survey

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/record"
)

// A guess is where a fact may stand.
type guess struct{ place, match string }

var statusIn = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)

// A sighting is what a guess finds: which records, by page and place on it, state the
// fact.
type sighting struct {
	guess
	of int // how many records there are
	at map[[2]int]bool
}

// facts looks for the places of what is said beside the code, and returns the pages that
// state statuses.
func (r *Record) facts(c candidate, in []*opened) (states map[*opened]bool) {
	coded := make([][]bool, len(in)) // which candidates state a code
	for i, p := range in {
		for _, s := range texts(p, c.each, c.place, c.whole()) {
			like := shapeOf(s, true) // beside codes, one word is enough
			coded[i] = append(coded[i], like != nil && (like == r.shape || shapeOf(s, c.sure) != nil))
		}
	}
	look := func(g guess, fits func(string) bool) sighting {
		found := sighting{guess: g, at: map[[2]int]bool{}}
		for i, p := range in {
			stated := texts(p, c.each, g.place, g.match)
			if c.place == "text" && g == (guess{"text", ""}) { // below the one with the code
				stated = anyText(p, c.each, fits)
			}
			for j, s := range stated {
				if j >= len(coded[i]) || !coded[i][j] {
					continue
				}
				found.of++
				if s != "" && fits(s) {
					found.at[[2]int{i, j}] = true
				}
			}
		}
		return found
	}
	// add writes a key with the places of guesses that enough of the records state, and
	// returns these. Without a place it is none, if there is to be one.
	add := func(key string, guesses []guess, fits func(string) bool, least int, none string) map[[2]int]bool {
		var places []string
		var seen []sighting
		total, stated := 0, map[[2]int]bool{}
		for _, g := range guesses {
			if g.place != c.place || g.match != c.whole() || g == (guess{"text", ""}) && key == "description" {
				seen = append(seen, look(g, fits))
			}
		}
		if key == "status" { // the place of most of them is that of all
			rankStatuses(seen)
		}
		for _, s := range seen {
			fresh := 0
			for at := range s.at {
				if !stated[at] {
					fresh++
				}
			}
			total = max(total, s.of)
			// A further place is one for records that state the fact nowhere else.
			enough := 100*len(s.at) >= least*s.of && (len(places) == 0 || 10*fresh >= s.of || key == "description")
			if fresh > 0 && (enough || key == "status" && s.certain() && len(places) > 0) {
				places = append(places, placeText(s.place, s.match))
				maps.Copy(stated, s.at)
			}
		}
		switch {
		case len(places) == 0 && none == "":
			return nil
		case len(places) == 0:
			places = []string{none}
		case none != "" && len(stated) < total:
			places = append(places, none)
		}
		r.Facts = append(r.Facts, Fact{key, places})
		return stated
	}
	labels := labelsOf(in)
	some := func(s string) bool { return len(s) > 1 && strings.Trim(s, "0123456789") != "" }
	words := func(s string) bool { return strings.Contains(strings.TrimSpace(s), " ") }
	states = map[*opened]bool{}
	for at := range add("status", statusGuesses(c, in, labels), statusIn.MatchString, 20, "none") {
		states[in[at[0]]] = true
	}
	// What a heading says beside a number is a name or a title.
	titles, descriptions := titleGuesses(c, in), []guess(nil)
	if len(titles) == 0 && r.boldTitles(in) {
		titles, descriptions = []guess{{"text", noSentence}}, []guess{{"text", sentence}}
	}
	identifier := identifierLike
	if c.each == "row" {
		identifier = wordsLike // a cell may say it in words
	}
	if named := add("name", nameGuesses(c, r, in), identifier.MatchString, 90, ""); len(named) == 0 || c.each == "page" || c.each == "row" {
		add("title", titles, some, 60, "")
	}
	placeholders := r.placeholders(c, in)
	if descriptions == nil {
		descriptions = descriptionGuesses(c, in, labels, placeholders)
	}
	if c.prose() { // what stands beside the code may be the status alone
		words = func(s string) bool { return len(strings.Fields(s)) > 3 }
	}
	add("description", descriptions, words, 30, "")
	retries := retryGuesses(c, in, labels)
	if c.each == "row" {
		r.unread = r.unreadColumns(in, retries)
	}
	r.retries(retries, look)
	return states
}

// retries proposes the places that say whether a request may be sent again, where most that
// have a word there have one for yes or no. What other words are there is left unread, and
// noted.
func (r *Record) retries(guesses []guess, look func(g guess, fits func(string) bool) sighting) {
	var places []string
	for _, g := range guesses {
		var other string
		others := 0
		found := look(g, func(s string) bool {
			known := fact.Retry(s) != catalog.Unset
			if !known && !fact.Unwritten(s) {
				if others++; other == "" {
					other = s
				}
			}
			return known
		})
		says := fmt.Sprintf("%q %s neither yes nor no", other, map[bool]string{true: "is", false: "and others are"}[others == 1])
		switch {
		case len(found.at) > others:
			places = append(places, g.place)
			if others > 0 {
				r.doubts = append(r.doubts, fmt.Sprintf("retryable is %s, where %s; errgen lint shows them", g.place, says))
			}
		case others > 0:
			r.doubts = append(r.doubts, fmt.Sprintf("%s is not read as retryable, since %s", g.place, says))
		}
	}
	if places != nil {
		r.Facts = append(r.Facts, Fact{"retryable", places})
	}
}

// unreadColumns returns the columns of tables with codes that the rule reads nothing from.
func (r *Record) unreadColumns(in []*opened, retries []guess) (out []string) {
	read := func(name string) bool {
		return slices.ContainsFunc(r.Facts, func(f Fact) bool {
			return slices.ContainsFunc(f.Places, func(p string) bool {
				return p == "column "+name || strings.HasPrefix(p, "{from: column "+name+",")
			})
		})
	}
	code, _ := record.ParsePlace(r.from.place)
	for _, p := range in {
		for _, rec := range p.cut("row") {
			if !slices.ContainsFunc(rec.Names, func(name string) bool { return "column "+name == code.String() }) {
				continue
			}
			for _, name := range rec.Names {
				if name != "" && !read(name) && !slices.Contains(out, name) && !slices.Contains(retries, guess{"column " + name, ""}) {
					out = append(out, name)
				}
			}
		}
	}
	return out
}

// Paragraphs that are a title, and those that are more.
const (
	noSentence = `^([^\n]*[^.!?\s])\s*$`
	sentence   = `(?s)^(.*[.!?])\s*$`
)

// anyText returns the first paragraph of each record that fits.
func anyText(p *opened, each string, fits func(string) bool) (out []string) {
	at, _ := record.ParsePlace("text")
	for _, r := range p.cut(each) {
		found := ""
		for _, t := range r.Whole(&at) {
			if s := strings.TrimSpace(t.S); s != "" && fits(s) {
				found = s
				break
			}
		}
		out = append(out, found)
	}
	return out
}

// boldTitles reports whether most records begin with a paragraph in bold, which is no
// sentence.
func (r *Record) boldTitles(in []*opened) bool {
	if kind := eachOf(r.Each).Kind; kind != record.Heading && kind != record.Element {
		return false
	}
	bold, all := 0, 0
	for _, p := range in {
		for _, rec := range p.cut(r.Each) {
			if all++; len(rec.Blocks) == 0 || rec.Blocks[0].Kind != mdx.Paragraph {
				continue
			}
			text := rec.Blocks[0].Children
			if len(text) == 1 && text[0].Kind == mdx.Strong && !strings.ContainsAny(mdx.PlainText(text[0]), ".!?:") {
				bold++
			}
		}
	}
	return bold > 0 && 10*bold >= 6*all
}

// certain reports whether what a place has is a status and nothing else.
func (g guess) certain() bool { return g.match == "" && g.place != "text" && g.place != "fence" }

// rankStatuses puts first where most records state a status; of places that nearly as many
// have, one that is about nothing else.
func rankStatuses(seen []sighting) {
	most := 0
	for _, s := range seen {
		most = max(most, len(s.at))
	}
	rank := func(s sighting) int {
		switch {
		case s.place == "text": // it may tell of another status
			return 3
		case 5*len(s.at) < 4*most:
			return 2
		case !s.certain() || strings.HasPrefix(s.place, "json ") || strings.HasPrefix(s.place, "section "):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(seen, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(b.at), len(a.at)))
	})
}

// nameGuesses returns where an identifier may stand: beside a number, or in the heading of
// a body that has the code.
func nameGuesses(c candidate, r *Record, in []*opened) []guess {
	numbered := strings.Contains(r.Form, "{number")
	switch {
	case c.each == "page" && numbered:
		return []guess{{"front identifier", ""}, {"front name", ""}}
	case c.each == "row" && numbered:
		return slices.DeleteFunc(named(columnsOf(in), "column ", "identifier", "constant", "symbol", "name", "message"), func(g guess) bool {
			return g.place == c.place || !distinct(c, in, g)
		})
	case c.each[0] == 'h' && numbered && (c.base() == beforeDash || c.base() == beforeColon):
		return titleGuesses(c, nil)
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		return []guess{{"heading", ""}}
	}
	return nil
}

// distinct reports whether no two records have the same text at a place.
func distinct(c candidate, in []*opened, g guess) bool {
	seen := map[string]bool{}
	for _, p := range in {
		for _, s := range texts(p, c.each, g.place, g.match) {
			if s != "" && seen[s] {
				return false
			}
			seen[s] = true
		}
	}
	return true
}

// stylesSure are the styles of placeholders that no other text has, the surest first.
var stylesSure = []string{"${name}", "%name%", "{name}"}

// placeholders looks for placeholders in the quotes that records begin with, which then
// are the detail that servers send. It reports whether there are some.
func (r *Record) placeholders(c candidate, in []*opened) bool {
	if eachOf(c.each).Kind == record.Row || c.place == "quote" {
		return false
	}
	for _, style := range stylesSure {
		for _, p := range in {
			for _, s := range texts(p, c.each, "quote", "") {
				if _, found := record.Template(style, s); len(found) > 0 {
					r.Facts = append(r.Facts, Fact{"detail", []string{"quote"}}, Fact{"placeholders", []string{`"` + style + `"`}})
					return true
				}
			}
		}
	}
	return false
}

var (
	identifierLike = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$`)
	wordsLike      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+){0,5}$`)
)

func statusGuesses(c candidate, in []*opened, labels []string) []guess {
	out := []guess{}
	if c.each == "page" {
		for _, key := range []string{"status", "http", "http_status", "httpStatus", "statusCode", "status_code"} {
			out = append(out, guess{"front " + key, ""})
		}
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
	for _, name := range slices.Concat(labels, []string{"Status", "HTTP status", "Status code"}) {
		if isStatus(name) && !slices.ContainsFunc(out, func(g guess) bool { return misspelt(g.place, "label "+name) }) {
			out = append(out, guess{"label " + name, ""})
		}
	}
	for _, pointer := range statusPointers(in) {
		out = append(out, guess{"json " + pointer, ""})
	}
	for _, box := range boxes {
		out = append(out, guess{"admonition " + box, `(?:HTTP|[Ss]tatus)[ :]+([1-5]\d\d)\b`})
	}
	for _, heading := range []string{"HTTP Status Code", "HTTP Status", "Status Code", "Status"} {
		out = append(out, guess{"section " + heading, ""})
	}
	if strings.HasPrefix(c.each, "element ") {
		out = append(out, guess{"attribute status", ""}, guess{"attribute title", `[ (]([1-5]\d\d)\b`})
		for _, name := range attributesOf(in, strings.TrimPrefix(c.each, "element ")) {
			out = append(out, guess{"attribute " + name, `^([1-5]\d\d)\s*$`})
		}
	}
	if c.each[0] == 'h' {
		out = append(out, guess{"heading", `[ (]([1-5]\d\d)\b`}, guess{"heading", `^([1-5]\d\d)\s`})
	}
	if kind := eachOf(c.each).Kind; kind == record.Item {
		out = append(out, guess{"text", `^\S+ ([1-5]\d\d)\b`}, guess{"text", `^(?:HTTP )?([1-5]\d\d)\b`})
	}
	if c.match == withStatus {
		out = append(out, guess{"text", `^\S+?:?\s+\(?(?:HTTP )?([1-5]\d\d)\b`})
	}
	return append(out, guess{"fence", `\b([1-5]\d\d)\b`}, guess{"text", `(?i)(?:status(?: code)?|http):?\s+([1-5]\d\d)\b`}, guess{"text", `\(([1-5]\d\d)\)`})
}

// misspelt reports whether two names, the second of which occurs less often, are the same
// but for a slip.
func misspelt(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	different := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			different++
		}
	}
	return a == b || slip(a, b) || len(a) == len(b) && different == 1
}

// attributesOf returns the names of the attributes that an element has.
func attributesOf(in []*opened, element string) []string {
	names := votes{}
	for _, p := range in {
		for _, r := range record.Cut(p.source, &record.Rule{Each: record.Each{Kind: record.Element, Name: element}}) {
			for i := range r.Head.Attrs {
				if name := r.Head.Attrs[i].Name; plainName(name) && name != "title" && name != "status" {
					names.add(name)
				}
			}
		}
	}
	return slices.DeleteFunc(names.ranked(), func(s string) bool { return s == "" })
}

// boxes are the names of boxes that say what an error is.
var boxes = []string{"danger", "error", "warning", "caution", "info", "note"}

// isStatus reports whether a column or a label is called after statuses.
func isStatus(name string) bool { return contains(strings.ToLower(name), "status", "http") }

func titleGuesses(c candidate, in []*opened) []guess {
	if c.lead != "" {
		plain := c
		plain.lead = ""
		out := titleGuesses(plain, in)
		for i := range out {
			out[i].match = c.led(out[i].match)
		}
		return out
	}
	switch {
	case c.base() == inParentheses, c.match == parenthesised && c.each == "item":
		return []guess{{c.place, `^(.+?)\s*\(`}}
	case c.base() == beforeDash && !c.prose():
		return []guess{{c.place, `^\S+\s+[-–—:·•|]\s+(.+?)\s*$`}}
	case c.base() == beforeColon && c.place != "quote" && c.place != "text":
		return []guess{{c.place, `^\S+:\s+(.+?)\s*$`}}
	case c.base() == firstWord && c.each[0] == 'h':
		return []guess{{c.place, `^\S+\s+(?:[-–—:·•|]\s+)?(\pL.*?)\s*$`}}
	case c.each == "page" && (c.place == "text" || strings.HasPrefix(c.place, "json ")):
		return []guess{{"front title", ""}, {"h1", ""}}
	case c.each == "page" && c.place != "front title":
		return []guess{{"front title", ""}}
	case c.each == "row":
		titles := []string{"title", "name", "summary"}
		if len(named(columnsOf(in), "column ", "description", "meaning", "explanation")) > 0 {
			titles = append(titles, "message") // which else describes the error
		}
		return named(columnsOf(in), "column ", titles...)
	case c.each == "item" && c.match == firstWord:
		return []guess{{"text", `^\S+\s+(\D.*?)\s+[-–—]\s`}}
	case strings.HasPrefix(c.each, "element ") && c.place == "attribute code":
		return []guess{{"attribute title", ""}}
	case c.each[0] == 'h' && (c.place == "text" || strings.HasPrefix(c.place, "label ")) && drawn(in, c.each):
		return []guess{{"heading", "^" + picture + `?(.+?)\s*$`}}
	case strings.HasPrefix(c.each, "element ") && c.place == "text":
		return []guess{{"attribute title", ""}}
	case c.each[0] == 'h' && strings.HasPrefix(c.place, "json "):
		if o, ok := c.again(in); ok {
			return titleGuesses(o, in)
		}
		return []guess{{"heading", ""}}
	case c.each[0] == 'h' && (c.place == "text" || strings.HasPrefix(c.place, "label ")):
		return []guess{{"heading", ""}}
	}
	return nil
}

// drawn reports whether pictures stand before the headings of records.
func drawn(in []*opened, each string) bool {
	n := 0
	for _, p := range in {
		for _, s := range texts(p, each, "heading", "") {
			if pictured.MatchString(s) {
				n++
			}
		}
	}
	return n >= least
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
var descriptive = []string{"description", "meaning", "means", "what happened", "explanation", "message", "summary", "cause", "reason", "details", "when", "beschreibung", "bedeutung", "ursache", "descripci", "signifi"}

func descriptionGuesses(c candidate, in []*opened, labels []string, quoted bool) []guess {
	switch kind := eachOf(c.each).Kind; {
	case c.place == "quote" && c.base() == beforeColon:
		return []guess{{"quote", `^[^\s:]+:\s+(.+?)\s*$`}}
	case quoted: // the quotes are what is sent
		return []guess{{"front description", ""}, {"text", ""}}[map[bool]int{true: 0, false: 1}[kind == record.Page]:]
	}
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
		out := []guess{{"front description", ""}, {"front summary", ""}, {"quote", ""}}
		for _, box := range boxes {
			out = append(out, guess{"admonition " + box, ""})
		}
		return append(out, guess{"text", ""})
	case record.Item:
		if c.match == parenthesised {
			return append(named(labels, "label ", descriptive...), guess{"text", `\)[.:;,]?\s+(?:[-–—:]\s+)?(.+)`})
		}
		if c.base() == beforeStatus {
			return []guess{{"text", `\(\d{3}\):?\s+(?:[-–—:]\s+)?(.+)`}}
		}
		return append(named(labels, "label ", descriptive...), guess{"text", `\s[-–—:]\s+(?:HTTP \d{3}[.:;,]?\s+)?(.+)`})
	}
	out := named(labels, "label ", "description", "meaning", "what happened", "beschreibung", "bedeutung", "descripci", "signifi")
	switch {
	case !c.prose():
	case c.match == beforeDash:
		out = append(out, guess{"text", `^\S+\s+[-–—:·•|]\s+(.+)`})
	case c.match == colonAfter:
		out = append(out, guess{"text", `^\S+:\s+(.+)`})
	case c.match == withStatus, c.match == parenthesised:
		out = append(out, guess{"text", `^\S+ \([^)]*\)[.:;,]?\s+(?:[-–—:]\s+)?(.+)`})
	}
	return append(out, guess{"quote", ""}, guess{"text", ""})
}

func retryGuesses(c candidate, in []*opened, labels []string) []guess {
	switch eachOf(c.each).Kind {
	case record.Row:
		return named(columnsOf(in), "column ", retryWords...)
	case record.Page:
		return nil // the front matter has a key for it
	}
	return named(labels, "label ", retryWords...)
}

// retryWords are in the names of columns and labels that say whether a request may be sent
// again.
var retryWords = []string{"retry", "retri", "wiederhol"}

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
