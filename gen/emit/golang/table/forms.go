package table

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
	"github.com/unkeyed/errgen/gen/form"
)

// spellings are the constants of the file form.go in the folder runtime.
var spellings = map[form.Case]string{
	form.Snake: "snake", form.Kebab: "kebab", form.Upper: "upper", form.Camel: "camel", form.Digits: "digits", form.Any: "anyMarks",
}

// FormFile returns the file of what codes look like, and of what their segments
// and facts are.
func FormFile(m *Model) (emit.File, error) {
	b := gofile.New(m.Options.Package)
	WriteForms(b, m)
	return emit.File{Path: "segments_gen.go", Data: b.Bytes()}, nil
}

// WriteForms writes what codes look like, and the methods of their segments and facts.
func WriteForms(b *bytes.Buffer, m *Model) {
	b.WriteString("// forms are the forms of codes.\n")
	b.WriteString("var forms = [...]form{\n")
	for _, f := range m.Forms {
		literals := f.Literals()
		fmt.Fprintf(b, "\t{text: %q, segments: []segment{", f)
		for i, s := range f.Segments() {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "{%q, %q, %s}", literals[i], s.Name, spellings[s.Case])
		}
		b.WriteString("}")
		if end := literals[len(literals)-1]; end != "" {
			fmt.Fprintf(b, ", end: %q", end)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	for _, a := range m.Segments {
		writeAccessor(b, a, "the segment "+a.Name, "segment("+strconv.Quote(a.Name)+")", true)
	}
	for _, a := range m.Facts {
		what := "the " + strings.ReplaceAll(a.Name, "_", " ")
		if a.Doc != "" {
			what = "the " + strings.ReplaceAll(a.Name, "_", " ") + " (" + strings.TrimSuffix(a.Doc, ".") + ")"
		}
		writeAccessor(b, a, what, m.FactField(a), false)
	}
}

// writeAccessor writes the type, the constants and the method of a segment or a
// fact. Constants are declarations of their own, so that one more aligns no
// others.
func writeAccessor(b *bytes.Buffer, a model.Accessor, what, source string, segment bool) {
	if a.Type != "string" {
		text := "A " + a.Type + " is " + what + " of a code."
		if strings.ContainsRune("AEIOU", rune(a.Type[0])) {
			text = "An" + text[1:]
		}
		if segment {
			text += " It has few values, so it can be used as a metrics label."
		}
		fmt.Fprintf(b, "\n%s\ntype %s string\n", gofile.Comment(text), a.Type)
		fmt.Fprintf(b, "\n%s\n", gofile.Comment("The values of "+a.Type+"."))
		for _, c := range a.Values {
			fmt.Fprintf(b, "const %s %s = %q\n", c.Ident, a.Type, c.Value)
		}
	}
	fmt.Fprintf(b, "\n%s\n", gofile.Comment(a.Method+" returns "+what+" of the code, or \"\" if it has none."))
	if segment {
		value := "c." + source
		if a.Type != "string" {
			value = a.Type + "(" + value + ")"
		}
		fmt.Fprintf(b, "func (c Code) %s() %s { return %s }\n", a.Method, a.Type, value)
		return
	}
	fmt.Fprintf(b, "func (c Code) %s() %s {\n\tif i := c.info(); i != nil {\n\t\treturn i.%s\n\t}\n\treturn \"\"\n}\n", a.Method, a.Type, source)
}
