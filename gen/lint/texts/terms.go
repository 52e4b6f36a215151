package texts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

var Terms = &rule.Rule{
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
	Asked: func(s rule.Settings) bool { return len(s.Terms) > 0 },
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			title, text := e.PageTitle(), []byte(nil)
			if nearest.Plain(title.V) == nearest.Plain(e.Last()) {
				title.Span = source.Span{} // the code in other letters
			}
			for _, t := range p.Settings.Terms {
				if wanted(t, "title") {
					checkTerm(p, t, title.Span, shown(e, title.Span))
				}
				if wanted(t, "description") {
					checkTerm(p, t, e.Description.Span, shown(e, e.Description.Span))
				}
				if !wanted(t, "text") || e.File == nil || !p.First(e) {
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

func wanted(t rule.Term, place string) bool { return t.In == nil || slices.Contains(t.In, place) }

// nameLike are codes, paths and names of code, which are no words even without back-quotes.
var nameLike = regexp.MustCompile(`[/.]?[\pL\pN_-]+(?:[:./\\@#=]+[\pL\pN_-]+)+|[/.@#\\][\pL\pN_-]+`)

// hideNames puts spaces in place of what is no running text in a part of a page, which
// begins at start: what [raw.Hide] hides, what looks like a name, and the codes of entries.
func hideNames(text []byte, start int, entries ...*catalog.Entry) {
	raw.Hide(text, false)
	for _, m := range nameLike.FindAllIndex(text, -1) {
		raw.Blank(text, m[0], m[1])
	}
	for _, e := range entries {
		for _, c := range e.Codes {
			if from, to := int(c.Span.Start)-start, int(c.Span.End)-start; c.Span.File == e.File && 0 <= from && to <= len(text) {
				raw.Blank(text, from, to)
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
func running(p *rule.Pass, e *catalog.Entry) []byte {
	text := raw.Prose(e, false)
	all := p.Records(e)
	hideNames(text, 0, all...)
	for _, e := range all {
		for _, s := range []source.Span{e.PageTitle().Span, e.Description.Span} {
			if s.File == e.File {
				raw.Blank(text, int(s.Start), int(s.End))
			}
		}
	}
	return text
}

// find returns where the words of a term are in a text.
func find(t rule.Term, text []byte) (places [][2]int) {
	for at := 0; ; {
		m := t.Avoid.FindSubmatchIndex(text[at:])
		if m == nil || m[2] == m[3] {
			return places
		}
		places = append(places, [2]int{at + m[2], at + m[3]})
		at += m[3] // what ends one word may start the next
	}
}

// checkTerm reports a term in a text, which is that of a place.
func checkTerm(p *rule.Pass, t rule.Term, in source.Span, text []byte) {
	places := find(t, text)
	for i, m := range places {
		at := in.File.Span(int(in.Start)+m[0], int(in.Start)+m[1])
		found := at.Text()
		if i == maxForbidden {
			p.Reportf(at, "%s here and at %s below", rule.Quote(found), rule.Counted(len(places)-i-1, "place"))
			return
		}
		d := p.Reportf(at, "%s is not used here", rule.Quote(found))
		if t.Use != "" {
			d.Message = "write " + rule.Quote(asCased(t.Use, found)) + ", not " + rule.Quote(found)
		}
		if t.Why != "" {
			d.Message += ": " + t.Why
		}
		if isWord(t.Use) && isWord(found) && plural(t.Use) == plural(found) && len(find(t, []byte(t.Use))) == 0 {
			d.Fix = diag.Replace(at, asCased(t.Use, found), "use the other word")
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
