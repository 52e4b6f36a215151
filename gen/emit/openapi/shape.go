package openapi

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// A shape is what schemas are made of: the template of error bodies, and what in
// it is the problem.
type shape struct {
	template      *envelope.Template
	problem       *envelope.Node // an object of the body, or all of it
	discriminator string         // its member that tells the codes apart; empty where no text does
	at            envelope.Place // of that member
	told          string         // what tells the codes apart, in words
	fixed         map[*envelope.Node]bool
	own           []string // parameters with places of their own
}

// shared are the names of values that many errors have as a rule.
var shared = []string{"status", "reason_phrase", "rpc_status"}

func shapeOf(c *catalog.Catalog) *shape {
	t := c.Body()
	s := &shape{template: t, problem: t.Body, told: "their members", fixed: map[*envelope.Node]bool{}, own: t.OwnParams()}
	s.find(t.Body, c)
	chosen, _ := t.Identify(len(c.Entries), func(i int) envelope.Values { return c.Values(c.Entries[i], catalog.Occurrence{}) }, c.Identifies)
	places := append(chosen, t.Identity(c.Identifies)...)
	i := slices.IndexFunc(places, func(p envelope.Place) bool {
		return p.Header == "" && p.Path[len(p.Path)-1].Name != "" && !slices.Contains(shared, firstName(p.Value))
	})
	if i < 0 {
		return s
	}
	s.at = places[i]
	member := s.at.Path[len(s.at.Path)-1].Name
	s.problem = objectAt(t.Body, s.at.Path[:len(s.at.Path)-1])
	s.told = member
	if s.at.Value.As != envelope.AsNumber {
		s.discriminator = member
	}
	return s
}

// objectAt returns the object that a path leads to.
func objectAt(n *envelope.Node, path []envelope.Step) *envelope.Node {
	for _, step := range path {
		if step.Name == "" {
			n = n.Items[step.Item]
			continue
		}
		i := slices.IndexFunc(n.Members, func(m envelope.Member) bool { return m.Name == step.Name })
		n = n.Members[i].Value
	}
	return n
}

// find notes the values that depend on the code alone and are no prose: those of
// one code are always the same.
func (s *shape) find(n *envelope.Node, c *catalog.Catalog) {
	for _, m := range n.Members {
		s.find(m.Value, c)
	}
	for _, item := range n.Items {
		s.find(item, c)
	}
	if n.Kind != envelope.Text {
		return
	}
	prose := []string{"title", "description", "summary", "reason_phrase", "page_url"}
	for _, p := range n.Parts {
		if len(p.Refs) > 1 || len(p.Refs) == 1 && (!p.Refs[0].Static() || slices.Contains(prose, p.Refs[0].Name) || isText(c, p.Refs[0].Name)) {
			return
		}
	}
	s.fixed[n] = true
}

// isText reports whether a name is that of a fact that may be any text.
func isText(c *catalog.Catalog, name string) bool {
	return slices.ContainsFunc(c.Facts, func(f catalog.Fact) bool { return f.Name == name && len(f.Values) == 0 })
}

// A subject is what a schema is of: the errors that a body may be of.
type subject struct {
	of     []*catalog.Entry
	only   bool   // it is of the first, and no other
	schema string // of the problem; empty where it is written out
}

// node writes the schema of a part of the template.
func (p *printer) node(n *envelope.Node, s *subject) {
	switch n.Kind {
	case envelope.Object:
		if n == p.problem && s.schema != "" {
			p.ref(s.schema)
			return
		}
		p.P("type: object")
		p.properties(p.membersOf(n, s))
	case envelope.Array:
		p.P("type: array")
		p.P("minItems: ", len(n.Items))
		switch len(n.Items) {
		case 0:
		case 1:
			p.key("items", func() { p.node(n.Items[0], s) })
		default:
			p.key("prefixItems", func() {
				for _, item := range n.Items {
					p.P("-")
					p.In(func() { p.node(item, s) })
				}
			})
		}
	case envelope.Literal:
		p.constant(n.JSON)
	default:
		p.text(n, s)
	}
}

// A property is a member of an object's schema.
type property struct {
	name     string
	required bool
	write    func()
}

