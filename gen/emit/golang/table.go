package golang

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// A field is one of the struct that holds what is known of a code.
type field struct {
	name, typ, doc string
	full           bool // only where errors are made, not where there are constants alone
}

// fields are those that every table has.
var fields = []field{
	{"code", "Code", "", false},
	{"status", "int", "0 if there is no HTTP status", false},
	{"title", "string", "", false},
	{"typ", "string", "URI", false},
	{"pageURL", "string", "empty if it is the type", false},
	{"detail", "string", "a template if there are params", false},
	{"description", "string", "", false},
	{"replacedBy", "Code", "", false},
	{"params", "[]param", "", true},
	{"of", "string", "name of the struct of the params", true},
	{"headers", "[]header", "", true},
	{"retry", "judgement", "", false},
	{"deprecated", "bool", "", false},
	{"retired", "bool", "", false},
	{"braces", "bool", "detail has literal braces", true},
	{"quote", "bool", "a text in bodies has characters that JSON escapes", true},
}

var tableFields = func() []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.name)
	}
	// Methods of a row have names of their own.
	return append(out, "grpc", "answered", "complete", "identity", "lead", "link", "mayRetry", "page", "plainDetail", "resembles", "rpcNumber")
}()

// factField returns the field of a fact.
func (m *model) factField(a accessor) string {
	field := m.casing.Camel(a.name)
	if slices.Contains(tableFields, field) || name.Go.IsKeyword(field) || field == "" || field[0] < 'a' {
		return field + "Fact"
	}
	return field
}

// tableFile returns the file of what is known of each code. It is written as
// gofmt would, without jennifer, which with gofmt takes 27 µs a row where
// this takes 2; a test compares it with what gofmt makes of it.
func tableFile(m *model) (emit.File, error) {
	b := begin(m.options.Package)
	writeTable(b, m)
	return emit.File{Path: "table_gen.go", Data: b.Bytes()}, nil
}

// catalogueFile returns the file of what is known of the catalogue as a whole, and
// of the form of the table.
func catalogueFile(m *model) (emit.File, error) {
	b := begin(m.options.Package)
	if err := writeCatalogue(b, m); err != nil {
		return emit.File{}, err
	}
	return emit.File{Path: "catalogue_gen.go", Data: b.Bytes()}, nil
}

func writeCatalogue(b *bytes.Buffer, m *model) error {
	writeFacts(b, m)
	if err := writeInfo(b, m); err != nil {
		return err
	}
	b.WriteString("// alias is a former name of a code.\n")
	b.WriteString("type alias struct {\n")
	if m.full() {
		b.WriteString("\tcode     Code\n\ttyp      string // empty if it follows from the code\n\tnow      Code\n\tidentity identity\n}\n")
	} else {
		b.WriteString("\tcode Code\n\ttyp  string // empty if it follows from the code\n\tnow  Code\n}\n")
	}
	return nil
}

func writeTable(b *bytes.Buffer, m *model) {
	b.WriteString("// table has a line for each code, sorted.\n")
	b.WriteString("var table = [...]info{")
	for i, e := range m.entries {
		switch i {
		case 0:
			b.WriteByte('\n')
		case 1:
			b.Grow(len(m.entries) * b.Len()) // the others are about as long as the first
		}
		row(b, m, e)
	}
	b.WriteString("}\n\n")
	b.WriteString("// aliases has a line for each former name of a code, sorted.\n")
	b.WriteString("var aliases = [...]alias{")
	for i, a := range m.aliases() {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.WriteString("\t{code: " + strconv.Quote(string(a.code)))
		if typ := a.now.AliasType(a.code); typ != "" {
			b.WriteString(", typ: " + m.urlLiteral(typ))
		}
		b.WriteString(", now: " + a.now.ident)
		if m.full() && m.wire.keyed {
			b.WriteString(", identity: identity{" + quoted(m.aliasIdentity(a)) + "}")
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
}

func quoted(texts []string) string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = strconv.Quote(s)
	}
	return strings.Join(out, ", ")
}

