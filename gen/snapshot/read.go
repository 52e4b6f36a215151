package snapshot

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// ruleCatalogue is the rule of what is wrong with a catalogue in JSON.
const ruleCatalogue = "catalogue"

// Read reads a catalogue that [Write] wrote, in this version of the format or an older
// one. Targets generate the same bytes from it as from the pages and their
// configuration.
//
// It is strict: every member of the version must be there with its type, and a
// catalogue with mistakes that would have stopped generation is refused, each with
// its position in the file. Unknown members come from a newer version and are
// ignored. The catalogue is never nil; it holds the entries that could be read.
func Read(f *source.File) (*catalog.Catalog, diag.List) {
	if found := conflict.Find(f, false); len(found) > 0 {
		return &catalog.Catalog{}, found
	}
	text := string(f.Data)
	start := 0
	if rest, ok := strings.CutPrefix(text, "\ufeff"); ok {
		text, start = rest, len("\ufeff")
	}
	r := &reader{file: f, start: start}
	root, faults := jsonpos.Parse(text)
	for _, fault := range faults {
		d := r.found.Add(ruleCatalogue, diag.Error, r.at(fault.Start, fault.End), "the catalogue is not valid JSON: %s", fault.Message)
		d.Hint = fault.Hint
		if o := fault.Other; o != nil {
			d.Related = []diag.Related{{Span: r.at(o.Start, o.End), Message: o.Message}}
		}
	}
	if len(faults) > 0 {
		return &catalog.Catalog{}, r.found
	}
	c := r.catalog(root)
	if more := len(r.found) - maxFound; more > 0 {
		r.found = r.found[:maxFound]
		last := &r.found[maxFound-1]
		d := r.found.Add(ruleCatalogue, diag.Error, last.Span, "the catalogue has %d more mistakes after this one", more)
		d.Hint = last.Hint
	}
	return c, r.found
}

// maxFound is how many mistakes in one catalogue are reported: a file in another format
// has one at every value.
const maxFound = 100

// A reader reads values strictly. Each method takes what may be nil, which
// has been reported, and returns the zero value for what it reports.
type reader struct {
	file  *source.File
	start int // where the JSON begins in the file

	version  int
	names    *catalog.Catalog // with the forms of its codes and its facts alone
	envelope *envelope.Template
	found    diag.List
}

func (r *reader) catalog(v *jsonpos.Value) *catalog.Catalog {
	r.version = Version
	if v.Kind == jsonpos.Object {
		if version := v.Get("version"); version != nil {
			n, ok := version.Int()
			if !ok || n < 1 || n > Version {
				r.add(version, "the format has version %s, want 1 to %d", version.Append(nil), Version).
					Hint = "update errgen, or write the file again with this one"
				return &catalog.Catalog{}
			}
			r.version = n
		}
	}
	m, ok := r.fields(v, "the catalogue", "version", "docs_url", "errors", "forms?", "facts?", "services?", "default_code?", "initialisms?", "names?", "envelope?", "former_docs_urls?")
	if !ok {
		return &catalog.Catalog{}
	}
	var meta catalog.Meta
	meta.DocsURL = r.text(m[1], "docs_url").V
	if meta.DocsURL != "" && !catalog.URLPattern.MatchString(meta.DocsURL) {
		r.add(m[1], "docs_url is %q, want an absolute http or https URL without query and fragment", meta.DocsURL)
	}
	meta.Forms = r.readForms(m[3])
	meta.Facts = r.readFacts(m[4])
	meta.Services = plain(r.texts(m[5], "services"))
	for _, u := range r.texts(m[10], "former_docs_urls") {
		if !catalog.URLPattern.MatchString(u.V) {
			r.found.Add(ruleCatalogue, diag.Error, u.Span, "former_docs_urls has %q, want an absolute http or https URL without query and fragment", u.V)
			continue
		}
		meta.FormerURLs = append(meta.FormerURLs, u.V)
	}
	r.names = &catalog.Catalog{Forms: meta.Forms, Facts: meta.Facts}
	if m[6] != nil {
		meta.DefaultCode = r.code(m[6], "default_code").V
	}
	meta.Initialisms = plain(r.texts(m[7], "initialisms"))
	meta.Names = r.readNames(m[8])
	r.envelope = r.readEnvelope(m[9])
	meta.Envelope = r.envelope
	var entries []*catalog.Entry
	for _, item := range r.items(m[2], "errors") {
		entries = append(entries, r.entry(item, meta.DocsURL))
	}
	c, found := catalog.Restore(entries, meta)
	r.found = append(r.found, found...)
	return c
}

