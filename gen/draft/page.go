package draft

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A Page is what is known about a page to be written.
type Page struct {
	Code   catalog.Code
	Status int
	// NoStatus says that the error has no status, as opposed to an unknown one.
	NoStatus bool
	Title    string // blank: the reason phrase of the status
	Detail   string // a template where there are Params; blank: to be written
	Params   []Param
	Type     string // the type URL; empty: as pages of the default layout have it
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
func (l Layout) Path(code catalog.Code) string {
	if form.Default.Has(string(code)) {
		return form.Default.Path(string(code)) + l.Ext
	}
	name := strings.NewReplacer("/", "-", ":", "-").Replace(string(code))
	if l.lower {
		name = strings.ToLower(name)
	}
	return path.Join(l.dir, name+l.Ext)
}

// last returns the last segment of a code.
func (l Layout) last(code catalog.Code) string {
	f := l.catalog.FormOf(code)
	if f == nil {
		return string(code)
	}
	return path.Base(f.Path(string(code)))
}

// Page returns the text of a page. The lines end in LF.
func (l Layout) Page(p Page) []byte {
	if strings.TrimSpace(p.Title) == "" {
		p.Title = catalog.ReasonPhrase(p.Status)
	}
	if strings.TrimSpace(p.Detail) == "" {
		p.Detail = todoDetail(p.Params)
	}
	var b strings.Builder
	l.frontMatter(&b, p)
	if l.Element != "" {
		b.WriteString("\n" + strings.ReplaceAll(l.Element, CodeHere, string(p.Code)) + "\n")
	}
	b.WriteString("\n```" + l.Fence + "\n" + l.example(p) + "```\n")
	for _, h := range l.Sections {
		b.WriteString("\n" + h.Line + "\n\n" + l.todoSection(h.Kind, p) + "\n")
	}
	return []byte(b.String())
}

func (l Layout) frontMatter(b *strings.Builder, p Page) {
	fmt.Fprintf(b, "---\ntitle: %s\n", l.last(p.Code))
	fmt.Fprintf(b, "description: \"TODO: describe in one sentence what %s means and what to do.\"\n", p.Code)
	var ours strings.Builder
	if l.Element == "" {
		fmt.Fprintf(&ours, "%s: %s\n", cmp.Or(l.CodeKey, "code"), p.Code)
	}
	if l.Status && p.Status != 0 {
		fmt.Fprintf(&ours, "%s: %d\n", cmp.Or(l.StatusKey, "status"), p.Status)
	}
	detail := p.Detail
	if len(p.Params) == 0 {
		detail = catalog.EscapeTemplate(detail)
	}
	fmt.Fprintf(&ours, "detail: %s\n", quote(detail))
	if len(p.Params) > 0 {
		ours.WriteString("params:\n")
		for _, param := range p.Params {
			items := ""
			if param.Type == catalog.List {
				items = ", items: string"
			}
			fmt.Fprintf(&ours, "  %s: {type: %s%s, description: \"TODO: describe it\", example: %s}\n",
				param.Name, param.Type, items, examples[param.Type])
		}
	}
	if l.own {
		b.WriteString("errgen:\n  " + strings.ReplaceAll(strings.TrimSuffix(ours.String(), "\n"), "\n", "\n  ") + "\n")
	} else {
		b.WriteString(ours.String())
	}
	b.WriteString("---\n")
}

// example returns the body of the error as the server sends it.
func (l Layout) example(p Page) string {
	c := l.catalog
	path := form.Default.Path(string(p.Code))
	e := &catalog.Entry{
		Code:   catalog.Value[catalog.Code]{V: p.Code},
		Form:   c.FormOf(p.Code),
		Status: catalog.Value[int]{V: p.Status},
		Title:  catalog.Value[string]{V: p.Title},
		Type:   catalog.Value[string]{V: cmp.Or(p.Type, c.DocsURL+"/"+path)},
	}
	for _, f := range c.Facts {
		e.Facts = append(e.Facts, catalog.Value[string]{V: f.Default})
	}
	params := &jsonpos.Value{Kind: jsonpos.Object}
	for _, param := range p.Params {
		value, _ := jsonpos.Parse(examples[param.Type])
		params.Members = append(params.Members, jsonpos.Member{Name: param.Name, Value: value})
	}
	body := c.Body().AppendBody(nil, c.Values(e, catalog.Occurrence{
		Detail: filled(p), RequestID: "req_example", Params: params, Timestamp: "2024-05-01T12:00:00Z", Path: "/example", Request: requested(c.Body()),
	}))
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		panic(err) // a template gives JSON
	}
	return b.String() + "\n"
}

// requested returns a value for each member of the request that a template shows.
func requested(t *envelope.Template) *jsonpos.Value {
	out := &jsonpos.Value{Kind: jsonpos.Object}
	for _, p := range t.Places() {
		for _, part := range p.Value.Parts {
			for _, r := range part.Refs {
				if r.Name == "request" && out.Get(r.Arg) == nil {
					out.Members = append(out.Members, jsonpos.Member{Name: r.Arg, Value: &jsonpos.Value{Kind: jsonpos.Number, Text: "1"}})
				}
			}
		}
	}
	return out
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

func (l Layout) todoSection(kind catalog.SectionKind, p Page) string {
	switch kind {
	case catalog.WhatHappened:
		return "TODO: describe what happened, for a reader who sees this error for the first time."
	case catalog.HowToFix:
		return "1. TODO: describe the first step"
	case catalog.CommonMistakes:
		return "- TODO: list a common mistake that causes this error, or delete this section"
	}
	if p.Replaces != "" {
		return fmt.Sprintf("- [%s](%s) - replaced by this error", p.Replaces, l.relative(p.Code, p.Replaces))
	}
	return "- TODO: link to errors that are easily confused with this one, or delete this section"
}

// relative returns the link from the page of one code to that of another.
func (l Layout) relative(from, to catalog.Code) string {
	target := form.Default.Path(string(to)) + l.Ext
	if e := l.catalog.Lookup(to); e != nil {
		target = e.Page
	}
	return l.catalog.Site.Link(l.Path(from), target)
}

func quote(s string) string { return string(jsonpos.AppendString(nil, s)) }
