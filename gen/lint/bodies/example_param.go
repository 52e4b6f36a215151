package bodies

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint/raw"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

var ExampleParam = &rule.Rule{
	ID:       "example-param",
	Severity: diag.Warning,
	Doc: `an example and the page's parameters differ

The server writes the parameters that the page declares under params, with their
types, and nothing else. A member that only the example has is never sent, and a
member with another type breaks clients that follow the example.

Bad:
	~~~json
	{"error": {"limit": 5}}
	~~~

Good:
	---
	detail: The thing was not found
	params:
	  limit: {type: int, optional: true, description: How many are allowed}
	---
	~~~json
	{"error": {"limit": 5}}
	~~~`,
	After: []string{"front-matter", "example-json"},
	Check: func(p *rule.Pass) {
		for _, e := range p.Catalog.Entries {
			if !e.Record.IsZero() {
				continue // a part of a page has no front matter to declare them in
			}
			undeclared := undeclaredParams(p, e)
			for i, x := range undeclared {
				d := p.Reportf(x.Name.Span, "the example has the member %s, which is not a parameter of the page", rule.Quote(x.Name.V))
				d.Hint = "declare it under params in the front matter, or remove it"
				if i == 0 {
					d.Fix = declareFix(e, undeclared)
				}
			}
			for i := range e.Examples {
				if x := &e.Examples[i]; x.Template == p.Catalog.Body() {
					checkDeclared(p, e, x)
				}
			}
		}
	},
}

// undeclaredParams returns the members of the page's examples that stand where
// parameters do and are none, each name once.
func undeclaredParams(p *rule.Pass, e *catalog.Entry) (out []catalog.ExampleParam) {
	seen := map[string]bool{}
	for i := range e.Params {
		seen[e.Params[i].Name.V] = true
	}
	for _, x := range e.Examples {
		if x.Template != p.Catalog.Body() {
			continue // example-shape says so
		}
		for _, param := range x.Params {
			if !seen[param.Name.V] {
				seen[param.Name.V] = true
				out = append(out, param)
			}
		}
	}
	return out
}

// checkDeclared holds the declared parameters against an example.
func checkDeclared(p *rule.Pass, e *catalog.Entry, x *catalog.Example) {
	if len(e.Params) == 0 {
		return
	}
	own := p.Catalog.Body().OwnParams()
	var missing []string
	var first source.Span
	for i := range e.Params {
		param := &e.Params[i]
		at := slices.IndexFunc(x.Params, func(s catalog.ExampleParam) bool { return s.Name.V == param.Name.V })
		if at < 0 {
			if !param.Optional.V && (p.Catalog.Body().Uses("params") || slices.Contains(own, param.Name.V)) {
				missing, first = append(missing, rule.Quote(param.Name.V)), cmp.Or(first, param.Name.Span)
			}
			continue
		}
		shown := x.Params[at]
		v, _ := jsonpos.Parse(string(shown.Value.V))
		if v.Kind == jsonpos.Null && param.Optional.V {
			continue
		}
		if err := param.CheckValue(v, "member "+rule.Quote(param.Name.V), shown.Text); err != nil {
			d := p.Reportf(shown.Value.Span, "%v", err)
			d.Hint = "show a value as the server sends it, or correct the type of the parameter"
			d.AddRelated(cmp.Or(param.Type.Span, param.Name.Span), "the type of the parameter")
		}
	}
	if len(missing) == 0 {
		return
	}
	d := p.Reportf(opening(x.Span), "the example has no member %s, but the page has that parameter", rule.List(missing))
	d.Hint = "add it with a value, or mark the parameter with optional: true"
	if len(missing) > 1 {
		d.Message = "the example has no members " + rule.List(missing) + ", but the page has those parameters"
		d.Hint = "add them with values, or mark the parameters with optional: true"
	}
	d.AddRelated(first, "the page's parameters")
}

// declareFix writes parameters into the front matter, and the detail with them
// where the example's names their values. It is nil where the type of one cannot be
// told from its value.
func declareFix(e *catalog.Entry, params []catalog.ExampleParam) *diag.Fix {
	declared := slices.Clone(e.Params)
	var specs []string
	for _, param := range params {
		spec, t, ok := declaration(param)
		if !ok || catalog.CheckParamName(param.Name.V, true) != nil {
			return nil
		}
		specs = append(specs, spec)
		declared = append(declared, catalog.Param{Name: param.Name, Type: catalog.Value[catalog.ParamType]{V: t}})
	}
	detail := detailOf(e, declared)
	var lines []string
	for i, param := range params {
		if e.Detail.V != "" && declared[len(e.Params)+i].Type.V != catalog.List {
			specs[i] += ", optional: true" // what has no placeholder in the detail may be absent
		}
		lines = append(lines, yamlKey(param.Name.V)+": {"+specs[i]+"}")
	}
	edits, ok := frontMatterEdits(e, detail, lines)
	if !ok {
		return nil
	}
	return &diag.Fix{Message: "declare the parameter", Edits: edits}
}

