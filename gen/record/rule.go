package record

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// A Rule says how the errors of some pages are found and where their facts are.
type Rule struct {
	In   []catalog.Value[string] // globs of the pages, relative to the pages folder
	Each Each
	// Under are headings: only what is under one of them is a record. Empty: everything
	// is.
	Under []catalog.Value[string]
	Form  *form.Form

	Code, Status, Title, Detail, Description, Name Places
	Facts                                          []FactPlaces

	Retryable, Deprecated, ReplacedBy, Retired, Aliases Places

	// Placeholders is how texts name a parameter, a style of [catalog.TemplateIn]; empty:
	// as {name}, and only parameters that are declared.
	Placeholders string
	// Type and PageURL say what URLs are made of; a nil PageURL is the type.
	Type, PageURL *URL
	// Merge says that several records may describe one error.
	Merge bool
	// Named says that a page is named after its code: its path and its title state it.
	Named bool
	// Shown says that a record shows its error body, so that one without is a
	// finding.
	Shown bool

	Span source.Span // in the configuration

	labels bool // one of the places is a label
}

// FactPlaces are the places of a fact that the configuration defines.
type FactPlaces struct {
	Index  int // in the catalogue's facts
	Fact   *catalog.Fact
	Places Places
	May    bool // a record may be without it
}

// Builtin returns the rule of pages for which the configuration has no other: a page
// for each code, at the path of the code's segments. s is the docs site, nil for none;
// codeSections and statusSections are further headings under which a page states the
// two.
func Builtin(s *site.Site, codeSections, statusSections []string) *Rule {
	r := &Rule{
		Form:        form.Default,
		Code:        places("front code", "element Danger", "section Error Code", "section URN"),
		Status:      places("front status", "example status", "section HTTP Status Code", "section HTTP Status", "section HTTP Response Status", "section Status Code"),
		Title:       places("example title"),
		Detail:      places("front detail"),
		Description: places("front description", "subtitle"),
		Type:        pageType,
		Named:       true,
		Shown:       true,
	}
	if s != nil {
		for _, p := range places(s.Places...) {
			if !slices.ContainsFunc(r.Code, func(o Place) bool { return o.String() == p.String() }) {
				r.Code = slices.Insert(r.Code, 1, p)
			}
		}
	}
	for _, heading := range codeSections {
		r.Code = append(r.Code, place("section "+heading))
	}
	for _, heading := range statusSections {
		r.Status = append(r.Status, place("section "+heading))
	}
	r.Status = append(r.Status, places("prose", "summary")...)
	return r
}

// Complete fills in what a rule of the configuration leaves out.
func (r *Rule) Complete(s *site.Site, codeSections, statusSections []string) {
	builtin := Builtin(s, codeSections, statusSections)
	for _, ps := range [...]Places{r.Status, r.Title, r.Detail} {
		r.Shown = r.Shown || ps.Has("json", "example")
	}
	if r.Form == nil {
		r.Form = builtin.Form
	}
	if r.Code == nil && r.Each.Kind == Page {
		r.Code, r.Named = builtin.Code, true
	}
	if r.Status == nil {
		r.Status = builtin.Status
		if r.Each.Kind != Page {
			r.Status = places("example status", "section HTTP Status Code", "section HTTP Status", "section Status Code")
		}
	}
	if r.Title == nil {
		r.Title = builtin.Title
	}
	if r.Detail == nil && r.Each.Kind == Page {
		r.Detail = builtin.Detail
	}
	if r.Description == nil {
		r.Description = places("quote", "text")
		if r.Each.Kind == Page {
			r.Description = places("front description", "subtitle", "quote", "text")
		}
	}
	page := pageType
	if r.Each.Kind != Page {
		page = recordType
	}
	switch {
	case r.Type == nil && (r.Each.Kind == Row || r.Each.Kind == Item):
		r.Type = codeType
		if r.PageURL == nil {
			r.PageURL = page
		}
	case r.Type == nil:
		r.Type = page
	case r.PageURL == nil && !r.Type.web():
		r.PageURL = page
	}
	r.Shown = r.Shown || r.Named
	r.labels = slices.ContainsFunc(r.places(), func(ps Places) bool { return ps.Has("label") })
}

// ColumnsOf returns the columns among places, as they are compared.
func (r *Rule) ColumnsOf(ps Places) []string { return r.NamesOf(ps, "column") }

// NamesOf returns the names of the columns, the labels or the attributes among places, as
// they are compared; of attributes, those of the record's own element.
func (r *Rule) NamesOf(ps Places, word string) (out []string) {
	for i := range ps {
		if ps[i].Word == word && !(word == "attribute" && (r.Each.Kind != Element || strings.Contains(ps[i].Arg, " "))) {
			out = append(out, ps[i].key)
		}
	}
	return out
}

// OtherColumns returns the columns that the rule reads beside that of the code.
func (r *Rule) OtherColumns() (out []string) {
	code := r.ColumnsOf(r.Code)
	for _, ps := range r.places() {
		for _, c := range r.ColumnsOf(ps) {
			if !slices.Contains(code, c) && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Section reports whether a section whose heading has those words is one of the places.
func (ps Places) Section(words string) bool {
	return slices.ContainsFunc(ps, func(p Place) bool { return p.Word == "section" && p.key == words })
}

// Reads reports whether one of the rule's places is the column.
func (r *Rule) Reads(column string) bool { return r.has("column", column) }

// ReadsFront reports whether one of the rule's places is the key of the front matter.
func (r *Rule) ReadsFront(key string) bool { return r.has("front", key) }

// Labels reports whether one of the rule's places is a label.
func (r *Rule) Labels() bool { return r.labels }

// HasPlace reports whether one of the rule's places has a word and a name, as it is
// compared.
func (r *Rule) HasPlace(word, name string) bool { return r.has(word, name) }

func (r *Rule) has(word, key string) bool {
	return slices.ContainsFunc(r.places(), func(ps Places) bool {
		return slices.ContainsFunc(ps, func(p Place) bool { return p.Word == word && p.key == key })
	})
}

// places returns the places of all facts.
func (r *Rule) places() []Places {
	out := []Places{r.Code, r.Status, r.Title, r.Detail, r.Description, r.Name, r.Retryable, r.Deprecated, r.ReplacedBy, r.Retired, r.Aliases}
	for _, f := range r.Facts {
		out = append(out, f.Places)
	}
	return out
}
