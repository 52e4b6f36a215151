package body

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// File returns the file of what bodies look like: the functions that write
// and read what the template says.
func File(m *Model) (emit.File, error) {
	var decls []jen.Code
	decls = append(decls, facts(m)...)
	decls = append(decls, bodyFunc(m))
	if m.Options.HTTP {
		decls = append(decls, headersFunc(m))
	}
	decls = append(decls, completeFunc(m))
	decls = append(decls, readFuncs(m)...)
	return render("envelope_gen.go", m.Options.Package, decls)
}

// A writer makes statements that append a body to b.
type writer struct {
	m       *Model
	g       *jen.Group
	pending string // literal text that is still to be appended
	objects int
}

func (w *writer) lit(s string) { w.pending += s }

func (w *writer) add(s jen.Code) {
	w.flush()
	w.g.Add(s)
}

func (w *writer) flush() {
	if w.pending != "" {
		s := appendLiteral(w.pending, raw)
		w.pending = ""
		w.g.Add(s)
	}
}

// block makes the statements of an inner block.
func (w *writer) block(do func(*writer)) jen.Code {
	return jen.BlockFunc(func(g *jen.Group) {
		inner := &writer{m: w.m, g: g, objects: w.objects}
		do(inner)
		inner.flush()
	})
}

func bodyFunc(m *Model) jen.Code {
	return doc("appendBody appends the response body of the error.").
		Func().Params(jen.Id("e").Op("*").Id("Error")).Id("appendBody").
		Params(jen.Id("b").Index().Byte(), jen.Id("i").Op("*").Id("info"), jen.Id("o").Id("occasion")).Index().Byte().
		BlockFunc(func(g *jen.Group) {
			w := &writer{m: m, g: g}
			w.object(m.Template.Body)
			w.flush()
			g.Return(jen.Id("b"))
		})
}

// certain reports whether a member is always written: also for a code that the
// package has not, whose status and type are never empty.
func (m *Model) certain(n *envelope.Node) bool {
	if n.Kind != envelope.Text {
		return true
	}
	p := n.Alone()
	switch {
	case n.As == envelope.AsString:
		return true
	case p == nil:
		return false
	case p.Null:
		return true
	}
	r := p.Refs[0]
	return len(p.Refs) == 1 && (r.Name == "timestamp" || m.always(r))
}

// always reports whether every error has a value of a name.
func (m *Model) always(r envelope.Ref) bool {
	for _, e := range m.Entries {
		if r.Name == "status" && m.StatusOf(e.Entry) == 0 || r.Name == "type" && e.Type.V == "" {
			return false
		}
	}
	return r.Name == "status" || r.Name == "type"
}

func (w *writer) value(n *envelope.Node) {
	switch n.Kind {
	case envelope.Object:
		w.object(n)
	case envelope.Array:
		w.lit("[")
		for i, item := range n.Items {
			comma := ""
			if i > 0 {
				comma = ","
			}
			w.placed(comma, item, "null")
		}
		w.lit("]")
	case envelope.Literal:
		w.lit(n.JSON)
	}
}

func (w *writer) object(n *envelope.Node) {
	if len(n.Members) == 0 {
		w.lit("{}")
		return
	}
	if m := n.Members[0]; !m.Spread && w.m.certain(m.Value) {
		w.lit("{")
		w.members(n, "")
		w.lit("}")
		return
	}
	// Each member has a comma before it; the first comma then becomes the brace.
	start := "start"
	if w.objects > 0 {
		start += strconv.Itoa(w.objects + 1)
	}
	w.objects++
	w.add(jen.Id(start).Op(":=").Len(jen.Id("b")))
	w.members(n, ",")
	for _, m := range n.Members {
		if !m.Spread && w.m.certain(m.Value) {
			w.add(jen.Id("b").Index(jen.Id(start)).Op("=").LitRune('{'))
			w.lit("}")
			return
		}
	}
	w.add(jen.Id("b").Op("=").Id("object").Call(jen.Id("b"), jen.Id(start)))
}

func (w *writer) members(n *envelope.Node, comma string) {
	for _, m := range n.Members {
		if m.Spread {
			_, text := m.Value.AllParams()
			w.add(jen.If(jen.Id("e").Dot("values").Op("!=").Nil()).Block(assign("e.appendMembers", jen.Id("b"), jen.Id("i"), jen.Lit(text))))
		} else {
			w.placed(comma+string(jsonpos.AppendString(nil, m.Name))+":", m.Value, "")
		}
		comma = ","
	}
}

// assign returns the statement that appends by a function.
func assign(function string, args ...jen.Code) jen.Code {
	return jen.Id("b").Op("=").Id(function).Call(args...)
}

// placed writes a value after a key; absent is what stands for one that is not
// there, and "" where it is left out with its key.
func (w *writer) placed(key string, n *envelope.Node, absent string) {
	if n.Kind != envelope.Text {
		w.lit(key)
		w.value(n)
		return
	}
	if all, text := n.AllParams(); all {
		if n.Parts[0].Null {
			absent = "null"
		}
		w.add(assign("e.appendParams", jen.Id("b"), raw(key), jen.Id("i"), jen.Lit(text), jen.Lit(absent)))
		return
	}
	for _, p := range n.Parts {
		if p.Null {
			absent = "null"
		}
	}
	if n.As == envelope.AsString {
		absent = `""`
	}
	if p := n.Alone(); p != nil {
		w.alone(key, n.As, p.Refs, absent)
		return
	}
	w.parts(key, n, absent)
}

