package golang

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// The methods call helpers of the runtime and not package strconv, so that a
// first parameter of some type changes no line of the imports.

// goTypes are the Go types of parameters, each time a new statement, as adding
// to one changes it.
var goTypes = map[catalog.ParamType]func() *jen.Statement{
	catalog.String: jen.String,
	catalog.Int:    jen.Int64,
	catalog.Float:  jen.Float64,
	catalog.Bool:   jen.Bool,
	catalog.Time:   func() *jen.Statement { return jen.Qual("time", "Time") },
}

// goType returns the type of a field or argument. An optional scalar is a
// pointer, nil for none; an optional list is absent where it is nil.
func (p *param) goType() *jen.Statement {
	switch {
	case p.item != "":
		return jen.Index().Id(p.item)
	case p.list:
		return jen.Index().Add(goTypes[p.kind]())
	case p.optional:
		return jen.Op("*").Add(goTypes[p.kind]())
	}
	return goTypes[p.kind]()
}

// sameType reports whether p and q have one Go type.
func (p *param) sameType(q *param) bool {
	return p.kind == q.kind && p.list == q.list && p.item == q.item && (p.list || p.optional == q.optional)
}

// value returns the value of a scalar field that is not nil.
func (p *param) value() *jen.Statement {
	field := jen.Id("p").Dot(p.field)
	if p.optional {
		return jen.Op("*").Add(field)
	}
	return field
}

// paramsFile returns the file of a section's codes that have parameters: their
// structs and constructors, and how errors know them.
func paramsFile(m *model, s section) (emit.File, error) {
	var decls []jen.Code
	for _, e := range s.entries {
		decls = append(decls, structDecl(e.ident+"Params are the parameters of ["+e.ident+"].", e.ident+"Params", e.params))
		for i := range e.params {
			if p := &e.params[i]; p.item != "" {
				decls = append(decls, structDecl(p.item+" is one of the "+p.field+" of ["+e.ident+"Params].", p.item, p.members))
			}
		}
		if m.options.Constructors {
			decls = append(decls, constructor(e))
		}
		decls = append(decls, paramMethods(e)...)
	}
	return render("params_"+s.name+"_gen.go", m.options.Package, decls)
}

// withParams returns the entries of a section that have parameters.
func (s section) withParams() section {
	out := section{name: s.name}
	for _, e := range s.entries {
		if len(e.params) > 0 {
			out.entries = append(out.entries, e)
		}
	}
	return out
}

// paramMethods returns the methods of an entry's parameters.
func paramMethods(e *entry) []jen.Code {
	typ := e.ident + "Params"
	self := func() *jen.Statement { return jen.Id("p").Op("*").Id(typ) }
	decls := []jen.Code{
		appendDetail(e, self),
		appendMembers(self, e.params),
		decode(e, typ),
	}
	for i := range e.params {
		p := &e.params[i]
		if p.item == "" {
			continue
		}
		decls = append(decls, appendMembers(func() *jen.Statement { return jen.Id("p").Op("*").Id(p.item) }, p.members))
	}
	return decls
}

// decode returns the method that reads the parameters back.
func decode(e *entry, typ string) jen.Code {
	fields := make([]jen.Code, len(e.params))
	for i := range e.params {
		p := &e.params[i]
		fields[i] = jen.Id(p.field).Op(":").Id("get").Types(p.goType()).Call(jen.Id("m"), jen.Lit(p.name))
	}
	return jen.Func().Params(jen.Op("*").Id(typ)).Id("decode").Params(jen.Id("m").Id("members")).Id("params").Block(
		jen.Return(jen.Op("&").Id(typ).Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...)))
}

func structDecl(comment, typ string, params []param) jen.Code {
	return doc(comment).Type().Id(typ).StructFunc(func(g *jen.Group) {
		for i := range params {
			p := &params[i]
			what := strings.TrimSpace(p.Description.V)
			if what == "" {
				what = "the parameter " + p.name
			}
			if p.optional {
				what += " (may be nil)"
			}
			tag := p.name
			if p.optional {
				tag += ",omitempty"
			}
			g.Add(doc(p.field + ": " + what).Id(p.field).Add(p.goType()).Tag(map[string]string{"json": tag}))
		}
	})
}

