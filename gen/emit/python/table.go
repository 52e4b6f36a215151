package python

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
)

// A printer writes the parts of the files that depend on the catalogue. Each code
// has lines of its own in every block, so that a new one changes none.
type printer struct {
	emit.Printer
	*model
	stub bool // methods have no bodies
}

// settings returns what the module knows of the catalogue beside its errors.
func settings(m *model) string {
	p := &printer{model: m}
	b := &m.body
	p.P("# The type of codes, and the pattern of unknown ones.")
	if b.numbered {
		p.P("_Code = int")
		p.P(`_CODE = r"-?[0-9]{1,18}"`)
	} else {
		p.P("_Code = str")
		p.P(`_CODE = r"[!-~]{1,200}"`)
	}
	p.P()
	p.P("# The forms of codes: a pattern, and the texts around the segments.")
	p.tuple("_FORMS: tuple[tuple[str, tuple[str, ...]], ...]", each(m.forms(), func(f *form.Form) string {
		return "(" + quotePattern(pattern(f)) + ", " + quoteTuple(f.Literals()) + ")"
	}))
	p.P()
	p.P("# The URL of the documentation, its normalized form, and former ones.")
	p.P("_DOCS_URL = ", emit.Quote(m.DocsURL))
	p.P("_DOCS = ", emit.Quote(plainURL(m.DocsURL)))
	p.tuple("_FORMER: tuple[str, ...]", each(m.FormerDocsURLs, func(s string) string { return emit.Quote(plainURL(s)) }))
	p.P()
	p.P("# The places of values in error bodies and headers.")
	p.tuple("_BODY: tuple[_Place, ...]", each(b.places, func(at place) string {
		return "_Place(" + quotePath(at.path) + ", " + quoteTuple(at.parts) + ")"
	}))
	p.tuple("_HEADERS: tuple[_Place, ...]", each(b.headers, func(at place) string {
		return "_Place((" + emit.Quote(at.name) + ",), " + quoteTuple(at.parts) + ")"
	}))
	p.P()
	p.P("# The values that identify an error, alone or together, and those of them that")
	p.P("# the table has in addition to codes and types.")
	p.tuple("_IDENTITY: tuple[tuple[str, ...], ...]", each(b.identity, quoteTuple))
	p.P("_KEYS: tuple[str, ...] = ", quoteTuple(b.keys))
	p.P()
	p.P("# Members that this API uses itself, so that they are not those of a problem.")
	p.tuple("_TAKEN", each(b.taken, emit.Quote))
	p.P()
	p.P("# Whether errors may have a 2xx status, and the values that distinguish them then.")
	p.P("_SUCCESS = ", pythonBool(b.success))
	p.tuple("_LITERALS: tuple[tuple[tuple[str | int, ...], str], ...]", each(b.literals, func(l literal) string {
		return "(" + quotePath(l.path) + ", " + emit.Quote(l.json) + ")"
	}))
	p.P()
	p.P("_EXPORTS = ", quoteTuple(m.exported()))
	p.P()
	p.P()
	for i := range m.facts {
		p.enumeration(&m.facts[i])
	}
	if len(m.facts) > 0 {
		p.P("def _fact(code: str | int, at: int) -> str:")
		p.In(func() { p.P(`return _by_code()[str(code)].more.get("facts", [])[at]`) })
		p.P()
		p.P()
	}
	p.codeClass()
	return string(p.Bytes())
}

// tuple writes a tuple, an item a line.
func (p *printer) tuple(name string, items []string) {
	if len(items) == 0 {
		p.P(name, " = ()")
		return
	}
	p.P(name, " = (")
	p.In(func() {
		for _, item := range items {
			p.P(item, ",")
		}
	})
	p.P(")")
}

func each[T any](items []T, text func(T) string) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = text(item)
	}
	return out
}

