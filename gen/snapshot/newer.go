package snapshot

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/site"
)

// newer reads what the second version of the format says of an error beside what
// the first did.
func (r *reader) newer(v *jsonpos.Value, e *catalog.Entry) {
	m, _ := r.fields(v, "the error", "name?", "other_statuses?", "status_by_service?", "services?", "page_url?", "facts?", "headers?",
		"grpc?", "retired?", "path?", "anchor?", "no_status?", "translations?", "page_title?")
	e.Name = r.optional(m[0], "name")
	if m[1] != nil {
		for _, item := range r.items(m[1], "other_statuses") {
			e.OtherStatuses = append(e.OtherStatuses, r.status(item, "status"))
		}
	}
	for _, s := range r.members(m[2], "status_by_service") {
		e.ByService = append(e.ByService, catalog.ServiceStatus{
			Service: catalog.Value[string]{V: s.Name, Span: r.at(s.Start, s.End)}, Status: r.status(s.Value, "status"),
		})
	}
	e.Services = r.texts(m[3], "services")
	if e.PageURL = r.optional(m[4], "page_url"); e.PageURL.V != "" {
		if err := catalog.CheckType(e.PageURL.V); err != nil {
			r.add(m[4], "the page URL %s", err)
		}
	}
	e.Facts = r.entryFacts(m[5])
	if m[6] != nil {
		for _, item := range r.items(m[6], "headers") {
			if h, ok := r.fields(item, "the header", "name", "value"); ok {
				e.Headers = append(e.Headers, catalog.Header{Name: r.text(h[0], "name"), Value: r.text(h[1], "value")})
			}
		}
	}
	e.GRPC = r.optional(m[7], "grpc")
	if h, ok := []*jsonpos.Value(nil), m[8] != nil; ok {
		if h, ok = r.fields(m[8], "retired", "since", "reason", "replaced_by"); ok {
			e.Retired = &catalog.Retirement{Since: r.text(h[0], "since"), Reason: r.text(h[1], "reason")}
			if h[2].Kind != jsonpos.String || h[2].Text != "" {
				e.Retired.ReplacedBy = r.code(h[2], "replaced_by")
			}
		}
	}
	if e.Path = r.optional(m[9], "path").V; e.Path == "" {
		e.Path = site.WithoutExtension(e.Page)
	}
	e.Anchor = r.optional(m[10], "anchor").V
	if m[11] != nil {
		e.NoStatus = r.bool(m[11], "no_status").V
	}
	for _, in := range r.members(m[12], "translations") {
		e.Translations = append(e.Translations, r.translation(in.Name, in.Value))
	}
	e.Heading = r.optional(m[13], "page_title")
}

// translation reads what a page says in another language.
func (r *reader) translation(language string, v *jsonpos.Value) catalog.Translation {
	t := catalog.Translation{Language: language}
	m, ok := r.fields(v, "the translation", "title?", "description?", "detail?", "sections?")
	if !ok {
		return t
	}
	t.Title, t.Description, t.Detail = r.optional(m[0], "title"), r.optional(m[1], "description"), r.optional(m[2], "detail")
	if m[3] != nil {
		for _, s := range r.items(m[3], "sections") {
			t.Sections = append(t.Sections, r.section(s))
		}
	}
	return t
}

// status reads an HTTP status, or 0 where there is none.
func (r *reader) status(v *jsonpos.Value, what string) catalog.Value[int] {
	s := r.int(v, what)
	if !s.Span.IsZero() && s.V != 0 && (s.V < 100 || s.V > 599) {
		r.add(v, "the status is %d, want 100 to 599", s.V).Hint = "fix the page, then write the file again"
	}
	return s
}

func (r *reader) entryFacts(v *jsonpos.Value) []catalog.Value[string] {
	if len(r.names.Facts) == 0 {
		return nil
	}
	out := make([]catalog.Value[string], len(r.names.Facts))
	for i, f := range r.names.Facts {
		out[i].V = f.Default
		if at := v.Get(f.Name); at != nil {
			out[i] = r.text(at, f.Name)
		}
	}
	return out
}

// readForms reads what codes look like; the first version knew one form alone.
func (r *reader) readForms(v *jsonpos.Value) []*form.Form {
	if v == nil {
		return nil
	}
	var out []*form.Form
	for _, item := range r.items(v, "forms") {
		m, ok := r.fields(item, "the form", "form", "case")
		if !ok {
			continue
		}
		f, err := form.Parse(r.text(m[0], "form").V, form.Case(r.text(m[1], "case").V))
		if err != nil {
			r.add(m[0], "%s", err)
			continue
		}
		out = append(out, f)
	}
	if len(out) == 0 || len(out) == 1 && out[0].Equal(form.Default) {
		return nil
	}
	return out
}

func (r *reader) readFacts(v *jsonpos.Value) (out []catalog.Fact) {
	if v == nil {
		return nil
	}
	for _, item := range r.items(v, "facts") {
		if m, ok := r.fields(item, "the fact", "name", "description?", "values?", "default?"); ok {
			out = append(out, catalog.Fact{
				Name: r.text(m[0], "name").V, Doc: r.optional(m[1], "description").V,
				Values: plain(r.texts(m[2], "values")), Default: r.optional(m[3], "default").V,
			})
		}
	}
	return out
}

func (r *reader) readNames(v *jsonpos.Value) map[catalog.Code]catalog.Names {
	if v == nil {
		return nil
	}
	out := map[catalog.Code]catalog.Names{}
	for _, member := range r.members(v, "names") {
		if m, ok := r.fields(member.Value, "the names", "identifier?", "aliases?"); ok {
			out[catalog.Code(member.Name)] = catalog.Names{Identifier: r.optional(m[0], "identifier").V, Aliases: plain(r.texts(m[1], "aliases"))}
		}
	}
	return out
}

// readEnvelope reads what error bodies look like; the first version did not say.
func (r *reader) readEnvelope(v *jsonpos.Value) *envelope.Template {
	if v == nil {
		return envelope.Default
	}
	t, faults := envelope.Parse(v, r.names.Knows)
	for _, f := range faults {
		r.found.Add(ruleCatalogue, diag.Error, r.at(f.Start, f.End), "%s", f.Message).Hint = f.Hint
	}
	if t == nil {
		return envelope.Default
	}
	return t
}