// properties writes the properties of an object.
func (p *printer) properties(of []property) {
	required := slices.DeleteFunc(slices.Clone(of), func(m property) bool { return !m.required })
	if len(required) > 0 {
		p.key("required", func() {
			for _, m := range required {
				p.P("- ", plain(m.name))
			}
		})
	}
	if len(of) == 0 {
		return
	}
	p.key("properties", func() {
		for _, m := range of {
			p.key(plain(m.name), m.write)
		}
	})
}

// membersOf returns the members that an object has in the bodies of some errors.
func (p *printer) membersOf(n *envelope.Node, s *subject) []property {
	var out []property
	for _, m := range n.Members {
		if m.Spread {
			_, text := m.Value.AllParams()
			for _, param := range p.paramsOf(s) {
				if !slices.ContainsFunc(n.Members, func(o envelope.Member) bool { return o.Name == param.Name.V }) {
					out = append(out, p.paramProperty(param.Name.V, param, s, text))
				}
			}
			continue
		}
		if name := m.Value.Param(); name != "" {
			if param := p.param(name, s); param != nil {
				_, text := m.Value.AllParams()
				out = append(out, p.paramProperty(m.Name, param, s, text || m.Value.Parts[0].Refs[0].Case != ""))
			}
			continue
		}
		if p.isAbsent(m.Value, s) {
			continue
		}
		out = append(out, property{m.Name, p.isRequired(m.Value, s), func() { p.node(m.Value, s) }})
	}
	return out
}

func (p *printer) paramProperty(name string, param *catalog.Param, s *subject, text bool) property {
	return property{name, s.only && !param.Optional.V, func() {
		if text {
			p.P("type: string")
			p.describe(param)
			return
		}
		p.parameter(param)
	}}
}

// isAbsent reports whether no body of the errors has a part.
func (p *printer) isAbsent(n *envelope.Node, s *subject) bool {
	if all, _ := n.AllParams(); all {
		return len(p.paramsOf(s)) == 0 && !isNullable(n)
	}
	if !s.only || !p.fixed[n] || isNullable(n) || n.As == envelope.AsString {
		return false
	}
	_, ok := p.template.Rendered(envelope.Place{Value: n}, p.Values(s.of[0], catalog.Occurrence{}))
	return !ok
}

// isRequired reports whether every body of the errors has a part, of those that a
// client relies on.
func (p *printer) isRequired(n *envelope.Node, s *subject) bool {
	switch n.Kind {
	case envelope.Text:
		return p.fixed[n] && (s.only || !slices.ContainsFunc(s.of, func(e *catalog.Entry) bool {
			return p.isAbsent(n, &subject{of: []*catalog.Entry{e}, only: true})
		}))
	default:
		return true
	}
}

// text writes the schema of a value.
func (p *printer) text(n *envelope.Node, s *subject) {
	if all, text := n.AllParams(); all {
		p.nullable("object", n)
		var out []property
		for _, param := range p.paramsOf(s) {
			out = append(out, p.paramProperty(param.Name.V, param, s, text))
		}
		p.properties(out)
		return
	}
	kind := kindOf(n)
	if kind == "" {
		p.P("description: ", sentence(p.docOf(n)))
		return
	}
	if p.fixed[n] && s.only && p.fixedValue(n, s.of[0], kind) {
		return
	}
	p.nullable(kind, n)
	doc := p.docOf(n)
	switch {
	case isStatus(n):
		p.P("minimum: 100")
		p.P("maximum: 599")
	case p.fixed[n] && p.known(n, s, kind):
		doc = strings.TrimSpace(doc + " The examples are the currently defined values.")
	}
	if doc != "" {
		p.P("description: ", sentence(doc))
	}
}

// fixedValue writes the schema of a value that a code always has, and reports
// whether it has one.
func (p *printer) fixedValue(n *envelope.Node, e *catalog.Entry, kind string) bool {
	if isStatus(n) {
		if all := bodyStatuses(p.Catalog, e); len(all) > 1 {
			p.P("type: integer")
			p.key("enum", func() {
				for _, status := range all {
					p.P("- ", status)
				}
			})
			return true
		}
	}
	text, ok := p.template.Rendered(envelope.Place{Value: n}, p.Values(e, catalog.Occurrence{}))
	switch {
	case p.isNull(n, e):
		text = "null"
	case !ok || kind == "string" && text == "":
		return false
	case kind == "string":
		text = string(jsonpos.AppendString(nil, text))
	}
	p.constant(text)
	return true
}

