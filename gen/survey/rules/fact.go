package rules

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
func (r *Rule) facts(c candidate, in []*Page) (states map[*Page]bool) {
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
	states = map[*Page]bool{}
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
		r.Unread = r.unreadColumns(in, retries)
	}
	r.retries(retries, look)
	return states
}

// retries proposes the places that say whether a request may be sent again, where most that
// have a word there have one for yes or no. What other words are there is left unread, and
// noted.
func (r *Rule) retries(guesses []guess, look func(g guess, fits func(string) bool) sighting) {
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
				r.Doubts = append(r.Doubts, fmt.Sprintf("retryable is %s, where %s; errgen lint shows them", g.place, says))
			}
		case others > 0:
			r.Doubts = append(r.Doubts, fmt.Sprintf("%s is not read as retryable, since %s", g.place, says))
		}
	}
	if places != nil {
		r.Facts = append(r.Facts, Fact{"retryable", places})
	}
}

// unreadColumns returns the columns of tables with codes that the rule reads nothing from.
func (r *Rule) unreadColumns(in []*Page, retries []guess) (out []string) {
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

// Paragraphs that are a title, and those that are more.
const (
	noSentence = `^([^\n]*[^.!?\s])\s*$`
	sentence   = `(?s)^(.*[.!?])\s*$`
)

// anyText returns the first paragraph of each record that fits.
func anyText(p *Page, each string, fits func(string) bool) (out []string) {
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
func (r *Rule) boldTitles(in []*Page) bool {
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

// stylesSure are the styles of placeholders that no other text has, the surest first.
var stylesSure = []string{"${name}", "%name%", "{name}"}

// placeholders looks for placeholders in the quotes that records begin with, which then
// are the detail that servers send. It reports whether there are some.
func (r *Rule) placeholders(c candidate, in []*Page) bool {
	if eachOf(c.each).Kind == record.Row || c.place == "quote" {
		return false
	}
	for _, style := range stylesSure {
		for _, p := range in {
			for _, s := range texts(p, c.each, "quote", "") {
				if _, found := catalog.TemplateIn(style, s); len(found) > 0 {
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