// writeFacts writes what is known of the catalogue as a whole.
func writeFacts(b *bytes.Buffer, m *model) {
	k := m.keys
	constant := func(doc, decl, value string) { fmt.Fprintf(b, "// %s\nconst %s = %s\n\n", doc, decl, value) }
	constant("docsURL is the base of most types.", "docsURL", strconv.Quote(m.docsURL()))
	constant("docsBase is docsURL in canonical form; see canonical.", "docsBase", strconv.Quote(k.docsBase))
	b.WriteString("// formerDocsURLs are former values of docsBase.\n")
	b.WriteString("var formerDocsURLs = [...]string{" + quoted(k.former) + "}\n\n")
	constant("prefix is the common prefix of all codes.", "prefix", strconv.Quote(k.prefix))
	constant("shared reports that the path of each type follows from its code; see colons.", "shared", strconv.FormatBool(k.shared))
	constant("anchored reports that types may differ in their fragments alone.", "anchored", strconv.FormatBool(k.anchored))
	constant("typesFollow reports that a type consists of docsURL and the segments of its code.", "typesFollow", strconv.FormatBool(k.follow))
	catalogue := m.DocsURL
	if catalogue == "" {
		catalogue = m.forms[0].String()
	}
	constant("catalogue identifies this package and its copies.", "catalogue", strconv.Quote(catalogue))
	if !m.full() {
		return
	}
	value := `""`
	if e := m.byCode[m.DefaultCode]; e != nil {
		value = e.ident
	}
	constant("defaultCode is the code that requests are answered with if an error has no known code.", "defaultCode Code", value)
	if m.classifies() {
		b.WriteString("// standard are the codes of errors of the standard library; see Classify.\n")
		b.WriteString("var standard = classes{" + m.classes() + "}\n\n")
	}
}

// writeInfo writes the struct of what is known of a code.
func writeInfo(b *bytes.Buffer, m *model) error {
	var all []field
	for _, f := range fields {
		if m.full() || !f.full {
			all = append(all, f)
		}
	}
	if m.rpc() {
		all = append(all, field{name: "grpc", typ: "string", doc: "the gRPC status, empty if it follows from the HTTP status"})
	}
	for _, a := range m.facts {
		all = append(all, field{name: m.factField(a), typ: a.typ})
	}
	if m.full() {
		for _, c := range m.wire.columns {
			all = append(all, field{name: c.field, typ: "string", doc: c.doc()})
		}
	}
	var s strings.Builder
	s.WriteString("// info has the properties of a code.\ntype info struct {\n")
	for _, f := range all {
		s.WriteString(f.name + " " + f.typ)
		if f.doc != "" {
			s.WriteString(" // " + f.doc)
		}
		s.WriteByte('\n')
	}
	s.WriteString("}\n")
	formatted, err := format.Source([]byte(s.String()))
	if err != nil {
		return err
	}
	b.Write(formatted)
	b.WriteByte('\n')
	return nil
}

func (c column) doc() string {
	switch {
	case c.ref.Case != "":
		return "{" + c.ref.String() + "}"
	case c.ref.Name == "summary":
		return "the first sentence of the description, if there are more"
	}
	return ""
}

// urlLiteral returns the Go source of a type, by docsURL where it begins with it.
func (m *model) urlLiteral(url string) string {
	if path, ok := strings.CutPrefix(url, m.docsURL()); ok && m.DocsURL != "" {
		return "docsURL + " + strconv.Quote(path)
	}
	return strconv.Quote(url)
}

