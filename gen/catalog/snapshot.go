package catalog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/conflict"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// ruleCatalogue is the rule of what is wrong with a catalogue in JSON.
const ruleCatalogue = "catalogue"

// FromJSON reads a catalogue that [Catalog.WriteJSON] wrote, in this version of the
// format or an older one. Targets generate the same bytes from it as from the pages
// and their configuration.
//
// It is strict: every member of the version must be there with its type, and a
// catalogue with mistakes that would have stopped generation is refused, each with
// its position in the file. Unknown members come from a newer version and are
// ignored. The catalogue is never nil; it holds the entries that could be read.
func FromJSON(f *source.File) (*Catalog, diag.List) {
	if found := conflict.Find(f, false); len(found) > 0 {
		return &Catalog{}, found
	}
	text := string(f.Data)
	start := 0
	if rest, ok := strings.CutPrefix(text, "\ufeff"); ok {
		text, start = rest, len("\ufeff")
	}
	r := &snapshotReader{file: f, start: start}
	root, faults := jsonpos.Parse(text)
	for _, fault := range faults {
		d := r.found.Add(ruleCatalogue, diag.Error, r.at(fault.Start, fault.End), "the catalogue is not valid JSON: %s", fault.Message)
		d.Hint = fault.Hint
		if o := fault.Other; o != nil {
			d.Related = []diag.Related{{Span: r.at(o.Start, o.End), Message: o.Message}}
		}
	}
	if len(faults) > 0 {
		return &Catalog{}, r.found
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

// snapshotReader reads values strictly. Each method takes what may be nil, which
// has been reported, and returns the zero value for what it reports.
type snapshotReader struct {
	file  *source.File
	start int // where the JSON begins in the file

	version  int
	forms    []*form.Form
	facts    []Fact
	services []string
	envelope *envelope.Template
	found    diag.List
}

func (r *snapshotReader) at(start, end int) source.Span {
	return r.file.Span(r.start+start, r.start+end)
}

func (r *snapshotReader) add(v *jsonpos.Value, format string, args ...any) *diag.Diagnostic {
	end := v.End
	if v.Kind == jsonpos.Object || v.Kind == jsonpos.Array {
		end = v.Start + 1 // a caret says more than a page of them
	}
	return r.found.Add(ruleCatalogue, diag.Error, r.at(v.Start, end), format, args...)
}

// is reports a value that is not of the wanted kind.
func (r *snapshotReader) is(v *jsonpos.Value, what string, kind jsonpos.Kind) bool {
	if v == nil {
		return false
	}
	if v.Kind != kind {
		r.add(v, "%q is %s, want %s", what, describe(v), kind)
		return false
	}
	return true
}

// fields returns the values of an object's members in the order of names, and
// reports those that are missing, unless they end in "?". Others are those of a
// newer writer.
func (r *snapshotReader) fields(v *jsonpos.Value, what string, names ...string) ([]*jsonpos.Value, bool) {
	if !r.is(v, what, jsonpos.Object) {
		return nil, false
	}
	out := make([]*jsonpos.Value, len(names))
	ok := true
	for i, name := range names {
		name, optional := strings.CutSuffix(name, "?")
		names[i] = name
		if out[i] = v.Get(name); out[i] == nil && !optional {
			r.add(v, "%q has no member %q", what, name).Hint = "write the file again with errgen list --format json"
			ok = false
		}
	}
	return out, ok
}

func (r *snapshotReader) text(v *jsonpos.Value, what string) Value[string] {
	if !r.is(v, what, jsonpos.String) {
		return Value[string]{}
	}
	return Value[string]{v.Text, r.at(v.Start, v.End)}
}

func (r *snapshotReader) bool(v *jsonpos.Value, what string) Value[bool] {
	if !r.is(v, what, jsonpos.Bool) {
		return Value[bool]{}
	}
	return Value[bool]{v.Text == "true", r.at(v.Start, v.End)}
}

func (r *snapshotReader) int(v *jsonpos.Value, what string) Value[int] {
	n, ok := v.Int()
	if v != nil && !ok {
		r.add(v, "%q is %s, want a whole number", what, describe(v))
	}
	if !ok {
		return Value[int]{}
	}
	return Value[int]{n, r.at(v.Start, v.End)}
}

// tri reads true, false or null.
func (r *snapshotReader) tri(v *jsonpos.Value, what string) Value[Tri] {
	if v == nil || v.Kind == jsonpos.Null {
		return Value[Tri]{}
	}
	b := r.bool(v, what)
	if b.Span.IsZero() || r.version == 1 && !b.V {
		return Value[Tri]{} // the first version said false where a page said nothing
	}
	return Value[Tri]{TriOf(b.V), b.Span}
}

// optional reads a text that may be left out.
func (r *snapshotReader) optional(v *jsonpos.Value, what string) Value[string] {
	if v == nil {
		return Value[string]{}
	}
	return r.text(v, what)
}

// texts reads a list of texts that may be left out.
func (r *snapshotReader) texts(v *jsonpos.Value, what string) (out []Value[string]) {
	if v == nil {
		return nil
	}
	for _, item := range r.items(v, what) {
		out = append(out, r.text(item, what))
	}
	return out
}

func plain(values []Value[string]) (out []string) {
	for _, v := range values {
		out = append(out, v.V)
	}
	return out
}

// members returns the members of an object that may be left out.
func (r *snapshotReader) members(v *jsonpos.Value, what string) []jsonpos.Member {
	if v == nil || !r.is(v, what, jsonpos.Object) {
		return nil
	}
	return v.Members
}

func (r *snapshotReader) code(v *jsonpos.Value, what string) Value[Code] {
	s := r.text(v, what)
	if s.Span.IsZero() {
		return Value[Code]{}
	}
	c, err := ParseCode(r.forms, s.V)
	if err != nil {
		r.add(v, "%s", err)
		return Value[Code]{}
	}
	return Value[Code]{c, s.Span}
}

// oneOf reads a text that is one of some.
func oneOf[T ~string](r *snapshotReader, v *jsonpos.Value, what string, want ...T) Value[T] {
	s := r.text(v, what)
	if s.Span.IsZero() {
		return Value[T]{}
	}
	if !slices.Contains(want, T(s.V)) {
		quoted := make([]string, len(want))
		for i, w := range want {
			quoted[i] = strconv.Quote(string(w))
		}
		r.add(v, "%q is %q, want %s", what, s.V, strings.Join(quoted, " or "))
		return Value[T]{}
	}
	return Value[T]{T(s.V), s.Span}
}

func (r *snapshotReader) items(v *jsonpos.Value, what string) []*jsonpos.Value {
	if !r.is(v, what, jsonpos.Array) {
		return nil
	}
	return v.Items
}

func (r *snapshotReader) catalog(v *jsonpos.Value) *Catalog {
	c := &Catalog{}
	r.version = JSONVersion
	if v.Kind == jsonpos.Object {
		if version := v.Get("version"); version != nil {
			n, ok := version.Int()
			if !ok || n < 1 || n > JSONVersion {
				r.add(version, "the format has version %s, want 1 to %d", version.Append(nil), JSONVersion).
					Hint = "update errgen, or write the file again with this one"
				return c
			}
			r.version = n
		}
	}
	m, ok := r.fields(v, "the catalogue", "version", "docs_url", "errors", "forms?", "facts?", "services?", "default_code?", "initialisms?", "names?", "envelope?", "former_docs_urls?")
	if !ok {
		return c
	}
	c.DocsURL = r.text(m[1], "docs_url").V
	if c.DocsURL != "" && !URLPattern.MatchString(c.DocsURL) {
		r.add(m[1], "docs_url is %q, want an absolute http or https URL without query and fragment", c.DocsURL)
	}
	c.Forms = r.readForms(m[3])
	c.Facts = r.readFacts(m[4])
	c.Services = plain(r.texts(m[5], "services"))
	for _, u := range r.texts(m[10], "former_docs_urls") {
		if !URLPattern.MatchString(u.V) {
			r.found.Add(ruleCatalogue, diag.Error, u.Span, "former_docs_urls has %q, want an absolute http or https URL without query and fragment", u.V)
			continue
		}
		c.FormerDocsURLs = append(c.FormerDocsURLs, u.V)
	}
	c.snapshot = true
	r.facts, r.services = c.Facts, c.Services
	if m[6] != nil {
		c.DefaultCode = r.code(m[6], "default_code").V
	}
	c.Initialisms = plain(r.texts(m[7], "initialisms"))
	c.Names = r.readNames(m[8])
	r.envelope = r.readEnvelope(m[9], c)
	c.Envelope = r.envelope
	var entries []*Entry
	for _, item := range r.items(m[2], "errors") {
		entries = append(entries, r.entry(item, c.DocsURL))
	}
	r.found = append(r.found, c.index(entries)...)
	docs := newSite(c.DocsURL, "")
	for _, e := range c.Entries {
		for i := range e.Related {
			l := &e.Related[i]
			l.Target, l.Fragment = docs.resolve(e.Page, l.URL.V)
		}
	}
	return c
}

// entry returns nil where the error has no code.
func (r *snapshotReader) entry(v *jsonpos.Value, docsURL string) *Entry {
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
	e := &Entry{File: r.file, Start: r.at(v.Start, v.Start)}
	e.Code = r.code(m[0], "code")
	if e.Code.V == "" {
		return nil
	}
	if f := (&Catalog{Forms: r.forms}).FormOf(e.Code.V); !f.Equal(form.Default) {
		e.Form = f
	}
	e.Status = r.status(m[1], "status")
	e.StatusFrom = Source(r.text(m[2], "status_from").V)
	e.Title = r.text(m[3], "title")
	e.Type = r.text(m[4], "type")
	if e.Type.V != "" {
		if err := CheckType(e.Type.V); err != nil {
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
			e.Examples = append(e.Examples, NewExample(r.envelope, r.text(m[0], "name").V, m[1], r.at))
		}
	}
	e.Page = r.text(m[14], "page").V
	if e.Page != "" {
		if err := CheckPage(e.Page); err != nil {
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

func (r *snapshotReader) codes(v *jsonpos.Value, what string) (out []Value[Code]) {
	for _, item := range r.items(v, what) {
		if c := r.code(item, what); c.V != "" {
			out = append(out, c)
		}
	}
	return out
}

// template checks the detail as it is checked on a page, but for parameters
// without a placeholder: the detail may be that of an example.
func (r *snapshotReader) template(v *jsonpos.Value, e *Entry) {
	if len(e.Params) == 0 || v == nil {
		return
	}
	for _, fault := range CheckTemplate(e.Detail.V, e.Params) {
		if fault.Param == nil {
			r.add(v, "%s", fault.Message).Hint = fault.Hint
		}
	}
}

func (r *snapshotReader) deprecated(v *jsonpos.Value) *Deprecation {
	if v == nil || v.Kind == jsonpos.Null {
		return nil
	}
	m, ok := r.fields(v, "deprecated", "reason", "replaced_by")
	if !ok {
		return nil
	}
	d := &Deprecation{Reason: r.text(m[0], "reason")}
	if m[1].Kind != jsonpos.String || m[1].Text != "" {
		d.ReplacedBy = r.code(m[1], "replaced_by")
	}
	return d
}

func (r *snapshotReader) section(v *jsonpos.Value) (s Section) {
	m, ok := r.fields(v, "the section", "kind", "heading", "level", "markdown", "items")
	if !ok {
		return s
	}
	s.Span = r.at(v.Start, v.End)
	s.Kind = SectionKind(r.text(m[0], "kind").V)
	if !slices.Contains([]SectionKind{WhatHappened, HowToFix, CommonMistakes, RelatedErrors}, s.Kind) {
		s.Kind = Other // a kind that a newer writer knows
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

func (r *snapshotReader) link(v *jsonpos.Value) (l Link) {
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
func (r *snapshotReader) params(v *jsonpos.Value, what string, members bool) []Param {
	var out []Param
	seen := map[string]bool{}
	for _, item := range r.items(v, what) {
		m, ok := r.fields(item, "the parameter", "name", "type", "description", "example", "optional?", "items?", "log?", "type_name?")
		if !ok {
			continue
		}
		p := Param{Name: r.text(m[0], "name"), Description: r.text(m[2], "description")}
		if err := CheckParamName(p.Name.V, !members); err != nil {
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
			p.Type = oneOf(r, m[1], "type", append(slices.Clone(scalars), List)...)
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
		case (p.Type.V == List) != (p.Items != nil):
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

var scalars = []ParamType{String, Int, Float, Bool, Time}

func (r *snapshotReader) itemType(v *jsonpos.Value) *Param {
	switch {
	case v == nil:
		return nil
	case v.Kind != jsonpos.Array:
		return &Param{Type: oneOf(r, v, "items", scalars...)}
	}
	members := r.params(v, "items", true)
	if len(members) == 0 {
		if len(v.Items) == 0 {
			r.add(v, "\"items\" is an empty list, want members")
		}
		return nil
	}
	return &Param{Type: Value[ParamType]{V: Object, Span: r.at(v.Start, v.End)}, Members: members}
}
