package translations

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var TranslationFact = &rule.Rule{
	ID:       "translation-fact",
	Severity: diag.Error,
	Doc: `a translation differs from its original in a fact

The code, the status, the example and what else clients see are the same in all
languages. Where they differ, the translation is stale, or somebody translated what
is sent. A translation that leaves out a fact has that of its original.
locales in errgen.yaml says where the pages in other languages are.`,
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			for i := range e.Translations {
				if t := &e.Translations[i]; t.Entry != nil && !t.IsCopy(e) {
					translatedFacts(p, e, t)
				}
			}
		}
	},
}

// A statedFact is a fact as a translation and its original have it, in words.
type statedFact struct {
	name     string
	at       source.Span // in the translation; zero where it does not state the fact
	is, want string
	original source.Span
}

func translatedFacts(p *rule.Pass, e *catalog.Entry, t *catalog.Translation) {
	for _, f := range factsOf(p, e, t.Entry) {
		// What an example says is compared with the example.
		if f.at.File != t.Entry.File || f.is == f.want || rule.InExample(t.Entry, int(f.at.Start)) {
			continue
		}
		d := p.Reportf(f.at, "%s is %s, but the original has %s", f.name, orNone(f.is), orNone(f.want))
		d.Hint = "use the value of the original, or remove it"
		d.AddRelated(cmp.Or(f.original, rule.Place(e)), "the original is here")
	}
	for i := range min(len(e.Examples), len(t.Entry.Examples)) {
		translatedExample(p, &e.Examples[i], &t.Entry.Examples[i], t)
	}
	if t.Detail.V != "" {
		is, want := placeholders(t.Detail.V), placeholders(e.Detail.V)
		if len(e.Params) > 0 && !slices.Equal(is, want) {
			d := p.Reportf(t.Detail.Span, "detail has %s, but the original has %s", inBraces(is), inBraces(want))
			d.Hint = "translate only the words between the placeholders"
			d.AddRelated(e.Detail.Span, "the original is here")
		}
	}
}

// orNone returns a value in quotes, which numbers need not, or says that there is none.
func orNone(value string) string {
	switch {
	case value == "":
		return "none"
	case strings.Trim(value, "0123456789, ") == "":
		return value
	}
	return rule.Quote(value)
}

// factsOf returns the facts that have to be the same, but for those of examples.
func factsOf(p *rule.Pass, e, t *catalog.Entry) []statedFact {
	status := func(e *catalog.Entry) string {
		all := []string{strconv.Itoa(e.Status.V)}
		for _, s := range e.OtherStatuses {
			all = append(all, strconv.Itoa(s.V))
		}
		for _, s := range e.ByService {
			all = append(all, s.Service.V+" "+strconv.Itoa(s.Status.V))
		}
		return strings.Join(all, ", ")
	}
	out := []statedFact{
		{"code", t.Code.Span, string(t.Code.V), string(e.Code.V), e.Code.Span},
		{"grpc", t.GRPC.Span, t.GRPC.V, e.GRPC.V, e.GRPC.Span},
		{"retryable", t.Retryable.Span, t.Retryable.V.String(), e.Retryable.V.String(), e.Retryable.Span},
	}
	if t.StatusFrom != catalog.FromConfig {
		out = append(out, statedFact{"status", t.Status.Span, status(t), status(e), e.Status.Span})
	}
	codes := func(values []catalog.Value[catalog.Code]) string {
		var all []string
		for _, v := range values {
			all = append(all, string(v.V))
		}
		slices.Sort(all)
		return strings.Join(all, ", ")
	}
	if len(t.Aliases) > 0 {
		out = append(out, statedFact{"aliases", t.Aliases[0].Span, codes(t.Aliases), codes(e.Aliases), source.Span{}})
	}
	if d := t.Deprecated; d != nil {
		by := ""
		if e.Deprecated != nil {
			by = string(e.Deprecated.ReplacedBy.V)
		}
		out = append(out, statedFact{"replaced_by", d.ReplacedBy.Span, string(d.ReplacedBy.V), by, source.Span{}})
		if e.Deprecated == nil {
			out = append(out, statedFact{"deprecated", d.Reason.Span, orNone(d.Reason.V), "", source.Span{}})
		}
	}
	if r := t.Retired; r != nil {
		since := ""
		if e.Retired != nil {
			since = e.Retired.Since.V
		}
		out = append(out, statedFact{"retired", r.Since.Span, r.Since.V, since, source.Span{}})
	}
	for i := range min(len(t.Headers), 1) {
		out = append(out, statedFact{"headers", t.Headers[i].Name.Span, headers(t.Headers), headers(e.Headers), source.Span{}})
	}
	for i := range min(len(t.Facts), len(e.Facts), len(p.Catalog.Facts)) {
		if f := p.Catalog.Facts[i]; f.Values != nil { // else it may be text to translate
			out = append(out, statedFact{f.Name, t.Facts[i].Span, t.Facts[i].V, e.Facts[i].V, e.Facts[i].Span})
		}
	}
	if len(t.Params) > 0 {
		out = append(out, statedFact{"params", t.Params[0].Name.Span, params(t.Params), params(e.Params), source.Span{}})
	}
	return out
}

