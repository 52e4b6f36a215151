package typescript

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// decoder writes what the decoder goes by.
func (p *printer) decoder() {
	p.segments()
	p.types()
	p.shapes()
	p.template()
}

// forms returns the forms of the codes, at least one.
func (p *printer) forms() []*form.Form {
	if len(p.Forms) == 0 {
		return []*form.Form{form.Default}
	}
	return p.Forms
}

// segments writes what codes look like.
func (p *printer) segments() {
	forms := p.forms()
	p.P("/** The parts of a code. */")
	p.P("export interface Segments {")
	p.In(func() {
		var seen []string
		for _, f := range forms {
			for _, s := range f.Segments() {
				if slices.Contains(seen, s.Name) {
					continue
				}
				seen = append(seen, s.Name)
				mark := ": "
				if slices.ContainsFunc(forms, func(f *form.Form) bool { return !hasSegment(f, s.Name) }) {
					mark = "?: "
				}
				p.P("readonly ", property(s.Name), mark, "string;")
			}
		}
	})
	p.P("}")
	p.P()
	p.P("const forms: readonly Form[] = [")
	p.In(func() {
		for _, f := range forms {
			names := make([]string, len(f.Segments()))
			for i, s := range f.Segments() {
				names[i] = s.Name
			}
			p.P("{ pattern: /^", f.Pattern(), "$/, names: ", array(names), ", around: ", array(f.Literals()), " },")
		}
	})
	p.P("];")
	p.P()
	p.P("const toCode = (text: string): ReceivedErrorCode => ", map[bool]string{false: "text", true: `(/^-?\d{1,15}$/.test(text) ? Number(text) : text)`}[p.numeric], ";")
	p.P()
}

func hasSegment(f *form.Form, name string) bool {
	return slices.ContainsFunc(f.Segments(), func(s form.Segment) bool { return s.Name == name })
}

// types writes how types are compared and what codes they stand for, and former
// codes.
func (p *printer) types() {
	follow := p.typesFollow()
	p.P("/** Identifies the errors of this catalogue in all copies of this module. */")
	p.P("const identity = ", quote("errgen:"+p.identity()), ";")
	p.P("const docsURL: string = ", quote(p.DocsURL), ";")
	p.P("const formerDocsURLs: readonly string[] = ", array(p.FormerDocsURLs), ";")
	p.P("/** Whether a type consists of the docs URL and the segments of the code. */")
	p.P("const typesFollow: boolean = ", follow, ";")
	p.P("/** Whether types may differ in their fragment alone. */")
	p.P("const anchored: boolean = ", slices.ContainsFunc(p.Entries, func(e *catalog.Entry) bool { return strings.Contains(e.Type.V, "#") }), ";")
	p.P()
	p.P("/** Former codes", map[bool]string{true: "", false: " and types"}[follow], ". */")
	p.P("const aliases: { readonly [name: string]: string } = {")
	p.In(func() {
		for _, e := range p.Entries {
			for _, alias := range e.Aliases {
				p.P(key(string(alias.V)), ": ", quote(string(e.Code.V)), ",")
				if t := e.AliasType(alias.V); t != "" && !follow {
					p.P(key(t), ": ", quote(string(e.Code.V)), ",")
				}
			}
		}
	})
	p.P("};")
	p.P()
}

// identity returns what tells the catalogue from others and stays the same when
// codes are added.
func (p *printer) identity() string {
	parts := []string{p.DocsURL}
	for _, f := range p.forms() {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, " ")
}

// typesFollow reports whether the type of each error is the docs URL and the
// segments of its code, from which the code can be told again.
func (p *printer) typesFollow() bool {
	follows := func(e *catalog.Entry) bool {
		return e.Type.V == p.DocsURL+"/"+e.CodePath() && !slices.ContainsFunc(e.Segments(), func(s string) bool { return strings.ContainsAny(s, "/?#") })
	}
	return p.DocsURL != "" && !slices.ContainsFunc(p.Entries, func(e *catalog.Entry) bool { return !follows(e) })
}

// shapes writes the types of params as the decoder reads them.
func (p *printer) shapes() {
	p.P("/** The params of each error. */")
	p.P("const shapes: { readonly [code: string]: string } = {")
	p.In(func() {
		for _, e := range p.Entries {
			if len(e.Params) > 0 {
				p.P(key(string(e.Code.V)), ": ", quote(shapes(e.Params)), ",")
			}
		}
	})
	p.P("};")
	p.P()
}

