package golang

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// goTypes are the Go types of parameters.
var goTypes = map[catalog.ParamType]string{
	catalog.String: "string", catalog.Int: "int64", catalog.Float: "float64", catalog.Bool: "bool", catalog.Time: "time.Time",
}

// goType returns the type of a field or argument. An optional scalar is a
// pointer, nil for none; an optional list is absent where it is nil.
func (p *param) goType() string {
	switch {
	case p.item != "":
		return "[]" + p.item
	case p.list:
		return "[]" + goTypes[p.kind]
	case p.optional:
		return "*" + goTypes[p.kind]
	}
	return goTypes[p.kind]
}

// paramsFile returns the file of a section's codes that have parameters: their
// structs and constructors. It is written as gofmt would, like the table; the
// functions of objects are made by jennifer.
func paramsFile(m *model, s section) (emit.File, error) {
	var body bytes.Buffer
	for i, e := range s.entries {
		if i > 0 {
			body.WriteByte('\n')
		}
		writeStruct(&body, e.ident+"Params are the parameters of ["+e.ident+"].", e.ident+"Params", e.params)
		for i := range e.params {
			if p := &e.params[i]; p.item != "" && !p.shared() {
				body.WriteByte('\n')
				writeStruct(&body, p.item+" is one of the "+p.field+" of ["+e.ident+"Params].", p.item, p.members)
			}
		}
		if !m.constructs(e) {
			continue
		}
		body.WriteByte('\n')
		writeConstructor(&body, e)
		for i := range e.params {
			if p := &e.params[i]; p.item != "" && !p.shared() {
				add, err := m.shapes.text(addObject(p))
				if err != nil {
					return emit.File{}, err
				}
				body.WriteString("\n" + add)
			}
		}
	}
	b := begin(m.options.Package)
	if bytes.Contains(body.Bytes(), []byte("time.Time")) {
		b.WriteString("import \"time\"\n\n")
	}
	b.Write(body.Bytes())
	return emit.File{Path: s.path("params"), Data: b.Bytes()}, nil
}

// typesFile returns the file of the types that errors share.
func typesFile(m *model) (emit.File, error) {
	var body bytes.Buffer
	for i, p := range m.sharedTypes() {
		if i > 0 {
			body.WriteByte('\n')
		}
		writeStruct(&body, p.item+" is an item of lists that several errors have.", p.item, p.members)
		if !m.adds(p.item) {
			continue
		}
		add, err := m.shapes.text(addObject(p))
		if err != nil {
			return emit.File{}, err
		}
		body.WriteString("\n" + add)
	}
	b := begin(m.options.Package)
	if bytes.Contains(body.Bytes(), []byte("time.Time")) {
		b.WriteString("import \"time\"\n\n")
	}
	b.Write(body.Bytes())
	return emit.File{Path: "types_gen.go", Data: b.Bytes()}, nil
}

// adds reports whether a constructor takes a list of a type.
func (m *model) adds(item string) bool {
	for _, e := range m.entries {
		if m.constructs(e) && slices.ContainsFunc(e.params, func(p param) bool { return p.item == item }) {
			return true
		}
	}
	return false
}

