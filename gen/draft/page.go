package draft

import (
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Page is what is known of a page that is to be written.
type Page struct {
	Code   catalog.Code
	Status int
	Title  string // empty: the reason phrase of the status
	Detail string // a template where there are Params; empty: to be written
	Params []Param
	// Replaces is an older code that this one replaces; empty for none.
	Replaces catalog.Code
}

// A Param is a parameter of a page. A list is one of texts.
type Param struct {
	Name string
	Type catalog.ParamType
}

// examples are values of the types, as JSON.
var examples = map[catalog.ParamType]string{
	catalog.String: `"example"`, catalog.Int: "1", catalog.Float: "0.5", catalog.Bool: "true",
	catalog.Time: `"2024-05-01T12:00:00Z"`, catalog.List: `["example"]`,
}

// Path returns the path of the page below the pages folder, with forward slashes.
func (l Layout) Path(code catalog.Code) string { return form.Default.Path(string(code)) + l.Ext }

// Page returns the text of a page. The lines end in LF.
func (l Layout) Page(p Page) []byte {
	if p.Title == "" {
		p.Title = catalog.ReasonPhrase(p.Status)
	}
	stated := p.Detail != "" || len(p.Params) > 0
	if p.Detail == "" {
		p.Detail = todoDetail(p.Params)
	}
	var b strings.Builder
	l.frontMatter(&b, p, stated)
	if l.Element != "" {
		b.WriteString("\n" + strings.ReplaceAll(l.Element, CodeHere, string(p.Code)) + "\n")
	}
	b.WriteString("\n```" + l.Fence + "\n" + l.example(p) + "```\n")
	for _, h := range l.Sections {
		b.WriteString("\n" + h.Line + "\n\n" + todoSection(h.Kind, p) + "\n")
	}
	return []byte(b.String())
}

func (l Layout) frontMatter(b *strings.Builder, p Page, detail bool) {
	fmt.Fprintf(b, "---\ntitle: %s\n", path.Base(form.Default.Path(string(p.Code))))
	fmt.Fprintf(b, "description: \"TODO: describe in one sentence what %s means and what to do.\"\n", p.Code)
	if l.Element == "" {
		fmt.Fprintf(b, "code: %s\n", p.Code)
	}
	if l.Status {
		fmt.Fprintf(b, "status: %d\n", p.Status)
	}
	switch {
	case len(p.Params) > 0:
		fmt.Fprintf(b, "detail: %s\n", quote(p.Detail))
	case detail: // a text, of which braces are a part
		fmt.Fprintf(b, "detail: %s\n", quote(catalog.EscapeTemplate(p.Detail)))
	}
	if len(p.Params) > 0 {
		b.WriteString("params:\n")
		for _, param := range p.Params {
			items := ""
			if param.Type == catalog.List {
				items = ", items: string"
			}
			fmt.Fprintf(b, "  %s: {type: %s%s, description: \"TODO: describe it\", example: %s}\n",
				param.Name, param.Type, items, examples[param.Type])
		}
	}
	b.WriteString("---\n")
}

// example returns the body of the error as the server sends it.
func (l Layout) example(p Page) string {
	members := []string{
		`"detail": ` + quote(filled(p)),
		fmt.Sprintf(`"status": %d`, p.Status),
		`"title": ` + quote(p.Title),
		`"type": ` + quote(l.DocsURL+"/"+form.Default.Path(string(p.Code))),
	}
	for _, param := range p.Params {
		members = append(members, fmt.Sprintf("%q: %s", param.Name, examples[param.Type]))
	}
	object := func(indent string) string {
		return "{\n" + indent + "  " + strings.Join(members, ",\n"+indent+"  ") + "\n" + indent + "}"
	}
	if l.Envelope == catalog.Problem {
		return object("") + "\n"
	}
	return "{\n  \"meta\": {\n    \"requestId\": \"req_example\"\n  },\n  \"error\": " + object("  ") + "\n}\n"
}

// filled returns the detail with the examples of the parameters in it.
func filled(p Page) string {
	if len(p.Params) == 0 {
		return p.Detail
	}
	values := map[string]string{}
	for _, param := range p.Params {
		values[param.Name] = strings.Trim(examples[param.Type], `"`)
	}
	t, _ := catalog.ParseTemplate(p.Detail)
	var b strings.Builder
	for _, part := range t {
		b.WriteString(part.Text + values[part.Param])
	}
	return b.String()
}

func todoDetail(params []Param) string {
	text := "TODO: describe what went wrong"
	joint := " with "
	for _, p := range params {
		if p.Type != catalog.List {
			text += joint + "{" + p.Name + "}"
			joint = " and "
		}
	}
	return text
}

func todoSection(kind catalog.SectionKind, p Page) string {
	switch kind {
	case catalog.WhatHappened:
		return "TODO: describe what happened, for a reader who sees this error for the first time."
	case catalog.HowToFix:
		return "1. TODO: describe the first step"
	case catalog.CommonMistakes:
		return "- TODO: list a common mistake that causes this error, or delete this section"
	}
	if p.Replaces != "" {
		return fmt.Sprintf("- [%s](%s) - replaced by this error", p.Replaces, relative(p.Code, p.Replaces))
	}
	return "- TODO: link to errors that are easily confused with this one, or delete this section"
}

// relative returns the link from the page of one code to that of another.
func relative(from, to catalog.Code) string {
	a, b := strings.Split(form.Default.Path(string(from)), "/"), strings.Split(form.Default.Path(string(to)), "/")
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	if n == len(a)-1 {
		return "./" + strings.Join(b[n:], "/")
	}
	return strings.Repeat("../", len(a)-1-n) + strings.Join(b[n:], "/")
}

func quote(s string) string { return string(jsonpos.AppendString(nil, s)) }
