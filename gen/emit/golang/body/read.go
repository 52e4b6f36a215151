package body

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/name"
)

// standard are the members of a problem, with the extension that many have.
var standard = []string{"type", "title", "status", "detail", "code", "instance", "requestId"}

// facts returns the constants of the template.
func facts(m *Model) []jen.Code {
	w := m.Template
	constant := func(text, ident string, value any) jen.Code { return doc(text).Const().Id(ident).Op("=").Lit(value) }
	named := func(n *envelope.Node) []jen.Code {
		var out []jen.Code
		for _, s := range standard {
			if slices.ContainsFunc(n.Members, func(m envelope.Member) bool { return !m.Spread && m.Name == s }) {
				out = append(out, jen.Lit(s))
			}
		}
		return out
	}
	inner := &envelope.Node{}
	for _, member := range w.Body.Members {
		if member.Name == "error" && member.Value.Kind == envelope.Object {
			inner = member.Value
		}
	}
	list := func(text, ident string, n *envelope.Node) jen.Code {
		return doc(text).Var().Id(ident).Op("=").Index(jen.Op("...")).String().Values(named(n)...)
	}
	var out []jen.Code
	if m.Options.HTTP {
		out = append(out, constant("mediaType is the media type of bodies.", "mediaType", w.MediaType),
			constant("fixedStatus is the status of every response, or 0 if it is the status of the error.", "fixedStatus", w.Status))
	}
	return append(out,
		list("ownTop has the names that members of a problem and of the body share.", "ownTop", w.Body),
		list(`ownError has the names that they share with the member "error".`, "ownError", inner),
		constant("showsAll reports that bodies have all members of a problem.", "showsAll", showsAll(w)),
		constant("identityKeys reports that identities are keys of the table.", "identityKeys", m.Keyed),
		doc("An identity consists of the texts in a body that identify the code.").Type().Id("identity").Index(jen.Lit(len(m.identity))).String(),
		identityFunc(m),
	)
}

func showsAll(t *envelope.Template) bool {
	shown := map[string]bool{}
	for _, p := range t.Places() {
		if part := p.Value.Alone(); part != nil && p.Header == "" {
			shown[part.Refs[0].Name] = true
		}
	}
	for _, s := range []string{"type", "title", "status", "detail", "instance", "request_id"} {
		if !shown[s] {
			return false
		}
	}
	return true
}

// identityFunc returns the method by which a row says what tells its code.
func identityFunc(m *Model) jen.Code {
	self := jen.Id("i").Op("*").Id("info")
	var texts []jen.Code
	for _, p := range m.identity {
		if r, ok := single(p.Value); ok {
			texts = append(texts, m.anyText([]envelope.Ref{r}))
			continue
		}
		var sum *jen.Statement
		for _, part := range p.Value.Parts {
			one := jen.Lit(part.Text)
			if part.Refs != nil {
				one = m.anyText(part.Refs)
			}
			if sum == nil {
				sum = one
			} else {
				sum.Op("+").Add(one)
			}
		}
		texts = append(texts, sum)
	}
	if len(texts) == 0 {
		self = jen.Op("*").Id("info")
	}
	return doc("identity returns the texts that identify the code.").
		Func().Params(self).Id("identity").Params().Id("identity").Block(jen.Return(jen.Id("identity").Values(texts...)))
}

// completeFunc returns the method that fills in the columns of an unknown code.
func completeFunc(m *Model) jen.Code {
	var set []jen.Code
	for _, c := range m.Columns {
		var value *jen.Statement
		switch c.Ref.Name {
		case "summary":
			continue
		case "reason_phrase":
			value = jen.Id("i").Dot("title")
		case "rpc_status":
			value = jen.Id("rpcStatus").Call(jen.Id("i").Dot("status"))
		default:
			switch {
			case m.HasSegment(c.Ref.Name):
				value = jen.Id("i").Dot("code").Dot("segment").Call(jen.Lit(c.Ref.Name))
			case m.isFact(c.Ref.Name):
				continue
			default:
				value = m.operand(envelope.Ref{Name: c.Ref.Name}).text
			}
		}
		if c.Ref.Case != "" {
			value = jen.Id("spell").Call(value, jen.Lit(c.Ref.Case))
		}
		set = append(set, jen.Id("i").Dot(c.Field).Op("=").Add(value))
	}
	self := jen.Id("i").Op("*").Id("info")
	if len(set) == 0 {
		self = jen.Op("*").Id("info")
	}
	return doc("complete fills in the other values that bodies show for an unknown code.").Func().Params(self).Id("complete").Params().Block(set...)
}