// A place is a place of the template as the decoder reads it.
type place struct {
	envelope.Place
	roles  []string
	around []string // text before, between and after what the roles name; nil: none
}

// template writes where bodies have what.
func (p *printer) template() {
	body, headers, told := p.places()
	p.P("/** The places of values in bodies and headers. */")
	p.P("const template: Template = {")
	p.In(func() {
		for _, list := range []struct {
			name   string
			places []place
		}{{"body", body}, {"headers", headers}} {
			if len(list.places) == 0 {
				p.P(list.name, ": [],")
				continue
			}
			p.P(list.name, ": [")
			p.In(func() {
				for _, pl := range list.places {
					around := ""
					if pl.around != nil {
						around = ", around: " + array(pl.around)
					}
					p.P("{ at: ", at(pl.Place), ", is: ", array(pl.roles), around, " },")
				}
			})
			p.P("],")
		}
		p.P("keys: ", array(keys(len(told))), ",")
		p.P("names: ", array(p.names(told)), ",")
		p.P("taken: ", array(taken(p.Body())), ",")
		p.P("success: ", p.Body().Status >= 200 && p.Body().Status <= 299, ",")
		p.P("literals: [", strings.Join(p.literals(p.Body().Body, nil), ", "), "],")
	})
	p.P("};")
	p.P()
	p.P("/** The code for each combination of values of the template's keys. */")
	p.P("const identities: { readonly [keys: string]: string } = {")
	p.In(func() { p.identities(told) })
	p.P("};")
	p.P()
}

// literals returns the fixed values of bodies that may come with the status of a
// success, as they tell an error from one.
func (p *printer) literals(n *envelope.Node, path []envelope.Step) []string {
	path = path[:len(path):len(path)]
	var out []string
	switch {
	case p.Body().Status == 0:
	case n.Kind == envelope.Object:
		for _, m := range n.Members {
			if !m.Spread {
				out = append(out, p.literals(m.Value, append(path, envelope.Step{Name: m.Name}))...)
			}
		}
	case n.Kind == envelope.Array:
		for i, item := range n.Items {
			out = append(out, p.literals(item, append(path, envelope.Step{Item: i}))...)
		}
	case n.Kind == envelope.Literal:
		value := n.JSON
		if v, _ := jsonpos.Parse(value); v.Kind == jsonpos.String {
			value = quote(v.Text)
		}
		out = append(out, "{ at: "+steps(path)+", value: "+value+" }")
	}
	return out
}

// identities writes the texts that tell each code, and each former one, unless that
// is the code itself.
func (p *printer) identities(told []envelope.Part) {
	text := func(e *catalog.Entry) string {
		out := make([]string, len(told))
		for i, part := range told {
			place := envelope.Place{Value: &envelope.Node{Kind: envelope.Text, Parts: []envelope.Part{part}}}
			out[i], _ = p.Body().Rendered(place, p.Values(e, catalog.Occurrence{}))
		}
		return strings.Join(out, "\n")
	}
	seen := map[string]bool{}
	for _, e := range p.Entries {
		seen[text(e)] = true
	}
	write := func(text string, code catalog.Code) {
		if len(told) > 0 && text != string(code) {
			p.P(key(text), ": ", quote(string(code)), ",")
		}
	}
	for _, e := range p.Entries {
		write(text(e), e.Code.V)
		for _, alias := range e.Aliases {
			former := *e
			former.Code = alias
			if t := text(&former); !seen[t] && t != string(alias.V) {
				seen[t] = true
				write(t, e.Code.V)
			}
		}
	}
}

// names returns the keys that are codes or segments of them: by which people know an
// error.
func (p *printer) names(told []envelope.Part) []string {
	var out []string
	for i, k := range keys(len(told)) {
		if name := told[i].Refs[0].Name; name == "code" || p.HasSegment(name) {
			out = append(out, k)
		}
	}
	return out
}