func headers(all []catalog.Header) string {
	var out []string
	for _, h := range all {
		out = append(out, h.Name.V+": "+h.Value.V)
	}
	return strings.Join(out, ", ")
}

func params(all []catalog.Param) string {
	var out []string
	for _, p := range all {
		out = append(out, p.Name.V+" "+string(p.Type.V))
	}
	return strings.Join(out, ", ")
}

// placeholders returns the names that a template has in braces, sorted.
func placeholders(template string) (names []string) {
	template = strings.NewReplacer("{{", "", "}}", "").Replace(template)
	for {
		_, rest, ok := strings.Cut(template, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			slices.Sort(names)
			return slices.Compact(names)
		}
		names, template = append(names, name), after
	}
}

func inBraces(placeholders []string) string {
	if len(placeholders) == 0 {
		return "no placeholder"
	}
	return "{" + strings.Join(placeholders, "}, {") + "}"
}

// maxDiffering is how many members of an example are reported: one that is another has
// all of them.
const maxDiffering = 3

// translatedExample compares an error body, which nobody translates, with the original.
// The ids of requests differ from body to body, and the detail where the page has one in
// its language.
func translatedExample(p *rule.Pass, want, is *catalog.Example, t *catalog.Translation) {
	a, wrong := jsonpos.Parse(string(want.Body))
	b, wrongToo := jsonpos.Parse(string(is.Body))
	if len(wrong)+len(wrongToo) > 0 {
		return
	}
	written, faults := jsonpos.Parse(is.Span.Text())
	reported := 0
	differing("", a, b, func(pointer string, want, has *jsonpos.Value) {
		at := is.Span
		if v := valueAt(written, pointer); len(faults) == 0 && v != nil {
			at = is.Span.File.Span(int(is.Span.Start)+v.Start, int(is.Span.Start)+v.End)
		}
		if at == is.RequestID.Span || at == is.Instance.Span || at == is.Detail.Span && t.Detail.V != "" {
			return
		}
		if reported++; reported > maxDiffering {
			return
		}
		message := "the example has " + value(has) + " at " + strconv.Quote(pointer) + ", but the original has " + value(want)
		switch {
		case has == nil:
			message = "the example has no " + strconv.Quote(pointer) + ", but the original has"
		case want == nil:
			message = "the example has " + strconv.Quote(pointer) + ", but the original does not"
		}
		if at.Text() == "" || strings.Contains(at.Text(), "\n") {
			at.End = min(at.End, at.Start+1)
		}
		p.Reportf(at, "%s", message).Hint = "bodies are the same in all languages; copy the example of the original"
	})
}

// value returns a value as it is written, if that is short.
func value(v *jsonpos.Value) string {
	if v != nil && v.Kind != jsonpos.Object && v.Kind != jsonpos.Array {
		return string(v.Append(nil))
	}
	return "another value"
}

// differing calls f with each value that differs, by its JSON pointer.
func differing(at string, want, is *jsonpos.Value, f func(pointer string, want, is *jsonpos.Value)) {
	switch {
	case want == nil || is == nil || want.Kind != is.Kind:
		f(at, want, is)
	case want.Kind == jsonpos.Object:
		for _, m := range want.Members {
			differing(at+"/"+m.Name, m.Value, is.Get(m.Name), f)
		}
		for _, m := range is.Members {
			if want.Get(m.Name) == nil {
				f(at+"/"+m.Name, nil, m.Value)
			}
		}
	case want.Kind == jsonpos.Array && len(want.Items) == len(is.Items):
		for i := range want.Items {
			differing(at+"/"+strconv.Itoa(i), want.Items[i], is.Items[i], f)
		}
	case !bytes.Equal(want.Append(nil), is.Append(nil)):
		f(at, want, is)
	}
}

// valueAt returns the value of a pointer, nil where there is none.
func valueAt(v *jsonpos.Value, pointer string) *jsonpos.Value {
	for name := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if v == nil || pointer == "" {
			return v
		}
		if i, err := strconv.Atoi(name); err == nil && v.Kind == jsonpos.Array && i < len(v.Items) {
			v = v.Items[i]
		} else {
			v = v.Get(name)
		}
	}
	return v
}