// entry returns nil where the error has no code.
func (r *reader) entry(v *jsonpos.Value, docsURL string) *catalog.Entry {
	members := []string{"code", "status", "status_from", "title", "type", "detail",
		"description", "params", "retryable", "deprecated", "aliases", "sections", "related", "examples", "page"}
	if r.version > 1 { // a slim catalogue leaves out what says nothing
		for i, name := range members[5:14] {
			members[5+i] = name + "?"
		}
	}
	m, _ := r.fields(v, "the error", members...)
	if m == nil {
		return nil
	}
	e := &catalog.Entry{File: r.file, Start: r.at(v.Start, v.Start)}
	e.Code = r.code(m[0], "code")
	if e.Code.V == "" {
		return nil
	}
	if f := r.names.FormOf(e.Code.V); !f.Equal(form.Default) {
		e.Form = f
	}
	e.Status = r.status(m[1], "status")
	e.StatusFrom = catalog.Source(r.text(m[2], "status_from").V)
	e.Title = r.text(m[3], "title")
	e.Type = r.text(m[4], "type")
	if e.Type.V != "" {
		if err := catalog.CheckType(e.Type.V); err != nil {
			r.add(m[4], "the type %s", err)
		}
	}
	e.Detail = r.text(m[5], "detail")
	e.Description = r.text(m[6], "description")
	e.Params = r.params(m[7], "params", false)
	r.template(m[5], e)
	e.Retryable = r.tri(m[8], "retryable")
	e.Deprecated = r.deprecated(m[9])
	e.Aliases = r.codes(m[10], "alias")
	for _, s := range r.items(m[11], "sections") {
		e.Sections = append(e.Sections, r.section(s))
	}
	for _, l := range r.items(m[12], "related") {
		e.Related = append(e.Related, r.link(l))
	}
	for _, x := range r.items(m[13], "examples") {
		if m, ok := r.fields(x, "the example", "name", "body"); ok && r.is(m[1], "body", jsonpos.Object) {
			e.Examples = append(e.Examples, catalog.NewExample(r.envelope, r.text(m[0], "name").V, m[1], r.at))
		}
	}
	e.Page = r.text(m[14], "page").V
	if e.Page != "" {
		if err := catalog.CheckPage(e.Page); err != nil {
			r.add(m[14], "the page %s", err)
		}
	}
	if r.version > 1 {
		r.newer(v, e)
	} else if want := docsURL + "/" + e.CodePath(); e.Type.V != want && !e.Type.Span.IsZero() {
		r.add(m[4], "the type is %q, but that of the code is %q", e.Type.V, want)
	}
	return e
}

func (r *reader) codes(v *jsonpos.Value, what string) (out []catalog.Value[catalog.Code]) {
	for _, item := range r.items(v, what) {
		if c := r.code(item, what); c.V != "" {
			out = append(out, c)
		}
	}
	return out
}

// template checks the detail as it is checked on a page, but for parameters
// without a placeholder: the detail may be that of an example.
func (r *reader) template(v *jsonpos.Value, e *catalog.Entry) {
	if len(e.Params) == 0 || v == nil {
		return
	}
	for _, fault := range catalog.CheckTemplate(e.Detail.V, e.Params) {
		if fault.Param == nil {
			r.add(v, "%s", fault.Message).Hint = fault.Hint
		}
	}
}

func (r *reader) deprecated(v *jsonpos.Value) *catalog.Deprecation {
	if v == nil || v.Kind == jsonpos.Null {
		return nil
	}
	m, ok := r.fields(v, "deprecated", "reason", "replaced_by")
	if !ok {
		return nil
	}
	d := &catalog.Deprecation{Reason: r.text(m[0], "reason")}
	if m[1].Kind != jsonpos.String || m[1].Text != "" {
		d.ReplacedBy = r.code(m[1], "replaced_by")
	}
	return d
}

