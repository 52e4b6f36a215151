package golang

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

// listed is how many codes the package's documentation lists one by one.
const listed = 500

// docFile returns the file of the package's documentation: how its errors are
// used, with codes of its own as the examples, and the codes by group.
func docFile(m *model) (emit.File, error) {
	var b bytes.Buffer
	b.Write(header)
	p := &docPrinter{b: &b}
	p.text("Package " + m.options.Package + " holds error codes: a constant for each, and what it takes to raise errors, to serve them over HTTP and to read them back. " +
		"It is generated from the pages that document the errors, imports the standard library alone, does no work when a program starts, and needs Go 1.24.")
	plain, with := m.examples()
	if plain != nil {
		p.raising(m, plain, with)
		p.matching(m, plain, with)
		p.codes(m)
	}
	b.WriteString("package " + m.options.Package + "\n")
	return emit.File{Path: "doc_gen.go", Data: b.Bytes()}, nil
}

// examples returns a code without parameters, or the first one, and a code with
// some, nil if there is none.
func (m *model) examples() (plain, with *entry) {
	for _, e := range m.entries {
		if e.Deprecated != nil || e.Retired != nil {
			continue
		}
		if plain == nil && len(e.params) == 0 {
			plain = e
		}
		if with == nil && len(e.params) > 0 && m.constructs(e) {
			with = e
		}
	}
	if plain == nil && len(m.entries) > 0 {
		plain = m.entries[0]
	}
	return plain, with
}

// A docPrinter writes the comment of a package.
type docPrinter struct {
	b     *bytes.Buffer
	begun bool
}

func (p *docPrinter) text(s string) {
	if p.begun {
		p.b.WriteString("//\n")
	}
	p.begun = true
	p.b.WriteString(docLines(s) + "\n")
}

func (p *docPrinter) heading(s string) { fmt.Fprintf(p.b, "//\n// # %s\n", s) }

func (p *docPrinter) code(lines ...string) {
	p.b.WriteString("//\n")
	for _, line := range lines {
		p.b.WriteString(strings.TrimRight("//\t"+line, "\t") + "\n")
	}
}

func (p *docPrinter) raising(m *model, plain, with *entry) {
	pkg := m.options.Package + "."
	p.heading("Raising")
	p.text("A [Code] is an error by itself. An [Error] adds what is known of this occurrence; codes with parameters have a constructor that takes them:")
	lines := []string{"return " + pkg + plain.ident, "return " + pkg + plain.ident + ".With(" + pkg + "WithCause(err))"}
	if with != nil {
		var args []string
		for i := range with.params {
			args = append(args, with.params[i].arg)
		}
		lines = append(lines, "return "+pkg+"New"+with.ident+"("+strings.Join(args, ", ")+")")
	}
	p.code(lines...)
	p.text("Whatever wraps an error, with %w or errors.Join, keeps its code; [Wrap] adds to one that comes from elsewhere. A cause is for errors.Is, for logs and for %+v: clients never see it, and the text of an error does not have it.")
	if m.options.HTTP {
		p.heading("Serving")
		p.text("A [HandlerFunc] is a handler that may return an error, and [WriteHTTP] answers with one: with the first known code in its tree, else with the internal error. " +
			"A [Responder] says where the ID of a request is, which codes errors of other packages have, and who is told of each error. " +
			"An error that was received from another service is not shown to clients unless it is one of [Forward].")
	}
}

func (p *docPrinter) matching(m *model, plain, with *entry) {
	pkg := m.options.Package + "."
	p.heading("Matching")
	from := "[Decode] makes an error of a body."
	if m.options.HTTP {
		from = "[FromResponse] makes an error of a response, [Decode] of a body."
	}
	p.text(from + " Match with errors.Is, or switch over what [CodeOf] returns:")
	lines := []string{"switch code, _ := " + pkg + "CodeOf(err); code {", "case " + pkg + plain.ident + ":", "\treturn nil, false", "}"}
	if with != nil {
		lines = append(lines, "if p, ok := "+pkg+"ParamsOf["+pkg+with.ident+"Params](err); ok {", "\tlog.Print(p."+with.params[0].field+")", "}")
	}
	p.code(lines...)
	p.text("A code that is newer than the program is no failure: [Code.Known] is false, and the status, the detail and the body can be read. " +
		"[Lookup] finds a code by its text or by its type, also by those that it had before.")
}

// codes lists the codes by group, or counts them where they are many.
func (p *docPrinter) codes(m *model) {
	p.heading("Codes")
	if len(m.entries) > listed {
		p.text("By group:")
		p.b.WriteString("//\n")
		for _, s := range grouped(m.entries, func(e *entry) string { return strings.Join(e.Group(), " ") }) {
			fmt.Fprintf(p.b, "//   - %s: %s\n", title(s.name), plural(len(s.entries), "code"))
		}
		return
	}
	for _, s := range grouped(m.entries, func(e *entry) string { return strings.Join(e.Group(), " ") }) {
		p.text(title(s.name) + ":")
		p.b.WriteString("//\n")
		for _, e := range s.entries {
			line := "//   - [" + e.ident + "]"
			if e.Status.V != 0 {
				line += ", " + strconv.Itoa(e.Status.V)
			}
			p.b.WriteString(line + "\n")
		}
	}
}

func title(group string) string {
	if group == "" {
		return "All"
	}
	return emit.Clean(group)
}