// table returns the groups and the errors.
func table(m *model) string {
	p := &printer{model: m}
	p.P("# The classes of groups: their bases and docstrings.")
	p.P("_GROUPS: dict[str, tuple[str, str]] = {")
	p.In(func() {
		for _, g := range m.groups {
			p.P(emit.Quote(g.class), ": (", emit.Quote(g.base), ", ", emit.Quote(groupDoc(g)), "),")
		}
	})
	p.P("}")
	p.P()
	p.P("# JSON: the base of the classes that follow, then a line for each, as in _Row.")
	p.P(`_TABLE = r"""[`)
	base := ""
	for i := range m.entries {
		if of := m.entries[i].base; of != base {
			base = of
			p.P(string(quoteJSON(nil, base)), ",")
		}
		p.P(string(m.row(nil, i)), ",")
	}
	p.P(`null]"""`)
	return string(p.Bytes())
}

func groupDoc(g group) string { return "Base class of all errors in " + g.what + "." }

// row appends the line of an error, without its comma.
func (m *model) row(b []byte, i int) []byte {
	e := &m.entries[i]
	b = append(quoteJSON(append(b, '['), string(e.Code.V)), ", "...)
	b = strconv.AppendInt(b, int64(e.status), 10)
	for _, s := range []string{e.Title.V, m.path(e.Type.V), e.Detail.V} {
		b = quoteJSON(append(b, ", "...), s)
	}
	var more members
	if e.member != m.memberOf(e.Code.V) {
		more.add("member", quoteJSON(nil, e.member))
	}
	if e.class != classOf(e.member) {
		more.add("name", quoteJSON(nil, e.class))
	}
	if u := e.URL(); u != e.Type.V {
		more.add("page_url", quoteJSON(nil, u))
	}
	if e.Retryable.V != catalog.Unset {
		more.add("retryable", []byte(e.Retryable.V.String()))
	}
	if reason, ok := m.deprecation(e); ok {
		more.add("deprecated", quoteJSON(nil, reason))
	}
	if e.Retired != nil {
		more.add("retired", []byte("true"))
	}
	if len(e.params) > 0 {
		more.add("params", list(e.params, func(b []byte, p param) []byte { return appendParam(b, p.Param, p.attribute, p.item) }))
	}
	if len(m.facts) > 0 {
		facts := make([]string, len(m.facts))
		for i, v := range e.Facts {
			facts[i] = v.V
		}
		more.add("facts", list(facts, quoteJSON))
	}
	if len(m.body.keys) > 0 {
		more.add("keys", list(m.body.rows[i], quoteJSON))
	}
	if len(e.Aliases) > 0 {
		more.add("aliases", list(e.Aliases, func(b []byte, a catalog.Value[catalog.Code]) []byte {
			return append(b, list([]string{string(a.V), e.AliasType(a.V)}, quoteJSON)...)
		}))
	}
	if len(e.former) > 0 {
		more.add("former", list(e.former, func(b []byte, f former) []byte {
			return append(b, list([]string{f.member, f.class}, quoteJSON)...)
		}))
	}
	if len(more.text) > 0 {
		b = append(append(append(b, ", {"...), more.text...), '}')
	}
	return append(b, ']')
}

// path returns a type below the URL of the documentation without that, and any
// other as it is.
func (m *model) path(typ string) string {
	path, ok := strings.CutPrefix(typ, m.DocsURL)
	if ok && strings.HasPrefix(path, "/") {
		return path
	}
	return typ
}

// memberOf returns the name of a member as the module makes it of a code.
func (m *model) memberOf(code catalog.Code) string {
	prefix := m.forms()[0].Prefix()
	return strings.ToUpper(strings.NewReplacer(":", "_", ".", "_", "-", "_").Replace(string(code)[min(len(prefix), len(code)):]))
}

// classOf returns the name of a class as the module makes it of a member's.
func classOf(member string) string {
	var b strings.Builder
	for _, word := range strings.Split(member, "_") {
		if word != "" {
			b.WriteString(word[:1] + strings.ToLower(word[1:]))
		}
	}
	return b.String() + "Error"
}

