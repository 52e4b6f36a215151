package lint

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/source"
)

var codeUnknown = &Rule{
	ID:         "code-unknown",
	Severity:   diag.Warning,
	Translated: true,
	Doc: `a page mentions a code that does not exist

Readers search for the code that the text names and find nothing. Pages that are
excluded, or are not error pages, are searched as well.

Bad:
	## How To Fix

	Create the key first, see err:unkey:data:api_not_fund.

Good:
	## How To Fix

	Create the key first, see err:unkey:data:api_not_found.`,
	After: []string{"record-missed", "code-missing", "code-syntax", "translation-orphan"},
	Check: func(p *Pass) {
		spans := map[*source.File][]source.Span{}
		var files []*source.File
		add := func(e *catalog.Entry) {
			if e.File == nil {
				return
			}
			if spans[e.File] == nil {
				files = append(files, e.File)
			}
			spans[e.File] = append(spans[e.File], checkedElsewhere(e)...)
		}
		for _, e := range p.Catalog.Entries {
			add(e)
			for _, o := range e.Merged {
				add(o)
			}
		}
		for _, f := range files {
			p.unknownCodes(f, joined(spans[f]))
		}
		for _, f := range p.Settings.Documents {
			p.unknownCodes(f, nil)
		}
	},
}

// checkedElsewhere returns the places of an entry that other rules hold against the
// catalogue.
func checkedElsewhere(e *catalog.Entry) []source.Span {
	spans := []source.Span{e.Code.Span} // never none, so that a file is noted once
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
// except in the places given, which are in order and apart.
func (p *Pass) unknownCodes(f *source.File, except []source.Span) {
	text, at := form.Unescaped(string(f.Data))
	for _, of := range p.forms() {
		next := 0
		for start, end := range of.Mentions(text) {
			code := text[start:end]
			if p.Catalog.Lookup(catalog.Code(code)) != nil || code == of.Words() || leavesOpen(text, start, end) {
				continue // known, or how codes are made
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
