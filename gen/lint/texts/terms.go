package texts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var Terms = &rule.Rule{
	ID:       "terms",
	Severity: diag.Off,
	Doc: `a word for which errgen.yaml prefers another is used

Readers take two words for two things. Terms are checked in the title, the description
and the text of a page, ignoring case, but not in code. There is a fix if a single word
replaces a single word.

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
			var text []byte
			for _, t := range p.Settings.Terms {
				if wanted(t, "title") {
					checkTerm(p, t, e.Heading.Span, e.Heading.Span.Text(), 0)
				}
				if wanted(t, "description") {
					checkTerm(p, t, e.Description.Span, e.Description.Span.Text(), 0)
				}
				if !wanted(t, "text") || e.File == nil || !p.First(e) {
					continue
				}
				if text == nil {
					text = running(e)
				}
				checkTerm(p, t, e.File.All(), string(text), maxForbidden)
			}
		}
	},
}

func wanted(t rule.Term, place string) bool { return t.In == nil || slices.Contains(t.In, place) }

// running returns the running text of a page without its title and description.
func running(e *catalog.Entry) []byte {
	text := raw.Prose(e, false)
	for _, s := range []source.Span{e.Heading.Span, e.Description.Span} {
		if s.File == e.File {
			for i := int(s.Start); i < int(s.End); i++ {
				text[i] = ' '
			}
		}
	}
	return text
}

// checkTerm reports a term in a text, which is that of a place.
func checkTerm(p *rule.Pass, t rule.Term, in source.Span, text string, most int) {
	for i, m := range t.Avoid.FindAllStringIndex(text, -1) {
		if m[0] == m[1] {
			continue
		}
		at := in.File.Span(int(in.Start)+m[0], int(in.Start)+m[1])
		found := text[m[0]:m[1]]
		d := p.Reportf(at, "%s is not used here", rule.Quote(found))
		if t.Use != "" {
			d.Message = "write " + rule.Quote(asCased(t.Use, found)) + ", not " + rule.Quote(found)
		}
		if t.Why != "" {
			d.Message += ": " + t.Why
		}
		if isWord(t.Use) && isWord(found) && plural(t.Use) == plural(found) && !t.Avoid.MatchString(t.Use) {
			d.Fix = diag.Replace(at, asCased(t.Use, found), "use the other word")
		}
		if most > 0 && i+1 == most {
			return
		}
	}
}

func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// plural reports whether a word looks like a plural, which one that is none does
// not replace.
func plural(word string) bool { return strings.HasSuffix(strings.ToLower(word), "s") }

// asCased returns a word with a capital where another has one.
func asCased(word, like string) string {
	r, _ := utf8.DecodeRuneInString(like)
	first, n := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return word
	}
	return string(unicode.ToUpper(first)) + word[n:]
}