func (r *reader) section(v *jsonpos.Value) (s catalog.Section) {
	m, ok := r.fields(v, "the section", "kind", "heading", "level", "markdown", "items")
	if !ok {
		return s
	}
	s.Span = r.at(v.Start, v.End)
	s.Kind = catalog.SectionKind(r.text(m[0], "kind").V)
	if !slices.Contains([]catalog.SectionKind{catalog.WhatHappened, catalog.HowToFix, catalog.CommonMistakes, catalog.RelatedErrors}, s.Kind) {
		s.Kind = catalog.Other // a kind that a newer writer knows
	}
	s.Heading = r.text(m[1], "heading")
	s.Level = r.int(m[2], "level").V
	if s.Level < 1 || s.Level > 6 {
		r.add(m[2], "the level is %s, want 1 to 6", m[2].Append(nil))
	}
	s.Markdown = r.text(m[3], "markdown").V
	for _, item := range r.items(m[4], "items") {
		s.Items = append(s.Items, r.text(item, "item").V)
	}
	return s
}

func (r *reader) link(v *jsonpos.Value) (l catalog.Link) {
	m, ok := r.fields(v, "the link", "code", "url", "text")
	if !ok {
		return l
	}
	if m[0].Kind != jsonpos.Null {
		l.Code = r.code(m[0], "code").V
	}
	l.URL = r.text(m[1], "url")
	l.Text = r.text(m[2], "text")
	return l
}

// params reads parameters, or the members of the objects of a list.
func (r *reader) params(v *jsonpos.Value, what string, members bool) []catalog.Param {
	var out []catalog.Param
	seen := map[string]bool{}
	for _, item := range r.items(v, what) {
		m, ok := r.fields(item, "the parameter", "name", "type", "description", "example", "optional?", "items?", "log?", "type_name?")
		if !ok {
			continue
		}
		p := catalog.Param{Name: r.text(m[0], "name"), Description: r.text(m[2], "description")}
		if err := catalog.CheckParamName(p.Name.V, !members); err != nil {
			r.add(m[0], "%s", err)
			continue
		}
		if seen[p.Name.V] {
			r.add(m[0], "duplicate parameter %q", p.Name.V)
			continue
		}
		seen[p.Name.V] = true
		if members {
			p.Type = oneOf(r, m[1], "type", scalars...)
		} else {
			p.Type = oneOf(r, m[1], "type", append(slices.Clone(scalars), catalog.List)...)
		}
		p.Optional = r.bool(m[4], "optional")
		p.Items = r.itemType(m[5])
		if m[6] != nil {
			p.Log = r.tri(m[6], "log")
		}
		if p.Items != nil {
			p.Items.TypeName = r.optional(m[7], "type_name").V
		}
		switch {
		case p.Type.V == "":
			continue
		case (p.Type.V == catalog.List) != (p.Items != nil):
			r.add(item, "parameter %q has type %q, want \"items\" for a list and only for a list", p.Name.V, p.Type.V)
			continue
		}
		if m[3].Kind != jsonpos.Null {
			p.Example.V, p.Example.Span = m[3].Append(nil), r.at(m[3].Start, m[3].End)
			if err := p.CheckExample(); err != nil {
				r.add(m[3], "%s", err)
			}
		}
		out = append(out, p)
	}
	return out
}

var scalars = []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time}

func (r *reader) itemType(v *jsonpos.Value) *catalog.Param {
	switch {
	case v == nil:
		return nil
	case v.Kind != jsonpos.Array:
		return &catalog.Param{Type: oneOf(r, v, "items", scalars...)}
	}
	members := r.params(v, "items", true)
	if len(members) == 0 {
		if len(v.Items) == 0 {
			r.add(v, "\"items\" is an empty list, want members")
		}
		return nil
	}
	return &catalog.Param{Type: catalog.Value[catalog.ParamType]{V: catalog.Object, Span: r.at(v.Start, v.End)}, Members: members}
}
