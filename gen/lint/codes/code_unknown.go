package codes

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
)

var CodeUnknown = &rule.Rule{
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
	Check: func(p *rule.Pass) {
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
		m := &misspelt{Pass: p, near: map[string]string{}}
		m.forms = slices.DeleteFunc(slices.Clone(forms(p)), func(of *form.Form) bool { return of.Distinct() })
		for _, f := range files {
			unknownCodes(p, f, of[f])
			m.spans(f, of[f])
		}
		m.bodies()
		for _, f := range p.Settings.Documents {
			unknownCodes(p, f, nil)
			m.spans(f, nil)
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
func unknownCodes(p *rule.Pass, f *source.File, entries []*catalog.Entry) {
	text, at := form.Unescaped(source.String(f.Data))
	var except []source.Span // in order and apart; asked for where a code is unknown
	for _, of := range forms(p) {
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
			d := p.Reportf(span, "there is no code %s", rule.Quote(code))
			d.Hint = "correct it, or add the page of that error"
			if near := p.NearestCode(code); near != "" {
				d.Hint = "did you mean " + rule.Quote(near) + "?"
			}
		}
	}
}

// A misspelt reports words that are no code, but almost one: where no form tells codes
// from other words, that they are near is all that does.
type misspelt struct {
	*rule.Pass
	forms []*form.Form // those that do not; where there are none, nothing is reported
	codes nearest.Spelling
	near  map[string]string // answers already found
}

// spans reports the code spans of a text, except in the places of its entries that other
// rules look at.
func (m *misspelt) spans(f *source.File, entries []*catalog.Entry) {
	if len(m.forms) == 0 {
		return
	}
	except := checkedElsewhere(entries)
	next := 0
	for _, at := range raw.CodeSpan.FindAllIndex(f.Data, -1) {
		word := strings.Trim(string(f.Data[at[0]:at[1]]), "` ")
		start := at[0] + strings.Index(string(f.Data[at[0]:at[1]]), word)
		for next < len(except) && int(except[next].End) <= start {
			next++
		}
		if next < len(except) && int(except[next].Start) <= start {
			continue
		}
		m.report(f.Span(start, start+len(word)), word)
	}
}

// bodies reports the codes of error bodies that stand in no record.
func (m *misspelt) bodies() {
	if len(m.forms) == 0 {
		return
	}
	for _, e := range m.Catalog.Entries {
		for _, x := range e.Beside {
			m.report(rule.Unquoted(x.Code.Span), x.Code.V)
		}
	}
}

func (m *misspelt) report(at source.Span, word string) {
	if near := m.meant(word); near != "" {
		m.Reportf(at, "there is no code %s", rule.Quote(word)).Hint = "did you mean " + rule.Quote(near) + "?"
	}
}

// meant returns the code that a word of one of the forms was probably meant as, which
// has none of its own: of two words at least, and a letter or two from it.
func (m *misspelt) meant(word string) string {
	if !strings.ContainsAny(strings.Trim(word, "_-.:/"), "_-.:/") || m.Catalog.Lookup(catalog.Code(word)) != nil ||
		!slices.ContainsFunc(m.forms, func(of *form.Form) bool { return of.Has(word) }) {
		return ""
	}
	if known, ok := m.near[word]; ok {
		return known
	}
	if m.codes == nil {
		m.codes = nearest.NewSpelling(m.Codes())
	}
	near := m.codes.Meant(word)
	if near != "" && slices.ContainsFunc(m.Catalog.Entries, func(e *catalog.Entry) bool {
		return slices.ContainsFunc(e.Params, func(of catalog.Param) bool { return of.Name.V == word })
	}) {
		near = ""
	}
	m.near[word] = near
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

func forms(p *rule.Pass) []*form.Form {
	if len(p.Catalog.Forms) > 0 {
		return p.Catalog.Forms
	}
	return []*form.Form{form.Default}
}
