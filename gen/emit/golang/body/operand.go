package body

import (
	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/envelope"
)

// An operand is the value of a placeholder in the generated writer.
type operand struct {
	ref    envelope.Ref
	text   *jen.Statement // a string, "" where the value is absent; nil where the value is no text
	fact   bool           // the text is one of the table, and needs no escapes unless the row says so
	detail bool
	made   bool           // the text takes work to make
	always bool           // it is never absent
	int    *jen.Statement // a number, 0 where it is absent
	param  string         // a parameter
	member string         // a member that the request gives
	asText bool           // written as text whatever its type is
}

func (o operand) number() bool { return o.int != nil }

// operand returns the value of a placeholder. e is the error, i what is known of
// its code, o the occasion.
func (m *Model) operand(r envelope.Ref) operand {
	o := operand{ref: r, asText: r.Case == "text"}
	fact := func(s *jen.Statement) operand {
		o.text, o.fact = s, true
		return o
	}
	field := func(name string) *jen.Statement { return jen.Id("i").Dot(name) }
	if r.Name == "summary" && (r.Case == "" || r.Case == "text") {
		return fact(field("lead").Call())
	}
	if column := m.column(r); column != "" {
		return fact(field(column))
	}
	switch r.Name {
	case "code":
		return fact(jen.String().Call(field("code")))
	case "title", "description":
		return fact(field(r.Name))
	case "type":
		o.always = m.always(r)
		return fact(field("typ"))
	case "page_url":
		return fact(field("page").Call())
	case "status":
		o.int, o.always = field("status"), m.always(r)
	case "retry_after":
		o.int = jen.Id("e").Dot("seconds").Call()
	case "detail":
		o.detail = true
	case "instance":
		o.text = jen.Id("e").Dot("instance")
	case "request_id":
		o.text = jen.Id("o").Dot("requestID")
	case "path":
		o.text = jen.Id("o").Dot("path")
	case "timestamp":
		o.text, o.always = jen.Id("o").Dot("timestamp").Call(), true
	case "params":
		o.param = r.Arg
	case "request":
		o.member = r.Arg
	default:
		if m.isFact(r.Name) {
			for _, a := range m.Facts {
				if a.Name != r.Name {
					continue
				}
				if a.Type == "string" {
					return fact(field(m.FactField(a)))
				}
				return fact(jen.String().Call(field(m.FactField(a))))
			}
		}
		o.made = true
		return fact(field("code").Dot("segment").Call(jen.Lit(r.Name)))
	}
	return o
}

// setup returns the statement that comes before the test for the value, if there
// is one.
func (o operand) setup() jen.Code {
	switch {
	case o.param != "":
		return jen.List(jen.Id("v"), jen.Id("k")).Op(":=").Id("e").Dot("value").Call(jen.Id("i"), jen.Lit(o.param))
	case o.member != "":
		return jen.Id("v").Op(":=").Id("e").Dot("member").Call(jen.Lit(o.member))
	case o.detail:
		return jen.Id("text").Op(":=").Id("e").Dot("detailText").Call(jen.Id("i"))
	}
	return jen.Null()
}

// present returns the test whether there is a value.
func (o operand) present() *jen.Statement {
	switch {
	case o.param != "":
		return jen.Op("!").Id("v").Dot("absent").Call()
	case o.member != "":
		return jen.Id("v").Op("!=").Lit("")
	case o.detail:
		return jen.Id("text").Op("!=").Lit("")
	case o.int != nil:
		return jen.Add(o.int).Op("!=").Lit(0)
	}
	return jen.Add(o.text).Op("!=").Lit("")
}

// write makes the statements that append the value as JSON.
func (o operand) write(w *writer, as envelope.As) {
	b := jen.Id("b")
	asText := o.asText || as == envelope.AsString
	switch {
	case o.param != "" && asText:
		w.add(assign("v.appendText", b, jen.Id("k")))
	case o.param != "":
		w.add(assign("v.appendJSON", b, jen.Id("k")))
	case o.member != "" && asText:
		w.add(assign("appendString", b, jen.Id("rawText").Call(jen.Id("v"))))
	case o.member != "":
		w.add(jen.Id("b").Op("=").Append(b, jen.Id("v").Op("...")))
	case o.int != nil && asText:
		w.lit(`"`)
		w.add(assign("appendInt", b, jen.Int64().Call(o.int)))
		w.lit(`"`)
	case o.int != nil:
		w.add(assign("appendInt", b, jen.Int64().Call(o.int)))
	case as == envelope.AsNumber && o.detail:
		w.add(assign("appendNumber", b, jen.Id("text")))
	case as == envelope.AsNumber:
		w.add(assign("appendNumber", b, o.text))
	case o.detail:
		w.add(assign("appendString", b, jen.Id("text")))
	case o.ref.Name == "timestamp":
		w.lit(`"`)
		w.add(assign("o.appendTimestamp", b))
		w.lit(`"`)
	case o.fact:
		w.lit(`"`)
		w.add(assign("appendPiece", b, o.text, jen.Id("i")))
		w.lit(`"`)
	default:
		w.add(assign("appendString", b, o.text))
	}
}

// piece makes the statements that append the value within a text.
func (o operand) piece(w *writer) {
	switch {
	case o.int != nil:
		w.add(assign("appendInt", jen.Id("b"), jen.Int64().Call(o.int)))
	case o.fact:
		w.add(assign("appendPiece", jen.Id("b"), o.text, jen.Id("i")))
	default:
		w.add(assign("appendEscaped", jen.Id("b"), o.text))
	}
}

// texts returns the first of several texts that is not empty, and whether all are
// texts; of none it is the empty text.
func (m *Model) texts(refs []envelope.Ref) (*jen.Statement, bool) {
	var all []jen.Code
	for _, r := range refs {
		o := m.operand(r)
		if o.text == nil {
			return nil, false
		}
		all = append(all, o.text)
	}
	switch len(all) {
	case 0:
		return jen.Lit(""), true
	case 1:
		return jen.Add(all[0]), true
	}
	return jen.Id("firstOf").Call(all...), true
}

// anyText returns the text of the first of several values that is there.
func (m *Model) anyText(refs []envelope.Ref) *jen.Statement {
	var all []jen.Code
	for _, r := range refs {
		o := m.operand(r)
		switch {
		case o.text != nil:
			all = append(all, o.text)
		case o.detail:
			all = append(all, jen.Id("e").Dot("detailText").Call(jen.Id("i")))
		case o.int != nil:
			all = append(all, jen.Id("numberText").Call(o.int))
		case o.member != "":
			all = append(all, jen.Id("rawText").Call(jen.Id("e").Dot("member").Call(jen.Lit(o.member))))
		default:
			all = append(all, jen.Id("e").Dot("valueText").Call(jen.Id("i"), jen.Lit(o.param)))
		}
	}
	if len(all) == 1 {
		return jen.Add(all[0])
	}
	return jen.Id("firstOf").Call(all...)
}
