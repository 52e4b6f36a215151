package fact

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/page/front"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// standing reads from the places of the rule whether an error passes by itself,
// and whether its code is still in use. What the front matter of a page says under the
// keys that errgen has wins. What is still to be written says nothing.
func (r *Reader) standing() {
	e := r.Entry
	if t, p, ok := r.written(r.Rule.Retryable); ok && e.Retryable.Span.IsZero() {
		if v := Retry(t.S); v != catalog.Unset {
			e.Retryable = catalog.Value[catalog.Tri]{V: v, Span: t.All()}
		} else {
			r.Found.Add(ruleFactValue, diag.Error, t.All().Or(r.Here), "retryable is %q, want yes or no", record.Line(t.S)).
				Hint = "correct it in " + p.Says() + ", or read only these two with match: '(?i)^(yes|no)\\b' in errgen.yaml"
		}
	}
	if t, _, ok := r.written(r.Rule.Deprecated); ok && e.Deprecated == nil {
		switch v, rest := truth(t.S); {
		case v == catalog.Unset, v == catalog.False && rest != "" && !answers(t.S):
			e.Deprecated = &catalog.Deprecation{Reason: catalog.Value[string]{V: record.Line(t.S), Span: t.All()}}
		case v == catalog.True:
			e.Deprecated = &catalog.Deprecation{}
			if rest != "" {
				e.Deprecated.Reason = catalog.Value[string]{V: rest, Span: t.All()}
			}
		}
	}
	if t, _, ok := r.written(r.Rule.ReplacedBy); ok {
		if codes := r.codesIn(t, true); len(codes) > 0 {
			r.ReplacedBy(codes[0])
		}
	}
	if t, p, ok := r.written(r.Rule.Retired); ok && e.Retired == nil {
		r.retiredIn(t, p)
	}
	if len(e.Aliases) == 0 {
		r.aliasesAt()
	}
}

// written returns the first text at some places, unless it is still to be written.
func (r *Reader) written(ps record.Places) (record.Text, *record.Place, bool) {
	t, p, ok := r.Record.First(ps)
	return t, p, ok && !Unwritten(t.S)
}

// Unwritten reports whether a text marks something still to be written, which rule todo
// reports.
func Unwritten(s string) bool {
	word, _, _ := strings.Cut(strings.Trim(record.Line(s), "`*_"), " ")
	return strings.TrimRight(word, ":.") == "TODO"
}

// Retry reads what a text says about sending a request again: yes, no, or words for
// these; Unset for any other text.
func Retry(s string) catalog.Tri {
	v, rest := truth(s)
	if v != catalog.Unset {
		return v
	}
	rest = strings.ToLower(strings.ReplaceAll(strings.Trim(rest, "`\"'*. "), "’", "'"))
	word, more, _ := strings.Cut(rest, " ")
	switch word = strings.Trim(word, "`\"'*.,;:()"); word {
	case "always", "safe", "retryable", "retry", "later", "ja", "oui", "sí":
		return catalog.True
	case "not", "don't", "unsafe", "permanent", "nein", "non":
		return catalog.False
	case "do":
		if strings.HasPrefix(more, "not ") {
			return catalog.False
		}
	case "after", "with", "exponential": // and so after what was wrong was put right
		for _, wait := range []string{"backoff", "back-off", "delay", "wait", "retry-after"} {
			if strings.Contains(more, wait) {
				return catalog.True
			}
		}
	}
	return catalog.Unset
}

// answers reports whether a text begins with its answer, and a mark after that: "No
// longer sent" is none.
func answers(s string) bool {
	word, rest, _ := strings.Cut(record.Line(s), " ")
	return strings.ContainsAny(word[len(word)-1:], ",;:.") || strings.IndexAny(rest, "-(") == 0 || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—")
}

// yes and no are the words that say so, in lower case.
var (
	yes = []string{"yes", "true", "y", "✓", "✔", "✔️", "✅", "☑", "☑️"}
	no  = []string{"no", "false", "n", "never", "✗", "✘", "❌", "✖", "✖️", "-", "–", "—", "n/a", "none", "null"}
)

