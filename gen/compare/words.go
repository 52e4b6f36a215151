package compare

import (
	"maps"
	"strings"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
)

// words are those of a text that say what it is about, without their endings.
type words map[string]bool

// fillers are words that texts about different errors have in common.
var fillers = set(`a about after again all also an and any are as at be been before being but by can cannot check could did do does each
	error errors first for from get had has have how if in instead into is it its just make may might more must new no not of on once one only or other our
	out please request requests response returned same see should so some such than that the their them then there these they this those to try
	use used using very was we were what when where which while who why will with without would you your`)

func set(text string) words {
	out := words{}
	for _, w := range strings.Fields(text) {
		out[w] = true
	}
	return out
}

// add adds the words of a text. Scripts without spaces between words count by character.
func (w words) add(text string) {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if fillers[word] {
			continue
		}
		if c := []rune(word); unicode.In(c[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) {
			for _, c := range c {
				w[string(c)] = true
			}
		} else if len(c) > 2 {
			w[stem(word)] = true
		}
	}
}

func stem(word string) string {
	for _, ending := range []string{"ing", "ed", "es", "s", "e"} {
		if s, ok := strings.CutSuffix(word, ending); ok && len(s) >= 3 {
			return s
		}
	}
	return word
}

// enough is how many words a text must have to be compared with another.
const enough = 3

// shared returns which part of the smaller of two sets both have. It is 1 where one of
// them is too small to say anything.
func shared(a, b words) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < enough {
		return 1
	}
	return part(a, b)
}

// said are the words of the texts about an error: of what it means, and of the sections
// that explain it.
type said struct{ meaning, sections words }

func textsOf(e *catalog.Entry) said {
	meaning, rest := words{}, words{}
	if !isPhrase(e) {
		meaning.add(e.Title.V)
	}
	meaning.add(e.Description.V)
	meaning.add(e.Detail.V)
	for i := range e.Sections {
		rest.addSection(textOf(e, i))
	}
	return said{meaning, rest}
}

// textOf returns the text of a section of an error.
func textOf(e *catalog.Entry, section int) string {
	s := &e.Sections[section]
	if s.Markdown == "" && s.Span.File == e.File && e.File != nil && e.File.Data != nil {
		return s.Span.Text()
	}
	return s.Markdown
}

// addSection adds the words of a section. Headings are those of every page.
func (w words) addSection(text string) {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			w.add(line)
		}
	}
}

// all returns the words of all texts. It changes s.
func (s said) all() words {
	maps.Copy(s.meaning, s.sections)
	return s.meaning
}

// differ reports whether texts about an error have so little in common that they are about
// two errors: another wording of the same shares words with the older one, and leaves a
// part of the page as it is.
func differ(was, is *catalog.Entry) bool {
	if was.Description.V == is.Description.V && was.Detail.V == is.Detail.V {
		return false
	}
	a, b := textsOf(was), textsOf(is)
	if min(len(a.meaning), len(b.meaning)) < enough {
		return differBriefly(was, is, a, b)
	}
	return shared(a.meaning, b.meaning) <= 0.1 &&
		(shared(a.sections, b.sections) < 0.35 || min(len(a.sections), len(b.sections)) < enough)
}

// differBriefly is differ where what an error means is too short to be compared by itself.
// Then a section was rewritten too, and what is new has next to nothing in common with the
// whole page that was, nor with the code, whose words other wordings repeat. A section that
// was kept speaks for another wording, unless the error meant what its code says and
// nothing that is new does.
func differBriefly(was, is *catalog.Entry, a, b said) bool {
	before, kept, changed := sections(was), false, words{}
	for text := range sections(is) {
		if before[text] {
			kept = true
		} else {
			changed.addSection(text)
		}
	}
	if len(a.meaning) == 0 || len(b.meaning) == 0 || len(changed) == 0 {
		return false
	}
	maps.Copy(changed, b.meaning)
	code := string(was.Code.V)
	own := words{}
	own.add(code[strings.LastIndexAny(code, ":./")+1:])
	literal := part(a.meaning, own) > 0
	known := a.all()
	known.add(code)
	few := 2 * enough
	switch {
	case literal && part(changed, own) == 0:
		few = enough
	case kept:
		return false
	}
	return len(changed) >= few && part(b.meaning, known) == 0 && part(changed, known) < 0.17 // one word of six
}

// part returns which part of some words is among others.
func part(some, others words) float64 {
	n := 0
	for word := range some {
		if others[word] {
			n++
		}
	}
	return float64(n) / float64(len(some))
}

// sections returns the texts of the sections of an error.
func sections(e *catalog.Entry) map[string]bool {
	out := map[string]bool{}
	for i := range e.Sections {
		out[textOf(e, i)] = true
	}
	return out
}

// successor returns the new error that an older one probably became: the one that has its
// page, or whose texts are nearly the same; nil if there is none.
func (p *pass) successor(was *catalog.Entry) *catalog.Entry {
	if len(p.gone)*len(p.added) > 100_000 {
		return nil // everything is new
	}
	for _, is := range p.added {
		if was.Page != "" && is.Page == was.Page && was.Record.IsZero() && is.Record.IsZero() {
			return is
		}
	}
	if p.texts == nil {
		for _, is := range p.added {
			p.texts = append(p.texts, textsOf(is).all())
		}
	}
	own := textsOf(was).all()
	best, most := (*catalog.Entry)(nil), 0.7
	for i, is := range p.added {
		if min(len(own), len(p.texts[i])) < 2*enough {
			continue
		}
		if alike := shared(own, p.texts[i]); alike > most {
			best, most = is, alike
		}
	}
	return best
}