// constructs reports whether a code has a constructor.
func (m *model) constructs(e *entry) bool {
	switch m.options.Constructors {
	case "all":
		return e.raised()
	case "params":
		return e.raised() && len(e.params) > 0
	}
	return false
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

func writeStruct(b *bytes.Buffer, comment, typ string, params []param) {
	b.WriteString(docLines(comment) + "\ntype " + typ + " struct {\n")
	for i := range params {
		p := &params[i]
		what := strings.TrimSpace(p.Description.V)
		if what == "" {
			what = "the parameter " + p.name
		}
		tag := p.name
		if p.optional {
			what += " (may be nil)"
			tag += ",omitempty"
		}
		b.WriteString(indented(p.field+": "+what, "\t") + "\n\t" + p.field + " " + p.goType() + " `json:" + strconv.Quote(tag) + "`\n")
	}
	b.WriteString("}\n")
}

// indented returns the lines of a comment with an indent before each. It is as
// wide as one without, as gofmt does not wrap comments.
func indented(text, indent string) string {
	return indent + strings.ReplaceAll(docLines(text), "\n", "\n"+indent)
}

// perLine is how many parameters a constructor may have on one line.
const perLine = 4

// writeConstructor writes the constructor of a code that has parameters.
func writeConstructor(b *bytes.Buffer, e *entry) {
	b.WriteString(docLines(constructorParagraphs(e)...) + "\nfunc New" + e.ident + "(")
	var args, values []string
	for i := 0; i < len(e.params); {
		group := []string{e.params[i].arg}
		typ := e.params[i].goType()
		next := i + 1
		for ; next < len(e.params) && e.params[next].goType() == typ; next++ {
			group = append(group, e.params[next].arg)
		}
		args = append(args, strings.Join(group, ", ")+" "+typ)
		i = next
	}
	for i := range e.params {
		values = append(values, e.params[i].valueOf())
	}
	args = append(args, "opts ...Option")
	if len(e.params) <= perLine {
		b.WriteString(strings.Join(args, ", ") + ") *Error {\n\treturn " + newFunc(len(e.params)) + "(" + e.ident + ", opts, " + strings.Join(values, ", ") + ")\n}\n")
		return
	}
	b.WriteString("\n\t" + strings.Join(args, ",\n\t") + ",\n) *Error {\n\treturn " + newFunc(len(e.params)) + "(" + e.ident + ", opts,\n\t\t" +
		strings.Join(values, ",\n\t\t") + ")\n}\n")
}

// valueOf returns the expression that makes the value of an argument.
func (p *param) valueOf() string {
	kind := valueNames[p.kind]
	add := "add" + kind
	if p.item != "" {
		add = "add" + p.item
	}
	switch {
	case p.list && p.optional:
		return "optionalList(" + p.arg + ", " + add + ")"
	case p.list:
		return "listValue(" + p.arg + ", " + add + ")"
	case p.optional:
		return "optionalValue(" + p.arg + ", " + strings.ToLower(kind) + "Value)"
	}
	return strings.ToLower(kind) + "Value(" + p.arg + ")"
}

// valueNames are the words by which the runtime calls the types of parameters.
var valueNames = map[catalog.ParamType]string{
	catalog.String: "Text", catalog.Int: "Int", catalog.Float: "Float", catalog.Bool: "Bool", catalog.Time: "Time",
}

// addObject returns the function that appends an object of a list as JSON.
func addObject(p *param) jen.Code {
	return doc("add"+p.item+" appends an object as JSON.").
		Func().Id("add"+p.item).Params(jen.Id("b").Index().Byte(), jen.Id("v").Id(p.item)).Index().Byte().
		BlockFunc(func(g *jen.Group) {
			g.Id("start").Op(":=").Len(jen.Id("b"))
			for i := range p.members {
				member := &p.members[i]
				add := func(value *jen.Statement) []jen.Code {
					return []jen.Code{appendLiteral(","+strconv.Quote(member.name)+":", raw), assign("add"+valueNames[member.kind], jen.Id("b"), value)}
				}
				field := jen.Id("v").Dot(member.field)
				if member.optional {
					g.If(jen.Add(field).Op("!=").Nil()).Block(add(jen.Op("*").Add(field))...)
					continue
				}
				for _, s := range add(field) {
					g.Add(s)
				}
			}
			g.Return(jen.Id("object").Call(jen.Id("b"), jen.Id("start")))
		})
}

// appendLiteral returns the statement that writes text that is known now.
func appendLiteral(text string, literal func(any) *jen.Statement) jen.Code {
	if len(text) == 1 && text[0] < utf8.RuneSelf {
		return jen.Id("b").Op("=").Append(jen.Id("b"), jen.LitRune(rune(text[0])))
	}
	return jen.Id("b").Op("=").Append(jen.Id("b"), literal(text).Op("..."))
}

// raw is jen.Lit for the names of members, which are full of quotes. Text that is
// not in back-quotes as it stands gets the usual literal.
func raw(v any) *jen.Statement {
	if s, ok := v.(string); ok && strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(v)
}