// truth reads a text that begins with yes or no, and returns what stands after that; of
// any other text, Unset and the text.
func truth(s string) (v catalog.Tri, rest string) {
	s = record.Line(s)
	word, rest, _ := strings.Cut(s, " ")
	word = strings.ToLower(strings.Trim(word, "`\"'*.,;:()"))
	rest = strings.TrimLeft(rest, " -–—:,;")
	for _, w := range yes {
		if word == w {
			return catalog.True, rest
		}
	}
	for _, w := range no {
		if word == w || word == "" && strings.Trim(s, "`*") == w {
			return catalog.False, rest
		}
	}
	return catalog.Unset, s
}

// wrongFact reports a text that is nothing that a fact can be.
func (r *Reader) wrongFact(fact, is, want string, t record.Text, p *record.Place) {
	r.Found.Add(ruleFactValue, diag.Error, t.All().Or(r.Here), "%s is %q, want %s", fact, is, want).
		Hint = "correct it in " + p.Says()
}

// codesIn reads the codes that a text lists. one says that the text is to name one code,
// and may say more.
func (r *Reader) codesIn(t record.Text, one bool) (out []catalog.Value[catalog.Code]) {
	if v, _ := truth(t.S); v == catalog.False {
		return nil
	}
	for start, end := range record.Words(t.S) {
		for start < end {
			part := start
			for part < end && t.S[part] != ',' {
				part++
			}
			s, e := record.Trim(t.S, start, part, "`\"'.,;:()[]*")
			start = part + 1
			switch {
			case s == e:
			case r.Forms.Has(t.S[s:e]):
				out = append(out, catalog.Value[catalog.Code]{V: catalog.Code(t.S[s:e]), Span: t.Span(s, e)})
			case !one && t.S[s:e] != "and":
				r.Forms.Wrong(r.Found, t.S[s:e], t.Span(s, e).Or(r.Here))
			}
		}
	}
	if one && len(out) == 0 {
		s, e := record.Trim(t.S, 0, len(t.S), " \t\r\n`\"'")
		r.Forms.Wrong(r.Found, record.Line(t.S[s:e]), t.Span(s, e).Or(r.Here))
	}
	return out
}

// aliasesAt reads the former codes from the first place that has some.
func (r *Reader) aliasesAt() {
	for i := range r.Rule.Aliases {
		p := &r.Rule.Aliases[i]
		if n, own := r.Source.Key(p.Arg); p.Word == "front" && p.Match == nil && n != nil && n.Kind == yamlpos.Seq {
			if r.Record.Head == nil {
				r.Aliases(n, own)
			}
		} else {
			for _, t := range r.Record.Texts(p) {
				if Unwritten(t.S) {
					continue
				}
				r.Entry.Aliases = append(r.Entry.Aliases, r.codesIn(t, false)...)
			}
		}
		if len(r.Entry.Aliases) > 0 {
			return
		}
	}
}

// retiredIn reads the date since when a code is no longer raised. What stands beside it
// is the reason.
func (r *Reader) retiredIn(t record.Text, p *record.Place) {
	for start, end := range record.Words(t.S) {
		s, e := record.Trim(t.S, start, end, "`\"'.,;:()[]*")
		if !front.IsDate(t.S[s:e]) {
			continue
		}
		reason := strings.Trim(record.Line(t.S[:s]), " -–—:,;(")
		if after := strings.Trim(record.Line(t.S[e:]), " -–—:,;)"); after != "" {
			reason = after
		}
		r.Entry.Retired = &catalog.Retirement{Since: catalog.Value[string]{V: t.S[s:e], Span: t.Span(s, e)}}
		if reason = strings.TrimSpace(reason); reason != "" && !strings.EqualFold(reason, "since") {
			r.Entry.Retired.Reason = catalog.Value[string]{V: reason, Span: t.All()}
		}
		return
	}
	if v, rest := truth(t.S); v != catalog.False {
		r.wrongFact("retired", rest, "the date from which the code is no longer raised, such as 2026-01-31", t, p)
	}
}
