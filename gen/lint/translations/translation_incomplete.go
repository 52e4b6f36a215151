package translations

import (
	"cmp"
	"slices"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var TranslationIncomplete = &rule.Rule{
	ID:       "translation-incomplete",
	Severity: diag.Warning,
	Doc: `a translation lacks something that its original has, or has more

The original has changed since: a section, a link to another error or an example
was added or removed. The headings and the text of the sections are up to the
translator. locales in errgen.yaml says where the pages in other languages are.`,
	After: []string{"unclosed-fence", "mdx-syntax", "merge-conflict"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for i := range e.Translations {
				if t := &e.Translations[i]; t.Entry != nil && !t.IsCopy(e) {
					incomplete(p, e, t.Entry)
				}
			}
		}
	},
}

func incomplete(p *rule.Pass, e, t *catalog.Entry) {
	report := func(format string, args ...any) *diag.Diagnostic {
		d := p.Reportf(rule.Place(t), format, args...)
		d.AddRelated(rule.Place(e), "the original is here")
		return d
	}
	if states(e) && !states(t) {
		report("the translation does not show its code, as the original does").Hint = "copy the line that shows it from the original"
	}
	if is, want := len(t.Examples), len(e.Examples); is != want {
		report("the translation has %s, but the original has %d", rule.Counted(is, "example"), want).Hint =
			"bodies are the same in all languages; copy them from the original"
	}
	if is, want := len(t.Sections), len(e.Sections); is != want {
		report("the translation has %s, but the original has %d", rule.Counted(is, "section"), want).Hint = "its sections are " + rule.List(headingsOf(e))
	} else {
		for i := range t.Sections {
			if s, o := &t.Sections[i], &e.Sections[i]; s.Level != o.Level {
				d := p.Reportf(s.Heading.Span, "the heading %s has the level %d, but %s in its place has %d", rule.Quote(s.Heading.V), s.Level, rule.Quote(o.Heading.V), o.Level)
				d.Hint = "keep the sections in the order of the original"
				d.AddRelated(o.Heading.Span, "the original is here")
				break // those that follow are out of order as well
			}
		}
	}
	is, want := linked(p, t), linked(p, e)
	for _, code := range want {
		if !slices.Contains(is, code) {
			report("the translation has no link to %s, which the original has", code).Hint = "add the link, or the section that it is in"
		}
	}
	for i := range t.Links {
		l := &t.Links[i]
		if l.Code != "" && l.Code != t.Code.V && !slices.Contains(want, l.Code) {
			want = append(want, l.Code) // once
			d := p.Reportf(cmp.Or(l.URL.Span, l.Text.Span), "the translation has a link to %s, which the original does not have", l.Code)
			d.Hint = "remove it, or add it to the original"
			d.AddRelated(rule.Place(e), "the original is here")
		}
	}
}

// states reports whether a page shows its code.
func states(e *catalog.Entry) bool {
	return slices.ContainsFunc(e.Codes, func(c catalog.Stated[catalog.Code]) bool {
		return c.From != catalog.FromPath && c.From != catalog.FromFrontMatter
	})
}

func headingsOf(e *catalog.Entry) (out []string) {
	for i := range e.Sections[:min(len(e.Sections), rule.MaxListed)] {
		out = append(out, rule.Quote(e.Sections[i].Heading.V))
	}
	return out
}

// linked returns the errors that a page has links to, without its own. A broken link is
// meant to lead where its label says.
func linked(p *rule.Pass, e *catalog.Entry) (codes []catalog.Code) {
	for i := range e.Links {
		code := e.Links[i].Code
		if label, ok := p.LabelCode(&e.Links[i]); ok && code == "" {
			code = label
		}
		if code != "" && code != e.Code.V && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}
