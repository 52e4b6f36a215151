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
	n := 0
	for word := range a {
		if b[word] {
			n++
		}
	}
	return float64(n) / float64(len(a))
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
		s := &e.Sections[i]
		text := s.Markdown
		if text == "" && s.Span.File == e.File && e.File != nil && e.File.Data != nil {
			text = s.Span.Text()
		}
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "#") { // headings are those of every page
				rest.add(line)
			}
		}
	}
	return said{meaning, rest}
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
	return shared(a.meaning, b.meaning) <= 0.1 &&
		(shared(a.sections, b.sections) < 0.35 || min(len(a.sections), len(b.sections)) < enough)
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
