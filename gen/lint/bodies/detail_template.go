package bodies

import (
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var DetailTemplate = &rule.Rule{
	ID:       "detail-template",
	Severity: diag.Error,
	Doc: `the example's detail does not match the page's detail

The generated code sends the detail of the front matter, with values in place of
its {parameters}. The example shows what the page promises. A placeholder without a
parameter, or a parameter without a placeholder, is the same kind of mistake.

Bad:
	---
	detail: The key {id} was not found
	params:
	  id: {type: string}
	---
	~~~json
	{"error": {"detail": "The API api_1 was not found", "id": "api_1"}}
	~~~

Good:
	---
	detail: The key {id} was not found
	params:
	  id: {type: string}
	---
	~~~json
	{"error": {"detail": "The key key_1 was not found", "id": "key_1"}}
	~~~`,
	After: []string{"front-matter"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if e.Detail.V != "" {
				checkDetail(p, e)
			}
		}
	},
}

func checkDetail(p *rule.Pass, e *catalog.Entry) {
	if fromExample(e) {
		return
	}
	var fits, fitsAnyType func(string) bool // made for the first example that needs them
	for i := range e.Examples {
		x := &e.Examples[i]
		if x.Detail.V == "" {
			continue
		}
		if fits == nil {
			if fits = instances(e, true); fits == nil {
				return // the template is wrong, and page has said how
			}
		}
		if fits(x.Detail.V) {
			continue
		}
		d := p.Reportf(rule.Unquoted(x.Detail.Span), "the example's detail %s does not match %s", rule.Quote(x.Detail.V), rule.Quote(e.Detail.V))
		d.AddRelated(e.Detail.Span, "the page's detail")
		d.Hint = "use the same words in both; a value that changes between responses is a parameter, {name}"
		if len(e.Params) == 0 {
			d.Message = "the example's detail is " + rule.Quote(x.Detail.V) + ", but the page's is " + rule.Quote(e.Detail.V)
			continue
		}
		if fitsAnyType == nil {
			fitsAnyType = instances(e, false)
		}
		if types := typed(e); len(types) > 0 && fitsAnyType(x.Detail.V) {
			d.Hint = "the words match, but the types do not: " + rule.List(types)
		}
	}
}

// fromExample reports whether the entry's detail is that of an example, so that
// there is nothing to compare.
func fromExample(e *catalog.Entry) bool {
	for i := range e.Examples {
		if e.Examples[i].Detail.Span == e.Detail.Span && !e.Detail.Span.IsZero() {
			return true
		}
	}
	return false
}

// maxMatching bounds the length of a page's template times that of all details
// compared with it. Matching takes time in proportion, and no response has a
// detail so long that its pages come near: one over it is taken for no instance.
const maxMatching = 1 << 20

// typed returns the first few parameters that are no strings, each with its type.
func typed(e *catalog.Entry) []string {
	var out []string
	for _, p := range e.Params {
		if len(out) < rule.MaxListed && p.Type.V != catalog.String {
			out = append(out, "{"+p.Name.V+"} is of type "+string(p.Type.V))
		}
	}
	return out
}

// instances returns a function that reports whether a text is an instance of the
// entry's detail, with values of the parameters' types or with any. It is nil
// where the template is wrong.
func instances(e *catalog.Entry, typed bool) func(string) bool {
	template := e.Template()
	if len(e.Params) == 0 {
		return func(s string) bool { return s == e.Detail.V }
	}
	if _, err := catalog.ParseTemplate(e.Detail.V); err != nil {
		return nil
	}
	types := map[string]catalog.ParamType{}
	for _, p := range e.Params {
		if typed {
			types[p.Name.V] = p.Type.V
		}
	}
	var pattern strings.Builder
	pattern.WriteString(`^(?s:`)
	for _, part := range template {
		if part.Param == "" {
			pattern.WriteString(regexp.QuoteMeta(part.Text))
			continue
		}
		pattern.WriteString(valuePattern(types[part.Param]))
	}
	pattern.WriteString(`)$`)
	re, err := regexp.Compile(pattern.String())
	left := maxMatching
	return func(s string) bool {
		left -= len(s) * len(e.Detail.V)
		return err == nil && left > 0 && re.MatchString(s)
	}
}

// valuePattern matches what the generated code writes for a value.
func valuePattern(t catalog.ParamType) string {
	switch t {
	case catalog.Int:
		return `[-+]?[0-9]+`
	case catalog.Float:
		return `[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?`
	case catalog.Bool:
		return `(true|false)`
	case catalog.Time:
		return `[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+([Zz]|[-+][0-9:]+)?`
	}
	return `.+`
}