// deprecation returns why an error should no longer be used.
func (m *model) deprecation(e *entry) (reason string, ok bool) {
	switch {
	case e.Retired != nil:
		reason = fmt.Sprintf("Retired on %s. %s", e.Retired.Since.V, e.Retired.Reason.V)
	case e.Deprecated != nil:
		reason = e.Deprecated.Reason.V
	default:
		return "", false
	}
	if replacedBy := e.Instead(); replacedBy != "" {
		reason = fmt.Sprintf("Use %s. %s", class(emit.Identifier(m.Catalog, m.casing, replacedBy)), reason)
	}
	return strings.Join(emit.Wrap(reason, width, nil), " "), true
}

// members are those of a JSON object.
type members struct{ text []byte }

func (m *members) add(name string, value []byte) {
	if len(m.text) > 0 {
		m.text = append(m.text, ", "...)
	}
	m.text = append(append(quoteJSON(m.text, name), ": "...), value...)
}

// list returns a JSON array.
func list[T any](items []T, item func([]byte, T) []byte) []byte {
	b := []byte{'['}
	for i, each := range items {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = item(b, each)
	}
	return append(b, ']')
}

// appendParam appends a _Param.
func appendParam(b []byte, p *catalog.Param, attribute, item string) []byte {
	var m members
	m.add("name", quoteJSON(nil, p.Name.V))
	if attribute != p.Name.V {
		m.add("attribute", quoteJSON(nil, attribute))
	}
	kind := quoteJSON(nil, string(p.Type.V))
	if p.Type.V == catalog.List {
		kind = quoteJSON(nil, string(p.Items.Type.V))
		if p.Items.Type.V == catalog.Object {
			kind = list(p.Items.Members, func(b []byte, m catalog.Param) []byte { return appendParam(b, &m, m.Name.V, "") })
		} else {
			kind = append(append([]byte{'['}, kind...), ']')
		}
	}
	m.add("type", kind)
	if item != "" {
		m.add("item", quoteJSON(nil, item))
	}
	if p.Optional.V {
		m.add("optional", []byte("true"))
	}
	return append(append(append(b, '{'), m.text...), '}')
}

func quotePath(path []envelope.Step) string {
	return tupleOf(each(path, func(s envelope.Step) string {
		if s.Name == "" {
			return strconv.Itoa(s.Item)
		}
		return emit.Quote(s.Name)
	}))
}

func quoteTuple(items []string) string { return tupleOf(each(items, emit.Quote)) }

func tupleOf(items []string) string {
	if len(items) == 1 {
		return "(" + items[0] + ",)"
	}
	return "(" + strings.Join(items, ", ") + ")"
}

func pythonBool(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// pattern returns a regular expression of codes with a group for each segment.
func pattern(f *form.Form) string {
	var b strings.Builder
	for i, s := range f.Segments() {
		one, err := form.Parse("{x}", s.Case)
		if err != nil {
			panic(err)
		}
		b.WriteString(escapePattern(f.Literals()[i]))
		// A segment ends before the first occurrence of what follows it.
		p := one.Pattern()
		if strings.HasSuffix(p, "*") || strings.HasSuffix(p, "+") {
			p += "?"
		}
		fmt.Fprintf(&b, "(?P<%s>%s)", s.Name, p)
	}
	b.WriteString(escapePattern(f.Literals()[len(f.Segments())]))
	return b.String()
}

func escapePattern(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// plainURL returns a docs URL as the module compares it: without its scheme and
// the usual port, the host in lower case.
func plainURL(s string) string {
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		return s
	}
	host, path, _ := strings.Cut(rest, "/")
	host = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(host), ":443"), ":80")
	return strings.TrimSuffix("//"+host+"/"+strings.TrimRight(path, "/"), "/")
}
