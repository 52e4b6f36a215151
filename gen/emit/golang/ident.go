package golang

import (
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// runtimeNames are what the files of the folder runtime export. They are taken
// whatever the options are, so that changing one renames no constant.
var runtimeNames = []string{
	"All", "As", "Attrs", "Browser", "BrowserJSON", "BrowserPage", "BrowserRedirect", "Classify", "ClassifyStatus", "Code", "CodeOf", "Decode", "ErrMethodNotAllowed",
	"ErrNotFound", "Error", "Forward", "FromRPC", "FromResponse", "HandlerFunc", "Lookup", "New", "Option", "ParamsOf", "Parse", "Public", "RPC", "Responder", "RetryAfter",
	"WithCause", "WithDetail", "WithDetailf", "WithHiddenCause", "WithInstance", "WithRequestID", "WithRequestMember", "Wrap", "WriteHTTP",
}

// codeMethods are those of Code. An accessor of a segment or a fact cannot be
// called so.
var codeMethods = []string{
	"As", "Catalogue", "Deprecated", "Description", "Detail", "Error", "HTTPStatus", "Is", "Known", "MarshalText", "PageURL", "ReplacedBy", "Retired",
	"Retryable", "Title", "Type", "UnmarshalText", "With",
}

// locals are the names that a constructor uses beside its parameters.
var locals = []string{
	"opts", "textValue", "intValue", "floatValue", "boolValue", "timeValue", "optionalValue", "listValue", "optionalList",
	"addText", "addInt", "addFloat", "addBool", "addTime",
}

func isLocal(arg string) bool {
	return slices.Contains(locals, arg) || strings.HasPrefix(arg, newWith) || strings.HasPrefix(arg, "add") && strings.HasSuffix(arg, "Item")
}

// runtimeOwner owns these names.
const runtimeOwner = "the generated package itself"

// An accessor is what the package declares for a segment or a fact: a method of
// Code and, where there are values to name, a type with constants.
type accessor struct {
	name   string // of the segment or the fact
	doc    string
	method string
	typ    string // "string", or the type's name
	values []constant
	owner  string // for messages
}

type constant struct{ ident, value string }

// newAccessor returns an accessor. A name that is taken gets the word after it.
func (m *model) newAccessor(what, word, doc string, values []string) accessor {
	a := accessor{name: what, doc: doc, method: m.exported(what), typ: "string", owner: "the " + strings.ToLower(word) + " " + what}
	if slices.Contains(codeMethods, a.method) {
		a.method += word
	}
	if len(values) == 0 {
		return a
	}
	a.typ = m.exported(what)
	if slices.Contains(runtimeNames, a.typ) {
		a.typ += word
	}
	for _, v := range values {
		a.values = append(a.values, constant{a.typ + m.casing.Pascal(v), v})
	}
	return a
}

func (m *model) exported(s string) string { return emit.Exported(m.casing.Pascal(s)) }

// resolveSegments settles the accessors of the segments of codes. All but the last
// segment of a form group codes, and so have few values, which are named.
func (m *model) resolveSegments() {
	values := map[string]map[string]bool{}
	for _, e := range m.entries {
		for i, v := range e.Group() {
			what := m.formOf(e).Segments()[i].Name
			if values[what] == nil {
				values[what] = map[string]bool{}
			}
			values[what][v] = true
		}
	}
	seen := map[string]bool{}
	for _, f := range m.forms {
		for _, s := range f.Segments() {
			if seen[s.Name] {
				continue
			}
			seen[s.Name] = true
			m.segments = append(m.segments, m.newAccessor(s.Name, "Segment", "", slices.Sorted(maps.Keys(values[s.Name]))))
		}
	}
}

func (m *model) resolveFacts() {
	for _, f := range m.Facts {
		what := f.Name
		doc := strings.TrimSpace(f.Doc)
		a := m.newAccessor(what, "Fact", doc, f.Values)
		if slices.ContainsFunc(m.segments, func(s accessor) bool { return s.method == a.method }) {
			a = m.newAccessor(what+"_fact", "Fact", doc, f.Values)
			a.name = what
		}
		m.facts = append(m.facts, a)
	}
}

func (a accessor) claims() []name.Claim {
	var out []name.Claim
	if a.typ != "string" {
		out = append(out, name.Claim{Identifier: a.typ, Owner: a.owner})
	}
	for _, c := range a.values {
		out = append(out, name.Claim{Identifier: c.ident, Owner: a.owner + " " + c.value})
	}
	return out
}

// identify settles the identifier of every entry. One that leaves segments out
// takes them back, one by one, where another entry claims the same name.
func identify(m *model) {
	short := map[*entry]int{} // how many segments are left out
	for _, e := range m.entries {
		pinned := m.Names[catalog.Code(e.code)]
		e.old = pinned.Aliases
		if pinned.Identifier == "" {
			if n := m.omitted(e); n > 0 {
				short[e] = n
			}
		}
		m.setIdent(e, short[e], pinned.Identifier)
	}
	for again := m.options.Names != "full"; again; {
		longer := map[*entry]bool{}
		for _, c := range m.collisions() {
			for _, claim := range []name.Claim{c.First, c.Second} {
				if e := m.byCode[catalog.Code(claim.Owner)]; e != nil && short[e] > 0 {
					longer[e] = true
				}
			}
		}
		for e := range longer {
			short[e]--
			m.setIdent(e, short[e], "")
		}
		again = len(longer) > 0
	}
}

// omitted returns how many segments the identifier of an entry leaves out.
func (m *model) omitted(e *entry) int {
	if e.Name.V != "" {
		return 0
	}
	keep := map[string]int{"category": 2, "specific": 1}[m.options.Names]
	if keep == 0 {
		return 0
	}
	return max(len(e.Segments())-keep, 0)
}

func (m *model) setIdent(e *entry, omit int, pinned string) {
	e.ident = pinned
	if pinned == "" {
		var segments []string
		if omit > 0 {
			segments = e.Segments()
		}
		e.ident = m.identOf(e.Naming(), segments, omit)
	}
	e.gone = e.gone[:0]
	for _, a := range e.Aliases {
		if m.byCode[a.V] != nil {
			continue // a code in use wins
		}
		var segments []string
		if f := m.FormOf(a.V); f != nil {
			segments, _ = f.Match(string(a.V))
		}
		ident := m.identOf(m.NamingOf(a.V), segments, omit)
		if pinned := m.Names[a.V].Identifier; pinned != "" {
			ident = pinned
		}
		if ident != e.ident && !slices.Contains(e.old, ident) && !slices.ContainsFunc(e.gone, func(f former) bool { return f.ident == ident }) {
			e.gone = append(e.gone, former{ident, a.V})
		}
	}
	for i := range e.params {
		switch p := &e.params[i]; {
		case p.shared():
			p.item = p.Items.TypeName
		case p.list && p.kind == catalog.Object:
			p.item = e.ident + p.field + "Item"
		}
	}
}

// identOf returns the identifier that words give, which are those of the segments
// unless the page or the code itself gives others.
func (m *model) identOf(words string, segments []string, omit int) string {
	if omit > 0 && words == strings.Join(segments, ":") {
		words = strings.Join(segments[omit:], ":")
	}
	return m.exported(words)
}

func (m *model) collisions() []name.Collision {
	claims := make([]name.Claim, 0, len(runtimeNames)+2*len(m.entries))
	for _, ident := range runtimeNames {
		claims = append(claims, name.Claim{Identifier: ident, Owner: runtimeOwner})
	}
	for _, a := range slices.Concat(m.segments, m.facts) {
		claims = append(claims, a.claims()...)
	}
	for _, p := range m.sharedTypes() {
		for _, ident := range []string{p.item, "add" + p.item} {
			claims = append(claims, name.Claim{Identifier: ident, Owner: "the type " + p.item + " of errgen.yaml", Span: p.Items.Type.Span})
		}
	}
	for _, e := range m.entries {
		claims = append(claims, m.claims(e)...)
	}
	return name.Collisions(claims)
}
