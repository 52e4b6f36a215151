package golang

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// perFile is the number of codes from which on a system is split by category.
const perFile = 1000

// A section is the entries of one file.
type section struct {
	path    string
	entries []*entry
}

// split puts the entries into files by system, and by category where a system is
// large. The names of files need no order of arrival, so that a page more never
// moves another code to another file but at that one size.
func split(entries []*entry) []section {
	var out []section
	for len(entries) > 0 {
		system := entries[0].Code.V.System()
		n := leading(entries, catalog.Code.System)
		if n <= perFile {
			out = append(out, section{"codes_" + system + "_gen.go", entries[:n]})
		} else {
			// A hyphen cannot stand in a segment, so no two sections share a name.
			for rest := entries[:n]; len(rest) > 0; {
				k := leading(rest, catalog.Code.Category)
				out = append(out, section{"codes_" + system + "-" + rest[0].Code.V.Category() + "_gen.go", rest[:k]})
				rest = rest[k:]
			}
		}
		entries = entries[n:]
	}
	return out
}

// leading returns how many entries share the segment of the first.
func leading(entries []*entry, segment func(catalog.Code) string) int {
	n := 1
	for n < len(entries) && segment(entries[n].Code.V) == segment(entries[0].Code.V) {
		n++
	}
	return n
}

func codesFile(m *model, s section) (emit.File, error) {
	var decls []jen.Code
	for _, e := range s.entries {
		decls = append(decls, constant(m, e))
		for _, old := range e.old {
			decls = append(decls, formerName(e, old))
		}
		if m.options.Constructors {
			decls = append(decls, constructor(e))
		}
		if len(e.params) > 0 {
			decls = append(decls, paramDecls(e)...)
		}
	}
	return render(s.path, m.options.Package, decls)
}

func constant(m *model, e *entry) jen.Code {
	what := e.Description.V
	if strings.TrimSpace(what) == "" {
		what = e.Title.V
	}
	paragraphs := []string{
		e.ident + ": " + what,
		fmt.Sprintf("%d %s, %s", e.Status.V, e.Title.V, m.typeURL(e.path)),
	}
	if e.Deprecated != nil {
		paragraphs = append(paragraphs, deprecated(m, e))
	}
	return doc(paragraphs...).Const().Id(e.ident).Id("Code").Op("=").Lit(e.code)
}

// deprecated returns the paragraph by which Go tools know what not to use.
func deprecated(m *model, e *entry) string {
	text := "Deprecated: " + e.Deprecated.Reason.V
	if r := m.byCode[e.Deprecated.ReplacedBy.V]; r != nil {
		text = strings.TrimSpace(text)
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":") {
			text += "."
		}
		text += " Use [" + r.ident + "]."
	}
	return text
}

func formerName(e *entry, old string) jen.Code {
	return doc(
		old+" is a former name of ["+e.ident+"].",
		"Deprecated: Use ["+e.ident+"].",
	).Const().Id(old).Op("=").Id(e.ident)
}

func constructor(e *entry) jen.Code {
	paragraphs := []string{"New" + e.ident + " returns an error with the code [" + e.ident + "]."}
	if detail := strings.TrimSpace(e.Detail.V); detail != "" {
		paragraphs = append(paragraphs, "Detail: "+detail)
	}
	if e.Deprecated != nil {
		paragraphs = append(paragraphs, "Deprecated: See ["+e.ident+"].")
	}
	body := jen.Id("New").Call(jen.Id(e.ident), jen.Id("opts").Op("..."))
	if len(e.params) > 0 {
		body = jen.Id("newWith").Call(jen.Id(e.ident), e.paramsValue(), jen.Id("opts"))
	}
	return doc(paragraphs...).Func().Id("New" + e.ident).Add(e.signature()).Op("*").Id("Error").Block(jen.Return(body))
}

// perLine is how many parameters a constructor may have on one line.
const perLine = 4

// signature returns the arguments of the constructor, those of one type that
// follow each other together.
func (e *entry) signature() jen.Code {
	var args []jen.Code
	for i := 0; i < len(e.params); {
		group := []jen.Code{jen.Id(e.params[i].arg)}
		next := i + 1
		for ; next < len(e.params) && e.params[next].sameType(&e.params[i]); next++ {
			group = append(group, jen.Id(e.params[next].arg))
		}
		args = append(args, jen.List(group...).Add(e.params[i].goType()))
		i = next
	}
	args = append(args, jen.Id("opts").Op("...").Id("Option"))
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(e.params) > perLine}, args...)
}

// paramsValue returns the struct that holds the arguments of the constructor.
func (e *entry) paramsValue() jen.Code {
	fields := make([]jen.Code, len(e.params))
	for i, p := range e.params {
		fields[i] = jen.Id(p.field).Op(":").Id(p.arg)
	}
	return jen.Id(e.ident+"Params").Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(e.params) > perLine}, fields...)
}

// typeURL returns the URL of the page at a path.
func (m *model) typeURL(path string) string { return m.DocsURL + "/" + path }

var header = []byte("// " + emit.Header + "\n\n")

// begin returns a file that has its header and package clause.
func begin(pkg string) *bytes.Buffer {
	b := bytes.NewBuffer(bytes.Clone(header))
	b.WriteString("package " + pkg + "\n\n")
	return b
}
