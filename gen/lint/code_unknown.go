package lint

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

var codeUnknown = &Rule{
	ID:         "code-unknown",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a page mentions a code that does not exist

Readers search for the code that the text names and find nothing. Pages that are
excluded, or are not error pages, are searched as well. Where codes are words like others,
such as ORDER_NOT_FOUND, a code in back-quotes is found by being almost one that exists.

Bad:
	## How To Fix

	Create the key first, see err:unkey:data:api_not_fund.

Good:
	## How To Fix

	Create the key first, see err:unkey:data:api_not_found.`,
	After: []string{"record-missed", "code-missing", "code-syntax", "translation-orphan"},
	Check: func(p *Pass) {
		of := map[*source.File][]*catalog.Entry{}
		files := make([]*source.File, 0, len(p.Catalog.Entries))
		add := func(e *catalog.Entry) {
			if e.File == nil {
				return
			}
			if of[e.File] == nil {
				files = append(files, e.File)
			}
			of[e.File] = append(of[e.File], e)
		}
		for _, e := range p.Catalog.Entries {
			add(e)
			for _, o := range e.Merged {
				add(o)
			}
		}
		words := slices.DeleteFunc(slices.Clone(p.forms()), func(of *form.Form) bool { return of.Distinct() })
		for _, f := range files {
			p.unknownCodes(f, of[f])
			if len(words) > 0 {
				p.misspeltCodes(f, words, checkedElsewhere(of[f]))
			}
		}
		if len(words) > 0 {
			p.misspeltBodies(words)
		}
		for _, f := range p.Settings.Documents {
			p.unknownCodes(f, nil)
			if len(words) > 0 {
				p.misspeltCodes(f, words, nil)
			}
		}
	},
}

// checkedElsewhere returns the places of entries of one file that other rules hold
// against the catalogue, in order and apart.
func checkedElsewhere(entries []*catalog.Entry) []source.Span {
	var spans []source.Span
	for _, e := range entries {
		spans = append(spans, placesOf(e)...)
	}
	return joined(spans)
}

func placesOf(e *catalog.Entry) []source.Span {
	spans := []source.Span{e.Code.Span}
	for _, c := range e.Codes {
		spans = append(spans, c.Span)
	}
	for _, l := range e.Links {
		spans = append(spans, l.URL.Span, l.Text.Span)
	}
	for _, x := range e.Examples {
		spans = append(spans, x.Span)
	}
	if e.Deprecated != nil {
		spans = append(spans, e.Deprecated.ReplacedBy.Span)
	}
	if e.Retired != nil {
		spans = append(spans, e.Retired.ReplacedBy.Span)
	}
	return spans
}

// joined returns the parts of a file that spans cover, in order.
func joined(spans []source.Span) (out []source.Span) {
	slices.SortFunc(spans, source.Span.Compare)
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.IsZero():
		case last >= 0 && s.Start <= out[last].End:
			out[last].End = max(out[last].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

// unknownCodes reports the words of a text that have the form of a code and are none,
// except in the places of its entries that other rules look at.
func (p *Pass) unknownCodes(f *source.File, entries []*catalog.Entry) {
	text, at := form.Unescaped(source.String(f.Data))
	var except []source.Span // in order and apart; asked for where a code is unknown
	for _, of := range p.forms() {
		next := 0
		for start, end := range of.Mentions(text) {
			code := text[start:end]
			if p.Catalog.Lookup(catalog.Code(code)) != nil || code == of.Words() || leavesOpen(text, start, end) {
				continue // known, or how codes are made
			}
			if except == nil {
				except = checkedElsewhere(entries)
			}
			span := f.Span(at(start), at(end))
			for next < len(except) && except[next].End <= span.Start {
				next++
			}
			if next < len(except) && except[next].Start <= span.Start {
				continue
			}
			d := p.Reportf(span, "there is no code %s", quote(code))
			d.Hint = "correct it, or add the page of that error"
			if near := p.nearestCode(code); near != "" {
				d.Hint = "did you mean " + quote(near) + "?"
			}
		}
	}
}

// misspeltCodes reports the code spans of a text that are no code, but almost one: where
// no form tells codes from other words, that they are near is all that does.
func (p *Pass) misspeltCodes(f *source.File, forms []*form.Form, except []source.Span) {
	if len(forms) == 0 {
		return
	}
	next := 0
	for _, m := range codeSpan.FindAllIndex(f.Data, -1) {
		word := strings.Trim(string(f.Data[m[0]:m[1]]), "` ")
		start := m[0] + strings.Index(string(f.Data[m[0]:m[1]]), word)
		for next < len(except) && int(except[next].End) <= start {
			next++
		}
		if next < len(except) && int(except[next].Start) <= start {
			continue
		}
		if near := p.almost(word, forms); near != "" {
			p.Reportf(f.Span(start, start+len(word)), "there is no code %s", quote(word)).Hint = "did you mean " + quote(near) + "?"
		}
	}
}

// misspeltBodies reports the codes of error bodies that stand in no record, where they are
// almost one that exists.
func (p *Pass) misspeltBodies(forms []*form.Form) {
	for _, e := range p.Catalog.Entries {
		for _, x := range e.Beside {
			if near := p.almost(x.Code.V, forms); near != "" {
				p.Reportf(contentOf(x.Code.Span), "there is no code %s", quote(x.Code.V)).Hint = "did you mean " + quote(near) + "?"
			}
		}
	}
}

// almost returns the code that a word of one of the forms was probably meant as, which
// has none of its own: of two words at least, and a letter or two from it.
func (p *Pass) almost(word string, forms []*form.Form) string {
	if !strings.ContainsAny(strings.Trim(word, "_-.:/"), "_-.:/") || p.Catalog.Lookup(catalog.Code(word)) != nil ||
		!slices.ContainsFunc(forms, func(of *form.Form) bool { return of.Has(word) }) {
		return ""
	}
	key := [2]string{"almost", word}
	if known, ok := p.near[key]; ok {
		return known
	}
	if p.ends == nil {
		p.ends = nearest.NewSpelling(p.allCodes())
	}
	near := p.ends.Meant(word)
	if near != "" && slices.ContainsFunc(p.Catalog.Entries, func(e *catalog.Entry) bool {
		return slices.ContainsFunc(e.Params, func(of catalog.Param) bool { return of.Name.V == word })
	}) {
		near = ""
	}
	p.near[key] = near
	return near
}

// leavesOpen reports whether what follows a code shows that it is the beginning of
// several.
func leavesOpen(text string, start, end int) bool {
	rest := text[end:]
	if start > 0 && text[start-1] == '*' {
		rest = strings.TrimLeft(rest, "*") // emphasis
	}
	return strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "…") || rest != "" && strings.IndexByte("*{<$%[", rest[0]) >= 0
}

func (p *Pass) forms() []*form.Form {
	if len(p.Catalog.Forms) > 0 {
		return p.Catalog.Forms
	}
	return []*form.Form{form.Default}
}