// readFuncs returns the methods that read a body and headers.
func readFuncs(m *Model) []jen.Code {
	r := &reader{m: m, taken: map[string]bool{}}
	for _, s := range []string{"r", "top", "p", "cut", "item", "membersOf", "statusOf", "stringOf"} {
		r.taken[s] = true
	}
	out := []jen.Code{
		doc("read reads the values of the template from a body.").
			Func().Params(jen.Id("r").Op("*").Id("reading")).Id("read").Params(jen.Id("top").Id("members")).BlockFunc(func(g *jen.Group) {
			r.g = g
			r.object(m.Template.Body, "top", nil)
		}),
	}
	if m.Options.HTTP {
		out = append(out, doc("readHeader reads the parts of the code in headers.").
			Func().Params(jen.Id("r").Op("*").Id("reading")).Id("readHeader").Params(jen.Id("get").Func().Params(jen.String()).String()).BlockFunc(r.headers))
	}
	return append(out, namedFunc(m))
}

// namedFunc returns the method that returns the text by which people would name an
// unknown error.
func namedFunc(m *Model) jen.Code {
	var texts []jen.Code
	for i, p := range m.identity {
		if r, ok := single(p.Value); ok && (r.Name == "code" || m.HasSegment(r.Name)) {
			texts = append(texts, jen.Id("r").Dot("identity").Index(jen.Lit(i)))
		}
	}
	self := jen.Id("r").Op("*").Id("reading")
	var value jen.Code
	switch len(texts) {
	case 0:
		self, value = jen.Op("*").Id("reading"), jen.Lit("")
	case 1:
		value = texts[0]
	default:
		value = jen.Id("firstOf").Call(texts...)
	}
	return doc("named returns the text that best identifies an unknown error.").
		Func().Params(self).Id("named").Params().String().Block(jen.Return(value))
}

// A reader makes the statements that read a body.
type reader struct {
	m     *Model
	g     *jen.Group
	taken map[string]bool // variables
}

// readable reports whether anything below a node is read.
func (r *reader) readable(n *envelope.Node) bool {
	switch n.Kind {
	case envelope.Object:
		return slices.ContainsFunc(n.Members, func(m envelope.Member) bool { return r.readable(m.Value) })
	case envelope.Array:
		return slices.ContainsFunc(n.Items, r.readable)
	case envelope.Literal:
		return r.m.Template.Status != 0
	}
	return true
}

// variable returns a new name for a variable.
func (r *reader) variable(s string) string {
	base := name.Go.Safe(r.m.Casing.Camel(s))
	ident := base
	for i := 2; r.taken[ident] || ident == "_"; i++ {
		ident = base + strconv.Itoa(i)
	}
	r.taken[ident] = true
	return ident
}

// object reads the members of an object, which are those of a variable.
func (r *reader) object(n *envelope.Node, of string, path []envelope.Step) {
	path = path[:len(path):len(path)]
	for _, m := range n.Members {
		if m.Spread {
			r.g.Id("r").Dot("params").Op("=").Id(of)
			if _, text := m.Value.AllParams(); text {
				r.g.Id("r").Dot("asText").Op("=").True()
			}
			continue
		}
		r.value(m.Value, jen.Id(of).Dot("value").Call(jen.Lit(m.Name)), m.Name, append(path, envelope.Step{Name: m.Name}))
	}
}

// value reads a value, which is that of an expression.
func (r *reader) value(n *envelope.Node, data *jen.Statement, hint string, path []envelope.Step) {
	if !r.readable(n) {
		return
	}
	switch n.Kind {
	case envelope.Object:
		ident := r.variable(hint)
		r.g.Id(ident).Op(":=").Id("membersOf").Call(data)
		r.object(n, ident, path)
	case envelope.Array:
		for i, one := range n.Items {
			r.value(one, jen.Id("item").Call(data, jen.Lit(i)), hint+strconv.Itoa(i+1), append(path[:len(path):len(path)], envelope.Step{Item: i}))
		}
	case envelope.Literal:
		r.g.Id("r").Dot("literal").Call(data, jen.Lit(n.JSON))
	case envelope.Text:
		r.text(envelope.Place{Path: path, Value: n}, data)
	}
}

// identityAt returns which text of the identity stands at a place, -1 if none does.
func (r *reader) identityAt(p envelope.Place) int {
	return slices.IndexFunc(r.m.identity, func(o envelope.Place) bool { return o.String() == p.String() })
}

func (r *reader) text(p envelope.Place, data *jen.Statement) {
	n := p.Value
	if all, text := n.AllParams(); all {
		r.g.Id("r").Dot("params").Op("=").Id("membersOf").Call(data)
		if text {
			r.g.Id("r").Dot("asText").Op("=").True()
		}
		return
	}
	if param := n.Param(); param != "" {
		r.g.Id("r").Dot("keep").Call(jen.Lit(param), data)
		if n.As == envelope.AsString || n.Parts[0].Refs[0].Case == "text" {
			r.g.Id("r").Dot("asText").Op("=").True()
		}
		return
	}
	at := r.identityAt(p)
	identity := jen.Op("&").Id("r").Dot("identity").Index(jen.Lit(at))
	if part := n.Alone(); part != nil {
		if at >= 0 {
			r.g.Id("r").Dot("name").Call(identity, data)
		} else {
			r.alone(part.Refs, data)
		}
		return
	}
	if at >= 0 {
		r.g.Id("r").Dot("name").Call(identity, data)
	}
	r.cut(n, data, at)
}

