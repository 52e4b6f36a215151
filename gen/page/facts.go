package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/record"
)

const (
	ruleFactMissing = "fact-missing"
	ruleFactValue   = "fact-value"
	ruleIdentifier  = "identifier"
)

// decideFacts reads what a house says of its errors beside the standard facts.
func (r *reader) decideFacts() {
	if len(r.options.Facts) == 0 {
		return
	}
	facts := make([]catalog.Value[string], len(r.options.Facts))
	for i, f := range r.options.Facts {
		facts[i].V = f.Default
	}
	for _, f := range r.rule.Facts {
		t, p, ok := r.rec.First(f.Places)
		if !ok {
			if f.Fact.Default == "" && !f.May {
				d := r.found.Add(ruleFactMissing, diag.Error, or(r.entry.Code.Span, r.here()), "%s states no %s", r.entry.Code.V, f.Fact.Name)
				d.Hint = "state it in " + f.Places.Says() + ", or give it a default in errgen.yaml"
				d.Related = r.lostColumn(f.Fact.Name)
			}
			continue
		}
		start, end := trim(t.S, 0, len(t.S), " \t\r\n`")
		v := catalog.Value[string]{V: record.Line(t.S[start:end]), Span: t.Span(start, end)}
		if f.Fact.Values != nil && !slices.Contains(f.Fact.Values, v.V) {
			d := r.found.Add(ruleFactValue, diag.Error, or(v.Span, r.here()), "%s is %q, want %s", f.Fact.Name, v.V, either(f.Fact.Values))
			d.Hint = "correct it in " + p.Says() + ", or add it to the values in errgen.yaml"
			continue
		}
		facts[f.Index] = v
	}
	r.entry.Facts = facts
}

// decideName reads the identifier that the record states.
func (r *reader) decideName() {
	if r.rule.Name == nil || r.rule.Name.Only() {
		return
	}
	t, _, ok := r.rec.First(r.rule.Name)
	if !ok {
		if !r.rule.Name.None() {
			d := r.found.Add(ruleIdentifier, diag.Error, or(r.entry.Code.Span, r.here()), "%s states no identifier", r.entry.Code.V)
			d.Hint = "state it in " + r.rule.Name.Says() + ": the constants of the code are named after it"
			d.Related = r.lostColumn("name")
		}
		return
	}
	start, end := trim(t.S, 0, len(t.S), " \t\r\n`\"'")
	name := catalog.Value[string]{V: t.S[start:end], Span: t.Span(start, end)}
	if !isIdentifier(name.V) {
		r.found.Add(ruleIdentifier, diag.Error, or(name.Span, r.here()), "%s is not an identifier, want a letter followed by letters, digits and marks between words", strconv.Quote(name.V)).
			Hint = "for example TokenExpired, TOKEN_EXPIRED or token-expired: each language spells it in its own way"
		return
	}
	r.entry.Name = name
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
