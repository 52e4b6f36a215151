package bodies

import (
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DetailExample = &rule.Rule{
	ID:       "detail-example",
	Severity: diag.Warning,
	Doc: `an example's detail names a value, but the page has no detail with a parameter

The detail in an example is that of one response. The page's own, under detail in
the front matter, is sent with every response; without it, each place that raises
the error has to build the text by itself.

Bad:
	~~~json
	{"error": {"detail": "A role with the name \"admin\" already exists", "name": "admin"}}
	~~~
	---
	params:
	  name: {type: string}
	---

Good:
	---
	detail: A role with the name "{name}" already exists
	params:
	  name: {type: string}
	---
	~~~json
	{"error": {"detail": "A role with the name \"admin\" already exists", "name": "admin"}}
	~~~`,
	After: []string{"front-matter", "example-json"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			x, values := named(e)
			if x == nil || !e.Record.IsZero() { // a part of a page has no front matter
				continue
			}
			d := p.Reportf(rule.Unquoted(x.Detail.Span), "the example's detail has the value %s, but the page has no detail with a parameter for it", rule.Quote(values[0].text))
			d.Hint = "add the detail to the front matter with {name} in place of each value, and the names under params"
			if len(undeclaredParams(p, e)) > 0 {
				continue // the fix of example-param writes both
			}
			if detail := detailOf(e, e.Params); detail != "" {
				if edits, ok := frontMatterEdits(e, detail, nil); ok {
					d.Fix = &diag.Fix{Message: "use the detail of the example for the page", Edits: edits}
				}
			}
		}
	},
}

// named returns the first example of a page without a detail whose detail names
// values, nil where there is none.
func named(e *catalog.Entry) (*catalog.Example, []namedValue) {
	if e.Detail.V != "" || slices.ContainsFunc(e.Keys, func(k catalog.Value[string]) bool { return k.V == "detail" }) {
		return nil, nil
	}
	for i := range e.Examples {
		if values := namedValues(e.Examples[i].Detail.V); len(values) > 0 {
			return &e.Examples[i], values
		}
	}
	return nil, nil
}

// A namedValue is one that a detail names. Start and End are its bytes, without
// the quotes around it.
type namedValue struct {
	start, end int
	text       string
}

// valueText matches what a detail names: something in quotes, or a number that is
// no part of a word.
var valueText = regexp.MustCompile("\"([^\"]+)\"|`([^`]+)`|“([^”]+)”|(?:^|[ (])'([^']+)'(?:[ ,.;:)]|$)|(?:^|[ (=:])([-+]?[0-9]+(?:\\.[0-9]+)?)(?:[ ,;:)%]|\\.?$|\\. )")

func namedValues(detail string) []namedValue {
	var out []namedValue
	if !strings.ContainsAny(detail, "\"`“'0123456789") {
		return nil // most details, and it is faster to look than to match
	}
	for at := 0; at < len(detail); {
		m := valueText.FindStringSubmatchIndex(detail[at:])
		if m == nil {
			break
		}
		for group := 1; group < len(m)/2; group++ {
			if start, end := m[2*group], m[2*group+1]; start >= 0 {
				if group == len(m)/2-1 && ofName(detail[:at+start]) {
					at += end
					break
				}
				out = append(out, namedValue{at + start, at + end, detail[at+start : at+end]})
				at += end
				break
			}
		}
	}
	return out
}

// ofName reports whether a number that follows belongs to a name, as in OAuth 2.0:
// the word before it has a capital, and does not begin the text.
func ofName(before string) bool {
	before = strings.TrimRight(before, " ")
	i := strings.LastIndexByte(before, ' ')
	return i >= 0 && i+1 < len(before) && 'A' <= before[i+1] && before[i+1] <= 'Z'
}

// detailOf returns the detail of an example as a template, with a parameter in
// place of each value that it names: the one that the example shows with that
// value. It is "" where there is none or more than one, as what a parameter is
// called is a person's to say, and where one of those given would have no
// placeholder.
func detailOf(e *catalog.Entry, params []catalog.Param) string {
	x, values := named(e)
	if x == nil || strings.ContainsAny(x.Detail.V, "{}") {
		return ""
	}
	var detail strings.Builder
	at := 0
	for _, v := range values {
		name := ""
		for _, param := range x.Params {
			if shown, _ := jsonpos.Parse(string(param.Value.V)); shown.Text == v.text && (shown.Kind == jsonpos.String || shown.Kind == jsonpos.Number) {
				if name != "" {
					return "" // two parameters have that value
				}
				name = param.Name.V
			}
		}
		if name == "" {
			return ""
		}
		detail.WriteString(x.Detail.V[at:v.start] + "{" + name + "}")
		at = v.end
	}
	detail.WriteString(x.Detail.V[at:])
	if len(catalog.CheckTemplate(detail.String(), params)) > 0 {
		return ""
	}
	return detail.String()
}