// appendDetail returns the method that fills the parameters into the detail.
func appendDetail(e *entry, self func() *jen.Statement) jen.Code {
	return jen.Func().Params(self()).Id("appendDetail").Params(jen.Id("b").Index().Byte()).Index().Byte().BlockFunc(func(g *jen.Group) {
		for _, part := range e.detail {
			if part.param == nil {
				g.Add(appendLiteral(part.text, jen.Lit))
				continue
			}
			p := part.param
			field := jen.Id("p").Dot(p.field)
			switch {
			case p.item != "":
				objects := jen.Id("b").Op("=").Id("appendObjects").Call(jen.Id("b"), field)
				if p.optional {
					objects = jen.If(jen.Add(field).Op("!=").Nil()).Block(objects)
				}
				g.Add(objects)
			case p.list:
				g.Add(loop(field, ", ", appendText(p.kind, jen.Id("v"))))
			case p.optional:
				g.If(jen.Add(field).Op("!=").Nil()).Block(appendText(p.kind, p.value()))
			default:
				g.Add(appendText(p.kind, p.value()))
			}
		}
		g.Return(jen.Id("b"))
	})
}

// appendMembers returns the method that writes JSON members, each with a comma
// before it.
func appendMembers(self func() *jen.Statement, params []param) jen.Code {
	return jen.Func().Params(self()).Id("appendMembers").Params(jen.Id("b").Index().Byte()).Index().Byte().BlockFunc(func(g *jen.Group) {
		for i := range params {
			p := &params[i]
			field := jen.Id("p").Dot(p.field)
			key := "," + strconv.Quote(p.name) + ":"
			var body []jen.Code
			switch {
			case p.item != "":
				body = []jen.Code{appendLiteral(key, raw), jen.Id("b").Op("=").Id("appendObjects").Call(jen.Id("b"), field)}
			case p.list:
				body = []jen.Code{appendLiteral(key+"[", raw), loop(field, ",", appendJSON(p.kind, jen.Id("v"))), appendLiteral("]", raw)}
			default:
				body = []jen.Code{appendLiteral(key, raw), appendJSON(p.kind, p.value())}
			}
			if p.optional {
				g.If(jen.Add(field).Op("!=").Nil()).Block(body...)
				continue
			}
			for _, s := range body {
				g.Add(s)
			}
		}
		g.Return(jen.Id("b"))
	})
}

// appendLiteral returns the statement that writes text that is known now.
func appendLiteral(text string, literal func(any) *jen.Statement) jen.Code {
	if len(text) == 1 && text[0] < utf8.RuneSelf {
		return jen.Id("b").Op("=").Append(jen.Id("b"), jen.LitRune(rune(text[0])))
	}
	return jen.Id("b").Op("=").Append(jen.Id("b"), literal(text).Op("..."))
}

// raw is jen.Lit for the names of members, which are full of quotes. Text of a
// page that is not in back-quotes as it stands gets the usual literal.
func raw(v any) *jen.Statement {
	if s, ok := v.(string); ok && strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(v)
}

// loop returns the statement that writes the items of a list, v each, with a
// separator between.
func loop(list jen.Code, separator string, item jen.Code) jen.Code {
	return jen.For(jen.List(jen.Id("i"), jen.Id("v")).Op(":=").Range().Add(list)).Block(
		jen.If(jen.Id("i").Op(">").Lit(0)).Block(appendLiteral(separator, raw)),
		item,
	)
}

// appendJSON returns the statement that writes a value as JSON.
func appendJSON(kind catalog.ParamType, value jen.Code) jen.Code {
	switch kind {
	case catalog.String:
		return jen.Id("b").Op("=").Id("appendString").Call(jen.Id("b"), value)
	case catalog.Time:
		return jen.Id("b").Op("=").Id("appendTime").Call(jen.Id("b"), value)
	}
	return appendText(kind, value)
}

// appendText returns the statement that writes a value as people read it.
func appendText(kind catalog.ParamType, value jen.Code) jen.Code {
	b := jen.Id("b").Op("=")
	switch kind {
	case catalog.String:
		return b.Append(jen.Id("b"), jen.Add(value).Op("..."))
	case catalog.Int:
		return b.Id("appendInt").Call(jen.Id("b"), value)
	case catalog.Float:
		return b.Id("appendFloat").Call(jen.Id("b"), value)
	case catalog.Bool:
		return b.Id("appendBool").Call(jen.Id("b"), value)
	}
	return b.Id("appendRFC3339").Call(jen.Id("b"), value)
}
