package site

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// A Heading is the content of a heading, in order. Emphasis, links and elements
// are replaced by their content.
type Heading []Part

// A Part is a run of a heading.
type Part struct {
	Kind PartKind
	Text string // as readers see it; of an Expression, what stands between the braces
	// Source is how a Text is written; empty where that is Text.
	Source string
}

// A PartKind is what a part of a heading is.
type PartKind uint8

// The kinds of parts.
const (
	Text       PartKind = iota
	Code                // between back-quotes
	Alt                 // the alternative text of a picture
	Expression          // JavaScript
)

// join returns the parts of some kinds as one text.
func (h Heading) join(each func(Part) string) string {
	var b strings.Builder
	for _, p := range h {
		b.WriteString(each(p))
	}
	return b.String()
}

// shown returns the text that readers see.
func (h Heading) shown() string {
	return h.join(func(p Part) string {
		if p.Kind == Text || p.Kind == Code {
			return p.Text
		}
		return ""
	})
}

// A Slugger gives the headings of one page their ids, as the site does it.
type Slugger struct {
	site *Site
	seen map[string]int
}

// Slugger returns a slugger for a page. That of no site is the default one's.
func (s *Site) Slugger() *Slugger { return &Slugger{site: s.Or(), seen: map[string]int{}} }

// ID returns the id of the page's next heading: the one that it gives itself, or the
// one that the site makes of its text. It is empty where the heading has none.
func (s *Slugger) ID(h Heading) string {
	if s.site.given != nil {
		if id := s.site.given(h); id != "" {
			return id
		}
	}
	return s.site.slug(s, h)
}

// braceID is {#id} at the end of a heading.
var braceID = regexp.MustCompile(`\{\s*#([^{}]+)\}\s*$`)

// inBraces returns the id of a heading that ends in {#id}.
func inBraces(h Heading) string {
	if m := braceID.FindStringSubmatch(h.shown()); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// countedGitHub tells repeated ids apart as GitHub does: a later one ends in -1, -2 and
// so on, and is no other's.
func countedGitHub(s *Slugger, id string) string {
	out := id
	for {
		if _, taken := s.seen[out]; !taken {
			break
		}
		s.seen[id]++
		out = id + "-" + strconv.Itoa(s.seen[id])
	}
	s.seen[out] = 0
	return out
}

// github returns a text as the package github-slugger does: in lower case, blanks as
// hyphens, without what is neither of a word nor a hyphen.
func github(text string) string {
	var b strings.Builder
	for _, c := range lower(text) {
		switch {
		case c == ' ':
			b.WriteByte('-')
		case c == '-' || ofWord(c):
			b.WriteRune(c)
		}
	}
	return b.String()
}

// lower returns a text in lower case as JavaScript does it, which knows the two letters
// that become others by where they stand.
func lower(text string) string {
	if !strings.ContainsAny(text, "İΣ") {
		return strings.ToLower(text)
	}
	runes := []rune(text)
	var b strings.Builder
	for i, c := range runes {
		switch {
		case c == 'İ':
			b.WriteString("i\u0307")
		case c == 'Σ' && i > 0 && unicode.IsLetter(runes[i-1]) && (i+1 == len(runes) || !unicode.IsLetter(runes[i+1])):
			b.WriteRune('ς')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	return b.String()
}

// ofWord reports whether a character is of a word: a letter, a mark, a digit, or
// what connects them.
func ofWord(c rune) bool {
	return unicode.In(c, unicode.Letter, unicode.Mark, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic)
}

// commentID returns the id that a comment in braces gives a heading: {/* #id */}.
func commentID(expression string) string {
	comment, ok := strings.CutPrefix(strings.TrimSpace(expression), "/*")
	comment, closed := strings.CutSuffix(comment, "*/")
	if !ok || !closed || strings.Contains(comment, "*/") {
		return ""
	}
	word, _, _ := strings.Cut(strings.TrimSpace(comment), " ")
	if id, ok := strings.CutPrefix(word, "#"); ok {
		return id
	}
	return ""
}
