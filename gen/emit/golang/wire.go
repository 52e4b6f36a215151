package golang

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/name"
)

// A wire is the template of a catalogue's bodies, with what it needs of the table.
type wire struct {
	*envelope.Template
	columns  []column         // texts of the table that nothing but the template needs
	identity []envelope.Place // what tells the code, but for a type alone
	keyed    bool             // the texts of the identity are keys of the table
	own      []string         // parameters with places of their own
	shown    []string         // what of the table a body can show
}

// A column is a text that is known of each code when the table is made.
type column struct {
	field string
	ref   envelope.Ref
}

// formOf returns what the code of an entry looks like.
func (m *model) formOf(e *entry) *form.Form {
	if e.Form == nil {
		return form.Default
	}
	return e.Form
}

// values returns what the template's placeholders stand for whenever an error
// comes up.
func (m *model) values(e *catalog.Entry) envelope.Values {
	return m.Values(e, catalog.Occurrence{})
}

func (m *model) resolveWire() {
	w := &wire{Template: m.Body()}
	m.wire = w
	w.own = w.OwnParams()
	for _, p := range w.Places() {
		for _, part := range p.Value.Parts {
			for _, r := range part.Refs {
				m.addColumn(r)
				if r.Static() && !slices.Contains(w.shown, r.Name) {
					w.shown = append(w.shown, r.Name)
				}
			}
		}
	}
	m.resolveIdentity()
}

// isFact reports whether a name is that of a fact; segments go before facts.
func (m *model) isFact(name string) bool {
	return !m.HasSegment(name) && slices.ContainsFunc(m.facts, func(a accessor) bool { return a.name == name })
}

// addColumn adds what the table lacks of a placeholder.
func (m *model) addColumn(r envelope.Ref) {
	how := r.Case
	if how == "text" {
		how = ""
	}
	derived := r.Name == "reason_phrase" || r.Name == "rpc_status" || r.Name == "summary" || m.HasSegment(r.Name)
	if !r.Static() || how == "" && !derived {
		return
	}
	field := m.casing.Camel(r.Name + "_" + how)
	if slices.Contains(tableFields, field) || slices.ContainsFunc(m.facts, func(a accessor) bool { return m.factField(a) == field }) || name.Go.IsKeyword(field) {
		field += "Text"
	}
	r.Case = how
	c := column{field, r}
	if !slices.Contains(m.wire.columns, c) {
		m.wire.columns = append(m.wire.columns, c)
	}
}

// column returns the field of a placeholder's column, "" where there is none.
func (w *wire) column(r envelope.Ref) string {
	if r.Case == "text" {
		r.Case = ""
	}
	for _, c := range w.columns {
		if c.ref == r {
			return c.field
		}
	}
	return ""
}

// text returns the text of a column for an entry.
func (m *model) columnText(c column, e *catalog.Entry) string {
	v := m.values(e)(c.ref.Name)
	if v == nil {
		return ""
	}
	switch {
	case c.ref.Case != "":
		return envelope.Spell(v.Text, c.ref.Case)
	case c.ref.Name == "summary" && v.Text == e.Description.V:
		return "" // the description is used
	}
	return v.Text
}

// resolveIdentity settles what in a body tells the code: places of the body if
// they do, else with those of headers; facts where segments do not. A type alone
// needs none, as it is a key of the table anyway.
func (m *model) resolveIdentity() {
	w := m.wire
	values := func(i int) envelope.Values { return m.values(m.entries[i].Entry) }
	body := *w.Template
	body.Headers = nil
	for _, t := range []*envelope.Template{&body, w.Template} {
		for _, identifies := range []func(string) bool{m.HasSegment, m.Identifies} {
			places, bad := t.Identify(len(m.entries), values, identifies)
			if bad != nil {
				continue
			}
			if len(places) == 1 && refOf(places[0]) == (envelope.Ref{Name: "type"}) {
				return
			}
			w.identity = places
			for _, e := range m.entries {
				if texts := m.identityOf(e.Entry); len(texts) != 1 || texts[0] != e.code {
					w.keyed = true
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
func (m *model) identityOf(e *catalog.Entry) []string {
	values := m.values(e)
	out := make([]string, len(m.wire.identity))
	for i, p := range m.wire.identity {
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
		out[i], _ = m.wire.Rendered(p, values)
	}
	return out
}

// aliasIdentity returns the texts that told the code of an entry when it was an
// older one.
func (m *model) aliasIdentity(a oldCode) []string {
	old := *a.now.Entry
	old.Code.V = a.code
	return m.identityOf(&old)
}

// keyTexts returns the text by which the identity finds each row, none where the
// rows are found without.
func (w *wire) keyTexts(m *model) []string {
	if !w.keyed {
		return nil
	}
	out := make([]string, 0, len(m.entries))
	for _, e := range m.entries {
		out = append(out, strings.Join(m.identityOf(e.Entry), "\n"))
	}
	for _, a := range m.aliases() {
		out = append(out, strings.Join(m.aliasIdentity(a), "\n"))
	}
	return out
}
