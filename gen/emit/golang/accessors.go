package golang

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
)

// spellings are the constants of the file form.go in the folder runtime.
var spellings = map[form.Case]string{
	form.Snake: "snake", form.Kebab: "kebab", form.Upper: "upper", form.Camel: "camel", form.Digits: "digits", form.Any: "anyMarks",
}

// formFile returns the file of what codes look like, and of what their segments
// and facts are.
func formFile(m *model) (emit.File, error) {
	b := begin(m.options.Package)
	writeForms(b, m)
	return emit.File{Path: "segments_gen.go", Data: b.Bytes()}, nil
}

func writeForms(b *bytes.Buffer, m *model) {
	b.WriteString("// forms are the forms of codes.\n")
	b.WriteString("var forms = [...]form{\n")
	for _, f := range m.forms {
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
	for _, a := range m.segments {
		writeAccessor(b, a, "the segment "+a.name, "segment("+strconv.Quote(a.name)+")", true)
	}
	for _, a := range m.facts {
		what := "the " + strings.ReplaceAll(a.name, "_", " ")
		if a.doc != "" {
			what = "the " + strings.ReplaceAll(a.name, "_", " ") + " (" + strings.TrimSuffix(a.doc, ".") + ")"
		}
		writeAccessor(b, a, what, m.factField(a), false)
	}
}

// writeAccessor writes the type, the constants and the method of a segment or a
// fact. Constants are declarations of their own, so that one more aligns no
// others.
func writeAccessor(b *bytes.Buffer, a accessor, what, source string, segment bool) {
	if a.typ != "string" {
		text := "A " + a.typ + " is " + what + " of a code."
		if strings.ContainsRune("AEIOU", rune(a.typ[0])) {
			text = "An" + text[1:]
		}
		if segment {
			text += " It has few values, so it can be used as a metrics label."
		}
		fmt.Fprintf(b, "\n%s\ntype %s string\n", docLines(text), a.typ)
		fmt.Fprintf(b, "\n%s\n", docLines("The values of "+a.typ+"."))
		for _, c := range a.values {
			fmt.Fprintf(b, "const %s %s = %q\n", c.ident, a.typ, c.value)
		}
	}
	fmt.Fprintf(b, "\n%s\n", docLines(a.method+" returns "+what+" of the code, or \"\" if it has none."))
	if segment {
		value := "c." + source
		if a.typ != "string" {
			value = a.typ + "(" + value + ")"
		}
		fmt.Fprintf(b, "func (c Code) %s() %s { return %s }\n", a.method, a.typ, value)
		return
	}
	fmt.Fprintf(b, "func (c Code) %s() %s {\n\tif i := c.info(); i != nil {\n\t\treturn i.%s\n\t}\n\treturn \"\"\n}\n", a.method, a.typ, source)
}
