package fact

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/record"
)

// facts reads what a house says of its errors beside the standard facts.
func (r *Reader) facts() {
	if len(r.page.Facts) == 0 {
		return
	}
	facts := make([]catalog.Value[string], len(r.page.Facts))
	for i, f := range r.page.Facts {
		facts[i].V = f.Default
	}
	for _, f := range r.Rule.Facts {
		t, p, ok := r.Record.First(f.Places)
		if !ok {
			if f.Fact.Default == "" && !f.May {
				d := r.Found.Add(ruleFactMissing, diag.Error, r.Entry.Code.Span.Or(r.Here), "%s states no %s", r.Entry.Code.V, f.Fact.Name)
				d.Hint = "state it in " + f.Places.Says() + ", or give it a default in errgen.yaml"
				d.Related = r.page.names.Lost(r.Record, f.Fact.Name)
			}
			continue
		}
		start, end := record.Trim(t.S, 0, len(t.S), " \t\r\n`")
		v := catalog.Value[string]{V: record.Line(t.S[start:end]), Span: t.Span(start, end)}
		if f.Fact.Values != nil && !slices.Contains(f.Fact.Values, v.V) {
			d := r.Found.Add(ruleFactValue, diag.Error, v.Span.Or(r.Here), "%s is %q, want %s", f.Fact.Name, v.V, front.Either(f.Fact.Values))
			d.Hint = "correct it in " + p.Says() + ", or add it to the values in errgen.yaml"
			continue
		}
		facts[f.Index] = v
	}
	r.Entry.Facts = facts
}

// name reads the identifier that the record states.
func (r *Reader) name() {
	if r.Rule.Name == nil || r.Rule.Name.Only() {
		return
	}
	t, _, ok := r.Record.First(r.Rule.Name)
	if !ok {
		if !r.Rule.Name.None() {
			d := r.Found.Add(ruleIdentifier, diag.Error, r.Entry.Code.Span.Or(r.Here), "%s states no identifier", r.Entry.Code.V)
			d.Hint = "state it in " + r.Rule.Name.Says() + ": the constants of the code are named after it"
			d.Related = r.page.names.Lost(r.Record, "name")
		}
		return
	}
	start, end := record.Trim(t.S, 0, len(t.S), " \t\r\n`\"'")
	name := catalog.Value[string]{V: t.S[start:end], Span: t.Span(start, end)}
	if !isIdentifier(name.V) {
		r.Found.Add(ruleIdentifier, diag.Error, name.Span.Or(r.Here), "%s is not an identifier, want a letter followed by letters, digits and marks between words", strconv.Quote(name.V)).
			Hint = "for example TokenExpired, TOKEN_EXPIRED or token-expired: each language spells it in its own way"
		return
	}
	r.Entry.Name = name
}

// isIdentifier reports whether a text is words of ASCII letters and digits with single
// marks between them.
func isIdentifier(s string) bool {
	mark := true
	for i := range len(s) {
		c := s[i]
		switch letter := 'a' <= c|0x20 && c|0x20 <= 'z'; {
		case letter, i > 0 && '0' <= c && c <= '9':
			mark = false
		case !mark && strings.IndexByte("_-. ", c) >= 0:
			mark = true
		default:
			return false
		}
	}
	return !mark
}