// alone reads a placeholder that is all that stands at its place. Where there are
// alternatives it is a detail or nothing that can be told.
func (r *reader) alone(refs []envelope.Ref, data *jen.Statement) {
	ref := refs[0]
	if len(refs) > 1 && ref.Name != "detail" || ref.Case != "" && ref.Case != "text" {
		r.g.Id("r").Dot("any").Op("=").Id("r").Dot("any").Op("||").Add(data).Op("!=").Nil()
		return
	}
	field := func(method, field string) { r.g.Id("r").Dot(method).Call(jen.Op("&").Id("r").Dot(field), data) }
	switch ref.Name {
	case "code":
		field("name", "code")
	case "type":
		field("set", "typ")
	case "title", "detail":
		field("set", ref.Name)
	case "status":
		r.g.Id("r").Dot("setStatus").Call(data)
	case "instance":
		r.g.Id("r").Dot("instance").Op("=").Id("stringOf").Call(data)
	case "request_id":
		r.g.Id("r").Dot("requestID").Op("=").Id("stringOf").Call(data)
	case "retry_after":
		r.g.Id("r").Dot("setWait").Call(data)
	}
}

// cut reads the placeholders within a text.
func (r *reader) cut(n *envelope.Node, data *jen.Statement, identity int) {
	args := []jen.Code{jen.Id("stringOf").Call(data)}
	literal := ""
	var refs [][]envelope.Ref
	for _, p := range n.Parts {
		if p.Refs == nil {
			literal = p.Text
			continue
		}
		if len(refs) > 0 && literal == "" {
			return // nothing tells where one ends
		}
		args = append(args, jen.Lit(literal))
		literal = ""
		refs = append(refs, p.Refs)
	}
	args = append(args, jen.Lit(literal))
	var set []jen.Code
	for i, alternatives := range refs {
		ref := alternatives[0]
		piece := jen.Id("p").Index(jen.Lit(i))
		to := func(field string) { set = append(set, jen.Id("r").Dot(field).Op("=").Add(piece)) }
		if _, one := single(n); one && identity >= 0 {
			set = append(set, jen.Id("r").Dot("identity").Index(jen.Lit(identity)).Op("=").Add(piece))
			continue
		}
		if len(alternatives) > 1 && ref.Name != "detail" || ref.Case != "" && ref.Case != "text" {
			continue
		}
		switch ref.Name {
		case "code", "title", "detail", "instance":
			to(ref.Name)
		case "type":
			to("typ")
		case "request_id":
			to("requestID")
		case "status":
			set = append(set, jen.Id("r").Dot("status").Op("=").Id("statusOf").Call(jen.Index().Byte().Parens(piece)))
		}
	}
	if len(set) == 0 {
		return
	}
	set = append([]jen.Code{jen.Id("r").Dot("any").Op("=").True()}, set...)
	r.g.If(jen.Id("p").Op(":=").Id("cut").Call(args...), jen.Id("p").Op("!=").Nil()).Block(set...)
}

// headers reads the headers that tell the code: as a type or a code, or as a part
// of the identity.
func (r *reader) headers(g *jen.Group) {
	r.g = g
	for _, h := range r.m.Template.Headers {
		if h.Value.Kind != envelope.Text {
			continue
		}
		get := jen.Id("get").Call(jen.Lit(h.Name))
		at := r.identityAt(envelope.Place{Header: h.Name, Value: h.Value})
		var args []jen.Code
		var refs []envelope.Ref
		literal := ""
		for _, p := range h.Value.Parts {
			if p.Refs == nil {
				literal = p.Text
				continue
			}
			args = append(args, jen.Lit(literal))
			literal = ""
			refs = append(refs, p.Refs[0])
		}
		args = append(args, jen.Lit(literal))
		var set []jen.Code
		for i, ref := range refs {
			piece := jen.Id("p").Index(jen.Lit(i))
			if _, one := single(h.Value); one && at >= 0 {
				set = append(set, jen.Id("r").Dot("identity").Index(jen.Lit(at)).Op("=").Add(piece))
			}
			if (ref.Name == "code" || ref.Name == "type") && (ref.Case == "" || ref.Case == "text") {
				set = append(set, jen.Id("r").Dot("header").Op("=").Add(piece))
			}
		}
		if _, one := single(h.Value); !one && at >= 0 {
			g.Id("r").Dot("identity").Index(jen.Lit(at)).Op("=").Add(get)
		}
		if len(set) > 0 {
			g.If(jen.Id("p").Op(":=").Id("cut").Call(append([]jen.Code{get}, args...)...), jen.Id("p").Op("!=").Nil()).Block(set...)
		}
	}
}
