package golang

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
)

// goType returns the type of a field or argument. An optional scalar is a
// pointer, nil for none; an optional list is absent where it is nil.
func goType(p *model.Param) string {
	switch {
	case p.Item != "":
		return "[]" + p.Item
	case p.List:
		return "[]" + model.GoTypes[p.Kind]
	case p.Optional.V:
		return "*" + model.GoTypes[p.Kind]
	}
	return model.GoTypes[p.Kind]
}

// paramsFile returns the file of a section's codes that have parameters: their
// structs and constructors. It is written as gofmt would, like the table; the
// functions of objects are made by jennifer.
func paramsFile(m *maker, s section) (emit.File, error) {
	var body bytes.Buffer
	for i, e := range s.entries {
		if i > 0 {
			body.WriteByte('\n')
		}
		writeStruct(&body, e.Ident+"Params are the parameters; see [ParamsOf].", e.Ident+"Params", e.Params)
		for i := range e.Params {
			if p := &e.Params[i]; p.Item != "" && !p.Shared() {
				body.WriteByte('\n')
				writeStruct(&body, p.Item+" is one of the "+p.Field+" of ["+e.Ident+"Params].", p.Item, p.Members)
			}
		}
		if !m.Constructs(e) {
			continue
		}
		body.WriteByte('\n')
		writeConstructor(&body, e)
		for i := range e.Params {
			if p := &e.Params[i]; p.Item != "" && !p.Shared() {
				body.WriteByte('\n')
				writeAdd(&body, p)
			}
		}
	}
	b := gofile.New(m.Options.Package)
	if bytes.Contains(body.Bytes(), []byte("time.Time")) {
		b.WriteString("import \"time\"\n\n")
	}
	b.Write(body.Bytes())
	return emit.File{Path: s.path("params"), Data: b.Bytes()}, nil
}

// typesFile returns the file of the types that errors share.
func typesFile(m *maker) (emit.File, error) {
	var body bytes.Buffer
	for i, p := range m.SharedTypes() {
		if i > 0 {
			body.WriteByte('\n')
		}
		writeStruct(&body, p.Item+" is an item of lists that several errors have.", p.Item, p.Members)
		if !m.adds(p.Item) {
			continue
		}
		body.WriteByte('\n')
		writeAdd(&body, p)
	}
	b := gofile.New(m.Options.Package)
	if bytes.Contains(body.Bytes(), []byte("time.Time")) {
		b.WriteString("import \"time\"\n\n")
	}
	b.Write(body.Bytes())
	return emit.File{Path: "types_gen.go", Data: b.Bytes()}, nil
}

// adds reports whether a constructor takes a list of a type.
func (m *maker) adds(item string) bool {
	for _, e := range m.Entries {
		if m.Constructs(e) && slices.ContainsFunc(e.Params, func(p model.Param) bool { return p.Item == item }) {
			return true
		}
	}
	return false
}

// withParams returns the entries of a section that have parameters.
func (s section) withParams() section {
	out := section{name: s.name}
	for _, e := range s.entries {
		if len(e.Params) > 0 {
			out.entries = append(out.entries, e)
		}
	}
	return out
}

// A structField is a field of a struct of parameters.
type structField struct{ name, typ, tag, what string }

func writeStruct(b *bytes.Buffer, comment, typ string, params []model.Param) {
	b.WriteString(gofile.Comment(comment) + "\ntype " + typ + " struct {\n")
	fields := make([]structField, len(params))
	for i := range params {
		p := &params[i]
		what := strings.TrimSpace(p.Description.V)
		if what == "" {
			what = "the parameter " + p.JSON
		}
		tag := p.JSON
		if p.Optional.V {
			what += " (may be nil)"
			tag += ",omitempty"
		}
		fields[i] = structField{p.Field, goType(p), "`json:" + strconv.Quote(tag) + "`", what}
	}
	writeFields(b, fields)
	b.WriteString("}\n")
}

