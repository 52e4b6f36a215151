package lint

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// A Term is a word that the configuration prefers to others.
type Term struct {
	Avoid *regexp.Regexp // of [AvoidPattern]
	Use   string         // may be empty
	Why   string         // may be empty
	In    []string       // of TermPlaces; nil: all
}

// TermPlaces are the places where terms are checked.
var TermPlaces = []string{"title", "description", "text"}

// AvoidPattern returns the pattern of a term's words, such as "site|data ?center", in
// any case. The first group is a whole word of any script, which \b is of ASCII alone.
func AvoidPattern(words string) (*regexp.Regexp, error) {
	if _, err := regexp.Compile(words); err != nil {
		return nil, err // in the words of the configuration
	}
	return regexp.Compile(`(?i)(?:^|[^\pL\pM\pN_])(` + words + `)(?:[^\pL\pM\pN_]|$)`)
}

var terms = &Rule{
	ID:       "terms",
	Severity: diag.Off,
	Doc: `a word for which errgen.yaml prefers another is used

Readers take two words for two things. Terms are checked in the title, the description
and the text of a page, ignoring case, but not in code, links, codes and paths. There is
a fix if a single word replaces a single word.

In errgen.yaml:

	lint:
	  terms:
	    - {avoid: 'datacent(er|re)|site', use: region, in: [title, description, text], why: our docs say region}

Bad:
	## What Happened?

	The key belongs to another site.

Good:
	## What Happened?

	The key belongs to another region.`,
	Asked: func(s Settings) bool { return len(s.Terms) > 0 },
	Check: func(p *Pass) {
		for _, e := range p.Catalog.Entries {
			title, text := e.PageTitle(), []byte(nil)
			if plain(title.V) == plain(e.Last()) {
				title.Span = source.Span{} // the code in other letters
			}
			for _, t := range p.Settings.Terms {
				if t.wanted("title") {
					checkTerm(p, t, title.Span, shown(e, title.Span))
				}
				if t.wanted("description") {
					checkTerm(p, t, e.Description.Span, shown(e, e.Description.Span))
				}
				if !t.wanted("text") || e.File == nil || !p.first(e) {
					continue
				}
				if text == nil {
					text = running(p, e)
				}
				checkTerm(p, t, e.File.All(), text)
			}
		}
	},
}

func (t Term) wanted(place string) bool { return t.In == nil || slices.Contains(t.In, place) }

// nameLike are codes, paths and names of code, which are no words even without back-quotes.
var nameLike = regexp.MustCompile(`[/.]?[\pL\pN_-]+(?:[:./\\@#=]+[\pL\pN_-]+)+|[/.@#\\][\pL\pN_-]+`)

// hideNames puts spaces in place of what is no running text in a part of a page, which
// begins at start: what [hide] hides, what looks like a name, and the codes of entries.
func hideNames(text []byte, start int, entries ...*catalog.Entry) {
	hide(text, false)
	for _, m := range nameLike.FindAllIndex(text, -1) {
		blank(text, m[0], m[1])
	}
	for _, e := range entries {
		for _, c := range e.Codes {
			if from, to := int(c.Span.Start)-start, int(c.Span.End)-start; c.Span.File == e.File && 0 <= from && to <= len(text) {
				blank(text, from, to)
			}
		}
	}
}

// shown returns what readers see of a place as words.
func shown(e *catalog.Entry, at source.Span) []byte {
	text := []byte(at.Text())
	if at.File == e.File {
		hideNames(text, int(at.Start), e)
	}
	return text
}

// running returns the running text of a page without the titles and descriptions of the
// errors on it.
func running(p *Pass, e *catalog.Entry) []byte {
	text := prose(e, false)
	all := p.ofFile[e.File]
	if len(all) == 0 {
		all = []*catalog.Entry{e}
	}
	hideNames(text, 0, all...)
	for _, e := range all {
		for _, s := range []source.Span{e.PageTitle().Span, e.Description.Span} {
			if s.File == e.File {
				blank(text, int(s.Start), int(s.End))
			}
		}
	}
	return text
}

// find returns where the words of a term are in a text.
func (t Term) find(text []byte) (places [][2]int) {
	for at := 0; ; {
		m := t.Avoid.FindSubmatchIndex(text[at:])
		if m == nil {
			return places
		}
		if m[2] == m[3] {
			return places // of nothing there is no end
		}
		places = append(places, [2]int{at + m[2], at + m[3]})
		at += m[3] // what ends one word may start the next
	}
}

// checkTerm reports a term in a text, which is that of a place.
func checkTerm(p *Pass, t Term, in source.Span, text []byte) {
	places := t.find(text)
	for i, m := range places {
		at := in.File.Span(int(in.Start)+m[0], int(in.Start)+m[1])
		found := at.Text()
		if i == maxForbidden {
			p.Reportf(at, "%s here and at %s below", quote(found), counted(len(places)-i-1, "place"))
			return
		}
		d := p.Reportf(at, "%s is not used here", quote(found))
		if t.Use != "" {
			d.Message = "write " + quote(asCased(t.Use, found)) + ", not " + quote(found)
		}
		if t.Why != "" {
			d.Message += ": " + t.Why
		}
		if isWord(t.Use) && isWord(found) && plural(t.Use) == plural(found) && len(t.find([]byte(t.Use))) == 0 {
			d.Fix = replace(at, asCased(t.Use, found), "use the other word")
		}
	}
}

func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// plural reports whether a word looks like a plural, which one that is none does
// not replace.
func plural(word string) bool { return strings.HasSuffix(strings.ToLower(word), "s") }

// asCased returns a word with capitals where another has them.
func asCased(word, like string) string {
	if utf8.RuneCountInString(like) > 1 && strings.ToUpper(like) == like && strings.ToLower(like) != like {
		return strings.ToUpper(word)
	}
	r, _ := utf8.DecodeRuneInString(like)
	first, n := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return word
	}
	return string(unicode.ToUpper(first)) + word[n:]
}