// declaration returns what the front matter says of a parameter that has such a
// value. An empty list does not say what its items are.
func declaration(param catalog.ExampleParam) (spec string, t catalog.ParamType, ok bool) {
	v, _ := jsonpos.Parse(string(param.Value.V))
	if param.Text {
		return "type: string", catalog.String, v.Kind == jsonpos.String
	}
	if v.Kind != jsonpos.Array {
		t := typeOf(v)
		return "type: " + string(t), t, t != ""
	}
	var items string
	for i, item := range v.Items {
		one := string(typeOf(item))
		if item.Kind == jsonpos.Object {
			one = membersOf(item)
		}
		if one == "" || i > 0 && one != items {
			return "", "", false
		}
		items = one
	}
	return "type: list, items: " + items, catalog.List, items != ""
}

// membersOf returns the types of an object's members, "" where one has none.
func membersOf(v *jsonpos.Value) string {
	var out []string
	for _, m := range v.Members {
		t := typeOf(m.Value)
		if t == "" || catalog.CheckParamName(m.Name, false) != nil {
			return ""
		}
		out = append(out, fmt.Sprintf("%s: {type: %s}", yamlKey(m.Name), t))
	}
	if out == nil {
		return ""
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// typeOf returns the type of a scalar, "" for anything else.
func typeOf(v *jsonpos.Value) catalog.ParamType {
	switch v.Kind {
	case jsonpos.Bool:
		return catalog.Bool
	case jsonpos.Number:
		if _, ok := v.Int(); ok {
			return catalog.Int
		}
		return catalog.Float
	case jsonpos.String:
		if _, err := time.Parse(time.RFC3339, v.Text); err == nil {
			return catalog.Time
		}
		return catalog.String
	}
	return ""
}

// yamlKey returns the name of a parameter as a key.
func yamlKey(name string) string {
	switch strings.ToLower(name) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
		return `"` + name + `"`
	}
	return name
}

// frontMatterEdits returns the edits that write a detail and parameters, a line
// each, where there are any: at the end of the front matter, and below its key
// params. It reports whether there are such: parameters in braces are a person's to
// change.
func frontMatterEdits(e *catalog.Entry, detail string, params []string) ([]diag.Edit, bool) {
	if !rule.CanHaveFrontMatter(e) || !e.HasFrontMatter {
		return nil, false
	}
	end := e.File.LineEnd()
	text := ""
	if detail != "" {
		text = "detail: " + string(jsonpos.AppendString(nil, detail)) + end
	}
	var edits []diag.Edit
	if i := slices.IndexFunc(e.Keys, func(k catalog.Value[string]) bool { return k.V == "params" }); i >= 0 && len(params) > 0 {
		at, indent, ok := firstParam(e, e.Keys[i].Span)
		if !ok {
			return nil, false
		}
		edits = append(edits, diag.Edit{Span: e.File.Span(at, at), New: indent + strings.Join(params, end+indent) + end})
	} else if len(params) > 0 {
		text += "params:" + end + "  " + strings.Join(params, end+"  ") + end
	}
	if text != "" {
		edits = append(edits, atFrontMatterEnd(e, text))
	}
	return edits, true
}

// firstParam returns where the line of the first parameter begins, below the key
// params, and how it is indented.
func firstParam(e *catalog.Entry, key source.Span) (at int, indent string, ok bool) {
	data := e.File.Data
	at = raw.NextLine(data, int(key.End))
	if strings.TrimSpace(string(data[key.End:at])) != ":" || len(e.Params) == 0 {
		return 0, "", false
	}
	name := int(e.Params[0].Name.Span.Start)
	if name <= at || name > raw.NextLine(data, at) {
		return 0, "", false
	}
	indent = string(data[at:name])
	return at, indent, strings.Trim(indent, " ") == ""
}

// atFrontMatterEnd returns the edit that adds lines before the closing fence.
func atFrontMatterEnd(e *catalog.Entry, text string) diag.Edit {
	at := raw.FrontMatterEnd(e)
	return diag.Edit{Span: e.File.Span(at, at), New: text}
}