// writeFields writes the fields of a struct, each with its comment after it, or before
// it where one of the comments is long.
func writeFields(b *bytes.Buffer, fields []structField) {
	const most = 100
	var name, typ, tag int
	for _, f := range fields {
		name, typ, tag = max(name, utf8.RuneCountInString(f.name)), max(typ, utf8.RuneCountInString(f.typ)), max(tag, utf8.RuneCountInString(f.tag))
	}
	comments := make([]string, len(fields))
	beside := true
	for i, f := range fields {
		comment, ok := gofile.Beside(f.what, most-name-typ-tag-len("\t   "))
		comments[i], beside = comment, beside && ok
	}
	for i, f := range fields {
		if beside {
			fmt.Fprintf(b, "\t%-*s %-*s %-*s %s\n", name, f.name, typ, f.typ, tag, f.tag, comments[i])
		} else {
			b.WriteString(gofile.Indented(f.name+": "+f.what, "\t") + "\n\t" + f.name + " " + f.typ + " " + f.tag + "\n")
		}
	}
}

// perLine is how many parameters a constructor may have on one line.
const perLine = 4

// writeConstructor writes the constructor of a code that has parameters.
func writeConstructor(b *bytes.Buffer, e *model.Entry) {
	b.WriteString(gofile.Comment(constructorParagraphs(e)...) + "\nfunc New" + e.Ident + "(")
	var names, values []string
	for i := range e.Params {
		names = append(names, e.Params[i].Arg)
		values = append(values, valueOf(&e.Params[i]))
	}
	args := append(byType(names, func(i int) string { return goType(&e.Params[i]) }), "opts ...Option")
	function := newFunc(len(e.Params))
	if kinds := plainKinds(e); kinds != nil {
		function, values = plainFunc(kinds), names
	}
	if len(e.Params) <= perLine {
		b.WriteString(strings.Join(args, ", ") + ") *Error {\n\treturn " + function + "(" + e.Ident + ", opts, " + strings.Join(values, ", ") + ")\n}\n")
		return
	}
	b.WriteString("\n\t" + strings.Join(args, ",\n\t") + ",\n) *Error {\n\treturn " + function + "(" + e.Ident + ", opts,\n\t\t" +
		strings.Join(values, ",\n\t\t") + ")\n}\n")
}

// byType returns a list of arguments with their types, those of one type together.
func byType(names []string, typeOf func(i int) string) []string {
	var out []string
	for i := 0; i < len(names); {
		next := i + 1
		for next < len(names) && typeOf(next) == typeOf(i) {
			next++
		}
		out = append(out, strings.Join(names[i:next], ", ")+" "+typeOf(i))
		i = next
	}
	return out
}

// valueOf returns the expression that makes the value of an argument.
func valueOf(p *model.Param) string {
	kind := valueNames[p.Kind]
	add := "add" + kind
	if p.Item != "" {
		add = "add" + p.Item
	}
	switch {
	case p.List && p.Optional.V:
		return "optionalList(" + p.Arg + ", " + add + ")"
	case p.List:
		return "listValue(" + p.Arg + ", " + add + ")"
	case p.Optional.V:
		return "optionalValue(" + p.Arg + ", " + strings.ToLower(kind) + "Value)"
	}
	return strings.ToLower(kind) + "Value(" + p.Arg + ")"
}

// valueNames are the words by which the runtime calls the types of parameters.
var valueNames = map[catalog.ParamType]string{
	catalog.String: "Text", catalog.Int: "Int", catalog.Float: "Float", catalog.Bool: "Bool", catalog.Time: "Time",
}

// writeAdd writes the function that appends an object of a list as JSON.
func writeAdd(b *bytes.Buffer, p *model.Param) {
	b.WriteString(gofile.Comment("add"+p.Item+" appends an object as JSON.") + "\nfunc add" + p.Item + "(b []byte, v " + p.Item + ") []byte {\n\tstart := len(b)\n")
	for i := range p.Members {
		member := &p.Members[i]
		add := func(indent, value string) {
			b.WriteString(indent + "b = append(b, " + gofile.Literal(","+strconv.Quote(member.JSON)+":") + "...)\n")
			b.WriteString(indent + "b = add" + valueNames[member.Kind] + "(b, " + value + ")\n")
		}
		field := "v." + member.Field
		if member.Optional.V {
			b.WriteString("\tif " + field + " != nil {\n")
			add("\t\t", "*"+field)
			b.WriteString("\t}\n")
			continue
		}
		add("\t", field)
	}
	b.WriteString("\treturn object(b, start)\n}\n")
}