// isNull reports whether a value is null because a code has none.
func (p *printer) isNull(n *envelope.Node, e *catalog.Entry) bool {
	values := p.Values(e, catalog.Occurrence{})
	return slices.ContainsFunc(n.Parts, func(part envelope.Part) bool {
		return part.Null && !slices.ContainsFunc(part.Refs, func(r envelope.Ref) bool {
			v := values(r.Name)
			return v != nil && v.Text != ""
		})
	})
}

// bodyStatuses returns the statuses that the body of an error may state.
func bodyStatuses(c *catalog.Catalog, e *catalog.Entry) []int {
	out := []int{c.StatusOf(e)}
	for _, s := range e.OtherStatuses {
		out = append(out, s.V)
	}
	for _, s := range e.ByService {
		out = append(out, s.Status.V)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// known writes the values that the codes of today have, and reports whether there
// are any.
func (p *printer) known(n *envelope.Node, s *subject, kind string) bool {
	var values []string
	seen := map[string]bool{}
	for _, e := range s.of {
		text, ok := p.template.Rendered(envelope.Place{Value: n}, p.Values(e, catalog.Occurrence{}))
		if !ok || seen[text] || p.isNull(n, e) {
			continue
		}
		seen[text] = true
		if kind == "string" {
			text = emit.Quote(text)
		}
		values = append(values, text)
	}
	if len(values) == 0 {
		return false
	}
	p.key("examples", func() {
		for _, v := range values {
			p.P("- ", v)
		}
	})
	return true
}

// constant writes the schema of a JSON value that is always the same.
func (p *printer) constant(text string) {
	v, _ := jsonpos.Parse(text)
	kind := map[jsonpos.Kind]string{jsonpos.String: "string", jsonpos.Number: "number", jsonpos.Bool: "boolean", jsonpos.Null: `"null"`}[v.Kind]
	if _, ok := v.Int(); ok {
		kind = "integer"
	}
	p.P("type: ", kind)
	if v.Kind != jsonpos.Null {
		value, _ := inline(v)
		p.P("const: ", value)
	}
}

// apart reports whether the bodies of errors are told apart by the values that
// each of them has, so that no body is one of two.
func (p *printer) apart(entries []*catalog.Entry) bool {
	keys := make([]string, len(entries))
	for _, place := range p.template.Places() {
		if place.Header != "" || !p.fixed[place.Value] {
			continue
		}
		if texts, ok := p.textsAt(place, entries); ok {
			for i, text := range texts {
				keys[i] += text + "\n"
			}
		}
	}
	slices.Sort(keys)
	return len(keys) > 0 && len(slices.Compact(keys)) == len(entries)
}

// textsAt returns the text that each of some errors has at a place, and false where
// one has none, or several.
func (p *printer) textsAt(place envelope.Place, entries []*catalog.Entry) ([]string, bool) {
	out := make([]string, len(entries))
	for i, e := range entries {
		text, ok := p.template.Rendered(place, p.Values(e, catalog.Occurrence{}))
		if !ok || text == "" || p.isNull(place.Value, e) || isStatus(place.Value) && len(bodyStatuses(p.Catalog, e)) > 1 {
			return nil, false
		}
		out[i] = text
	}
	return out, true
}

// headerValue returns the value of a header of the template, "" where it differs
// between occurrences.
func (p *printer) headerValue(h envelope.Header, entries []*catalog.Entry) string {
	if len(entries) == 0 {
		return ""
	}
	value, _ := p.template.Header(h, p.Values(entries[0], catalog.Occurrence{}))
	return value
}

// firstName returns the first name in a text.
func firstName(n *envelope.Node) string {
	for _, p := range n.Parts {
		if p.Refs != nil {
			return p.Refs[0].Name
		}
	}
	return ""
}