// alone writes the first of the alternatives that has a value.
func (w *writer) alone(key string, as envelope.As, refs []envelope.Ref, absent string) {
	first := w.m.operand(refs[0])
	rest, texts := w.m.texts(refs[1:])
	switch {
	case absent == "" && as == envelope.AsIs && first.detail && texts:
		w.add(assign("e.appendDetail", jen.Id("b"), raw(key), jen.Id("i"), rest))
		return
	case absent == "" && as == envelope.AsIs && first.text != nil && len(refs) == 1 && !first.always:
		if first.fact {
			w.add(assign("appendFact", jen.Id("b"), raw(key), first.text, jen.Id("i")))
		} else {
			w.add(assign("appendMember", jen.Id("b"), raw(key), first.text))
		}
		return
	case as == envelope.AsString && first.text != nil && texts:
		all, _ := w.m.texts(refs)
		w.lit(key)
		w.add(assign("appendString", jen.Id("b"), all))
		return
	}
	// A chain of ifs, with what stands for an absent value at its end.
	var chain *jen.Statement
	for _, r := range refs {
		o := w.m.operand(r)
		head := jen.If(o.setup(), o.present())
		if o.always {
			head = nil
		}
		body := w.block(func(w *writer) {
			w.lit(key)
			o.write(w, as)
		})
		switch {
		case head == nil && chain == nil:
			w.lit(key)
			o.write(w, as)
			return
		case head == nil:
			chain.Else().Add(body)
			w.add(chain)
			return
		case chain == nil:
			chain = head.Add(body)
		default:
			chain.Else().Add(head).Add(body)
		}
	}
	if absent != "" {
		chain.Else().Add(w.block(func(w *writer) { w.lit(key + absent) }))
	}
	w.add(chain)
}

// parts writes text with the texts of values in it, if all of them are there.
func (w *writer) parts(key string, n *envelope.Node, absent string) {
	cond := jen.Null()
	var operands []operand
	for i, p := range n.Parts {
		if p.Refs == nil {
			operands = append(operands, operand{})
			continue
		}
		o := w.m.operand(p.Refs[0])
		if len(p.Refs) > 1 || o.text == nil && !o.number() {
			o = operand{text: w.m.anyText(p.Refs)}
		}
		if o.text != nil && (o.made || !o.fact) {
			id := fmt.Sprintf("text%d", i+1)
			w.add(jen.Id(id).Op(":=").Add(o.text))
			o.text = jen.Id(id)
		}
		operands = append(operands, o)
		if o.always {
			continue
		}
		if len(operands) > 1 && !isNull(cond) {
			cond.Op("&&")
		}
		cond.Add(o.present())
	}
	write := func(w *writer) {
		w.lit(key + `"`)
		for i, p := range n.Parts {
			if p.Refs == nil {
				s := string(jsonpos.AppendString(nil, p.Text))
				w.lit(s[1 : len(s)-1])
				continue
			}
			operands[i].piece(w)
		}
		w.lit(`"`)
	}
	if isNull(cond) {
		write(w)
		return
	}
	s := jen.If(cond).Add(w.block(write))
	if absent != "" {
		s.Else().Add(w.block(func(w *writer) { w.lit(key + absent) }))
	}
	w.add(s)
}

func isNull(s *jen.Statement) bool { return fmt.Sprintf("%#v", s) == "" }

// headersFunc returns the method that sets the headers of the template.
func headersFunc(m *Model) jen.Code {
	return doc("templateHeaders sets the headers that all errors have.").
		Func().Params(jen.Id("e").Op("*").Id("Error")).Id("templateHeaders").
		Params(jen.Id("set").Func().Params(jen.List(jen.Id("name"), jen.Id("value")).String()), jen.Id("i").Op("*").Id("info"), jen.Id("o").Id("occasion")).
		BlockFunc(func(g *jen.Group) {
			for _, h := range m.Template.Headers {
				set := func(value jen.Code) jen.Code { return jen.Id("set").Call(jen.Lit(h.Name), value) }
				if h.Value.Kind == envelope.Literal {
					v, _ := jsonpos.Parse(h.Value.JSON)
					g.Add(set(jen.Lit(v.Text)))
					continue
				}
				var sum, cond *jen.Statement
				for _, p := range h.Value.Parts {
					var one *jen.Statement
					if p.Refs == nil {
						one = jen.Lit(p.Text)
					} else {
						one = m.anyText(p.Refs)
						if h.Value.As != envelope.AsString {
							test := jen.Add(one).Op("!=").Lit("")
							if cond == nil {
								cond = test
							} else {
								cond.Op("&&").Add(test)
							}
						}
					}
					if sum == nil {
						sum = jen.Add(one)
					} else {
						sum.Op("+").Add(one)
					}
				}
				s := set(jen.Id("fieldValue").Call(sum))
				if cond != nil {
					s = jen.If(cond).Block(s)
				}
				g.Add(s)
			}
		})
}