// places returns the places of the template that the decoder reads: those of
// values alone before those with text around them, as the first one counts. told
// are the placeholders that tell the code together where it does not stand in the
// body itself.
func (p *printer) places() (body, headers []place, told []envelope.Part) {
	t := p.Body()
	chosen := p.identifying()
	all := t.Places()
	slices.SortStableFunc(all, func(a, b envelope.Place) int { return min(len(a.Value.Parts), 2) - min(len(b.Value.Parts), 2) })
	for _, pl := range all {
		isChosen := slices.ContainsFunc(chosen, func(c envelope.Place) bool { return c.String() == pl.String() })
		out := place{Place: pl}
		useful := false
		before := ""
		for i, part := range pl.Value.Parts {
			if part.Refs == nil {
				before = part.Text
				continue
			}
			if before == "" && i > 0 {
				useful = false // nothing separates two placeholders
				break
			}
			r := role(pl.Value, part)
			if isChosen && (r != "type" || len(chosen) > 1) && p.tellsCodes(part) {
				r = "key" + strconv.Itoa(len(told))
				told = append(told, part)
			} else if pl.Header != "" && r != "code" && r != "type" {
				r = "" // a header tells the code alone
			}
			useful = useful || r != ""
			out.roles = append(out.roles, r)
			out.around = append(out.around, before)
			before = ""
		}
		if !useful {
			continue
		}
		if out.around = append(out.around, before); len(pl.Value.Parts) == 1 {
			out.around = nil
		}
		if pl.Header != "" {
			headers = append(headers, out)
		} else {
			body = append(body, out)
		}
	}
	return body, headers, told
}

// identifying returns the places that together tell the codes apart: those of the
// body if they do, as a header may be lost on the way.
func (p *printer) identifying() []envelope.Place {
	values := func(i int) envelope.Values { return p.Values(p.Entries[i], catalog.Occurrence{}) }
	body := *p.Body()
	body.Headers = nil
	places, ambiguity := body.Identify(len(p.Entries), values, p.Identifies)
	if ambiguity != nil {
		places, _ = p.Body().Identify(len(p.Entries), values, p.Identifies)
	}
	return places
}

// tellsCodes reports whether the value of a placeholder depends on the code.
func (p *printer) tellsCodes(part envelope.Part) bool {
	r := part.Refs[0]
	return len(part.Refs) == 1 && r.Static() && r.Name != "title" && r.Name != "description" && r.Name != "summary"
}

// role returns what the decoder takes the value of a placeholder for, "" if it has
// no use for it. Where there are alternatives it is a detail, or nothing that can be
// told.
func role(n *envelope.Node, part envelope.Part) string {
	if name := n.Param(); name != "" {
		return "params." + name + asText(n.As == envelope.AsString || part.Refs[0].Case != "")
	}
	if ok, text := n.AllParams(); ok {
		return "params" + asText(text)
	}
	r := part.Refs[0]
	if len(part.Refs) > 1 && r.Name != "detail" || r.Case != "" && r.Case != "text" {
		return ""
	}
	switch r.Name {
	case "code", "type", "status", "title", "detail", "instance":
		return r.Name
	case "request_id":
		return "requestId"
	case "retry_after":
		return "retryAfter"
	}
	return ""
}

func asText(text bool) string {
	if text {
		return ":text"
	}
	return ""
}

// taken returns the members of a problem, or of one that is the member error, that
// mean something else in the template, or the same.
func taken(t *envelope.Template) []string {
	var out []string
	var walk func(n *envelope.Node, prefix string, depth int)
	walk = func(n *envelope.Node, prefix string, depth int) {
		for _, m := range n.Members {
			if m.Spread {
				continue
			}
			if slices.Contains([]string{"type", "title", "status", "detail", "instance", "code"}, m.Name) {
				out = append(out, prefix+m.Name)
			}
			if m.Name == "error" && depth == 0 {
				walk(m.Value, "error.", 1)
			}
		}
	}
	walk(t.Body, "", 0)
	for _, p := range t.Places() {
		switch s := p.String(); {
		case s == "requestId":
			out = append(out, s)
		case s == "meta.requestId":
			out = append(out, "error.requestId")
		}
	}
	return out
}

func keys(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("key%d", i)
	}
	return out
}

func at(p envelope.Place) string {
	if p.Header != "" {
		return quote(p.Header)
	}
	return steps(p.Path)
}

func steps(path []envelope.Step) string {
	out := make([]string, len(path))
	for i, s := range path {
		if out[i] = strconv.Itoa(s.Item); s.Name != "" {
			out[i] = quote(s.Name)
		}
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func array(list []string) string { return "[" + strings.Join(quoteAll(list), ", ") + "]" }