// row writes the line of an entry; what is zero is left out.
func row(b *bytes.Buffer, m *model, e *entry) {
	b.WriteString("\t{code: ")
	b.WriteString(e.ident)
	begin := func(field string) {
		b.WriteString(", ")
		b.WriteString(field)
		b.WriteString(": ")
	}
	raw := func(field, value string) {
		if value != "" {
			begin(field)
			b.WriteString(value)
		}
	}
	text := func(field, value string) {
		if value != "" {
			begin(field)
			b.Write(strconv.AppendQuote(b.AvailableBuffer(), value))
		}
	}
	if status := m.StatusOf(e.Entry); status != 0 {
		raw("status", strconv.Itoa(status))
	}
	text("title", e.Title.V)
	if e.Type.V != "" {
		raw("typ", m.urlLiteral(e.Type.V))
	}
	if e.PageURL.V != "" && e.PageURL.V != e.Type.V {
		raw("pageURL", m.urlLiteral(e.PageURL.V))
	}
	text("detail", e.Detail.V)
	text("description", e.Description.V)
	if r := m.replacement(e); r != nil {
		raw("replacedBy", r.ident)
	} else {
		text("replacedBy", string(e.Instead()))
	}
	if m.full() && len(e.params) > 0 {
		raw("params", "[]param{"+m.paramList(e.params)+"}")
		text("of", e.ident+"Params")
	}
	if m.full() && len(e.Headers) > 0 {
		raw("headers", "[]header{"+headerList(e.Headers)+"}")
	}
	if m.rpc() {
		text("grpc", e.GRPC.V)
	}
	raw("retry", [...]string{catalog.Unset: "", catalog.True: "yes", catalog.False: "no"}[e.Retryable.V])
	for _, flag := range []struct {
		field string
		set   bool
	}{
		{"deprecated", e.Deprecated != nil},
		{"retired", e.Retired != nil},
		{"braces", m.full() && len(e.params) > 0 && (strings.Contains(e.Detail.V, "{{") || strings.Contains(e.Detail.V, "}}"))},
		{"quote", m.full() && !m.plain(e)},
	} {
		if flag.set {
			raw(flag.field, "true")
		}
	}
	for i, a := range m.facts {
		if i >= len(e.Facts) || e.Facts[i].V == "" {
			continue
		}
		v := e.Facts[i].V
		if n := slices.IndexFunc(a.values, func(c constant) bool { return c.value == v }); n >= 0 {
			raw(m.factField(a), a.values[n].ident)
		} else {
			text(m.factField(a), v)
		}
	}
	if m.full() {
		for _, c := range m.wire.columns {
			text(c.field, m.columnText(c, e.Entry))
		}
	}
	b.WriteString("},\n")
}

// kinds are the constants of the types of parameters.
var kinds = map[catalog.ParamType]string{
	catalog.String: "isText", catalog.Int: "isInt", catalog.Float: "isFloat", catalog.Bool: "isBool", catalog.Time: "isTime", catalog.Object: "isObject",
}

func (p *param) kindName() string {
	if p.list {
		return kinds[p.kind] + "s"
	}
	return kinds[p.kind]
}

// paramList returns the items of a list of parameters.
func (m *model) paramList(params []param) string {
	out := make([]string, len(params))
	for i := range params {
		p := &params[i]
		out[i] = "{name: " + strconv.Quote(p.name) + ", kind: " + p.kindName()
		if p.optional {
			out[i] += ", optional: true"
		}
		if slices.Contains(m.wire.own, p.name) {
			out[i] += ", own: true"
		}
		if p.Log.V == catalog.False {
			out[i] += ", unlogged: true"
		}
		if p.item != "" {
			out[i] += ", members: []param{" + m.paramList(p.members) + "}"
		}
		out[i] += "}"
	}
	return strings.Join(out, ", ")
}

// headerList returns the items of a list of response headers. Nothing that could
// end one gets into it.
func headerList(headers []catalog.Header) string {
	var out []string
	for _, h := range headers {
		if name := strings.Map(fieldName, h.Name.V); name != "" {
			value := strings.TrimSpace(strings.Map(printable, h.Value.V))
			out = append(out, "{"+strconv.Quote(name)+", "+strconv.Quote(value)+"}")
		}
	}
	return strings.Join(out, ", ")
}

func fieldName(r rune) rune {
	if r > ' ' && r < 0x7f && !strings.ContainsRune(`()<>@,;:\"/[]?={}`, r) {
		return r
	}
	return -1
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

// plain reports whether all texts that the bodies of an entry can show stand in a
// JSON string as they are.
func (m *model) plain(e *entry) bool {
	values := m.values(e.Entry)
	for _, name := range m.wire.shown {
		if v := values(name); v != nil && !plainJSON(v.Text) {
			return false
		}
	}
	return true
}

// plainJSON reports whether s stands in a JSON string as it is.
func plainJSON(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r < ' ' || r >= utf8.RuneSelf || r == '"' || r == '\\'
	}) < 0
}
