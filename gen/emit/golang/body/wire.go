package body

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/name"
)

// A Model is that of a package, with what the template of bodies needs of the table.
type Model struct {
	*model.Model
	Template *envelope.Template
	Columns  []Column         // texts of the table that nothing but the template needs
	Keyed    bool             // the texts of the identity are keys of the table
	Own      []string         // parameters with places of their own
	Shown    []string         // what of the table a body can show
	identity []envelope.Place // what tells the code, but for a type alone
}

// A Column is a text that is known of each code when the table is made.
type Column struct {
	Field string
	Ref   envelope.Ref
}

// values returns what the template's placeholders stand for whenever an error
// comes up.
func (m *Model) values(e *catalog.Entry) envelope.Values {
	return m.Values(e, catalog.Occurrence{})
}

// New settles what the template of a catalogue needs.
func New(names *model.Model) *Model {
	m := &Model{Model: names, Template: names.Body()}
	m.Own = m.Template.OwnParams()
	for _, p := range m.Template.Places() {
		for _, part := range p.Value.Parts {
			for _, r := range part.Refs {
				m.addColumn(r)
				if r.Static() && !slices.Contains(m.Shown, r.Name) {
					m.Shown = append(m.Shown, r.Name)
				}
			}
		}
	}
	m.resolveIdentity()
	return m
}

// isFact reports whether a name is that of a fact; segments go before facts.
func (m *Model) isFact(name string) bool {
	return !m.HasSegment(name) && slices.ContainsFunc(m.Facts, func(a model.Accessor) bool { return a.Name == name })
}

// addColumn adds what the table lacks of a placeholder.
func (m *Model) addColumn(r envelope.Ref) {
	how := r.Case
	if how == "text" {
		how = ""
	}
	derived := r.Name == "reason_phrase" || r.Name == "rpc_status" || r.Name == "summary" || m.HasSegment(r.Name)
	if !r.Static() || how == "" && !derived {
		return
	}
	field := m.Casing.Camel(r.Name + "_" + how)
	if slices.Contains(model.TableFields, field) || slices.ContainsFunc(m.Facts, func(a model.Accessor) bool { return m.FactField(a) == field }) || name.Go.IsKeyword(field) {
		field += "Text"
	}
	r.Case = how
	c := Column{field, r}
	if !slices.Contains(m.Columns, c) {
		m.Columns = append(m.Columns, c)
	}
}

// column returns the field of a placeholder's column, "" where there is none.
func (m *Model) column(r envelope.Ref) string {
	if r.Case == "text" {
		r.Case = ""
	}
	for _, c := range m.Columns {
		if c.Ref == r {
			return c.Field
		}
	}
	return ""
}

// ColumnText returns the text of a column for an entry.
func (m *Model) ColumnText(c Column, e *catalog.Entry) string {
	v := m.values(e)(c.Ref.Name)
	if v == nil {
		return ""
	}
	switch {
	case c.Ref.Case != "":
		return envelope.Spell(v.Text, c.Ref.Case)
	case c.Ref.Name == "summary" && v.Text == e.Description.V:
		return "" // the description is used
	}
	return v.Text
}

// resolveIdentity settles what in a body tells the code: places of the body if
// they do, else with those of headers; facts where segments do not. A type alone
// needs none, as it is a key of the table anyway.
func (m *Model) resolveIdentity() {
	values := func(i int) envelope.Values { return m.values(m.Entries[i].Entry) }
	body := *m.Template
	body.Headers = nil
	for _, t := range []*envelope.Template{&body, m.Template} {
		for _, identifies := range []func(string) bool{m.HasSegment, m.Identifies} {
			places, bad := t.Identify(len(m.Entries), values, identifies)
			if bad != nil {
				continue
			}
			if len(places) == 1 && refOf(places[0]) == (envelope.Ref{Name: "type"}) {
				return
			}
			m.identity = places
			for _, e := range m.Entries {
				if texts := m.identityOf(e.Entry); len(texts) != 1 || texts[0] != e.Text {
					m.Keyed = true
				}
			}
			return
		}
	}
	// Nothing is found but what has a type or a code.
}

// refOf returns the placeholder of a place that is nothing else, and the zero Ref
// for another.
func refOf(p envelope.Place) envelope.Ref {
	if part := p.Value.Alone(); part != nil && len(part.Refs) == 1 {
		return part.Refs[0]
	}
	return envelope.Ref{}
}

// single returns the only placeholder of a place, with text around it or without,
// and whether there is but one.
func single(n *envelope.Node) (envelope.Ref, bool) {
	var found []envelope.Part
	for _, p := range n.Parts {
		if p.Refs != nil {
			found = append(found, p)
		}
	}
	if len(found) != 1 || len(found[0].Refs) != 1 {
		return envelope.Ref{}, false
	}
	return found[0].Refs[0], true
}

// identityOf returns the texts that tell the code of an entry: those of
// placeholders, without what stands around a single one.
func (m *Model) identityOf(e *catalog.Entry) []string {
	values := m.values(e)
	out := make([]string, len(m.identity))
	for i, p := range m.identity {
		if r, ok := single(p.Value); ok {
			if v := values(r.Name); v != nil {
				out[i] = v.Text
				if v.Kind != jsonpos.String {
					out[i] = string(v.Append(nil))
				}
				if r.Case != "" && r.Case != "text" {
					out[i] = envelope.Spell(out[i], r.Case)
				}
			}
			continue
		}
		out[i], _ = m.Template.Rendered(p, values)
	}
	return out
}

// AliasIdentity returns the texts that told the code of an entry when it was an
// older one.
func (m *Model) AliasIdentity(a model.OldCode) []string {
	old := *a.Now.Entry
	old.Code.V = a.Code
	return m.identityOf(&old)
}

// KeyTexts returns the text by which the identity finds each row, none where the
// rows are found without.
func (m *Model) KeyTexts() []string {
	if !m.Keyed {
		return nil
	}
	out := make([]string, 0, len(m.Entries))
	for _, e := range m.Entries {
		out = append(out, strings.Join(m.identityOf(e.Entry), "\n"))
	}
	for _, a := range m.OldCodes() {
		out = append(out, strings.Join(m.AliasIdentity(a), "\n"))
	}
	return out
}
