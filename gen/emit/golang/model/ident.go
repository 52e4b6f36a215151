package model

import (
	"maps"
	"regexp"
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

// newFuncs are the names of the functions that constructors call.
var newFuncs = regexp.MustCompile(`^new(With.*|(Text|Int|Float|Bool|Time)+)$`)

func isLocal(arg string) bool {
	return slices.Contains(locals, arg) || newFuncs.MatchString(arg) || strings.HasPrefix(arg, "add") && strings.HasSuffix(arg, "Item")
}

// RuntimeOwner owns these names.
const RuntimeOwner = "the generated package itself"

// An Accessor is what the package declares for a segment or a fact: a method of
// Code and, where there are values to name, a type with constants.
type Accessor struct {
	Name   string // of the segment or the fact
	Doc    string
	Method string
	Type   string // "string", or the type's name
	Values []Constant
	owner  string // for messages
}

// A Constant is one that has a value of a segment or a fact.
type Constant struct{ Ident, Value string }

// newAccessor returns an accessor. A name that is taken gets the word after it.
func (m *Model) newAccessor(what, word, doc string, values []string) Accessor {
	a := Accessor{Name: what, Doc: doc, Method: m.exported(what), Type: "string", owner: "the " + strings.ToLower(word) + " " + what}
	if slices.Contains(codeMethods, a.Method) {
		a.Method += word
	}
	if len(values) == 0 {
		return a
	}
	a.Type = m.exported(what)
	if slices.Contains(runtimeNames, a.Type) {
		a.Type += word
	}
	for _, v := range values {
		a.Values = append(a.Values, Constant{a.Type + m.Casing.Pascal(v), v})
	}
	return a
}

func (m *Model) exported(s string) string { return emit.Exported(m.Casing.Pascal(s)) }

// resolveSegments settles the accessors of the segments of codes. All but the last
// segment of a form group codes, and so have few values, which are named.
func (m *Model) resolveSegments() {
	values := map[string]map[string]bool{}
	for _, e := range m.Entries {
		for i, v := range e.Group() {
			what := m.FormOfEntry(e).Segments()[i].Name
			if values[what] == nil {
				values[what] = map[string]bool{}
			}
			values[what][v] = true
		}
	}
	seen := map[string]bool{}
	for _, f := range m.Forms {
		for _, s := range f.Segments() {
			if seen[s.Name] {
				continue
			}
			seen[s.Name] = true
			m.Segments = append(m.Segments, m.newAccessor(s.Name, "Segment", "", slices.Sorted(maps.Keys(values[s.Name]))))
		}
	}
}

func (m *Model) resolveFacts() {
	for _, f := range m.Catalog.Facts {
		what := f.Name
		doc := strings.TrimSpace(f.Doc)
		a := m.newAccessor(what, "Fact", doc, f.Values)
		if slices.ContainsFunc(m.Segments, func(s Accessor) bool { return s.Method == a.Method }) {
			a = m.newAccessor(what+"_fact", "Fact", doc, f.Values)
			a.Name = what
		}
		m.Facts = append(m.Facts, a)
	}
}

func (a Accessor) claims() []name.Claim {
	var out []name.Claim
	if a.Type != "string" {
		out = append(out, name.Claim{Identifier: a.Type, Owner: a.owner})
	}
	for _, c := range a.Values {
		out = append(out, name.Claim{Identifier: c.Ident, Owner: a.owner + " " + c.Value})
	}
	return out
}

// identify settles the identifier of every entry. One that leaves segments out
// takes them back, one by one, where another entry claims the same name.
func identify(m *Model) {
	short := map[*Entry]int{} // how many segments are left out
	for _, e := range m.Entries {
		pinned := m.Names[catalog.Code(e.Text)]
		e.Old = pinned.Aliases
		if pinned.Identifier == "" {
			if n := m.omitted(e); n > 0 {
				short[e] = n
			}
		}
		m.setIdent(e, short[e], pinned.Identifier)
	}
	for again := m.Options.Names != "full"; again; {
		longer := map[*Entry]bool{}
		for _, c := range m.Collisions() {
			for _, claim := range []name.Claim{c.First, c.Second} {
				if e := m.ByCode[catalog.Code(claim.Owner)]; e != nil && short[e] > 0 {
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
func (m *Model) omitted(e *Entry) int {
	if e.Name.V != "" {
		return 0
	}
	keep := map[string]int{"category": 2, "specific": 1}[m.Options.Names]
	if keep == 0 {
		return 0
	}
	return max(len(e.Segments())-keep, 0)
}

func (m *Model) setIdent(e *Entry, omit int, pinned string) {
	e.Ident = pinned
	if pinned == "" {
		var segments []string
		if omit > 0 {
			segments = e.Segments()
		}
		e.Ident = m.identOf(e.Naming(), segments, omit)
	}
	e.Gone = e.Gone[:0]
	for _, a := range e.Aliases {
		if m.ByCode[a.V] != nil {
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
		if ident != e.Ident && !slices.Contains(e.Old, ident) && !slices.ContainsFunc(e.Gone, func(f Former) bool { return f.Ident == ident }) {
			e.Gone = append(e.Gone, Former{ident, a.V})
		}
	}
	for i := range e.Params {
		switch p := &e.Params[i]; {
		case p.Shared():
			p.Item = p.Items.TypeName
		case p.List && p.Kind == catalog.Object:
			p.Item = e.Ident + p.Field + "Item"
		}
	}
}

// identOf returns the identifier that words give, which are those of the segments
// unless the page or the code itself gives others.
func (m *Model) identOf(words string, segments []string, omit int) string {
	if omit > 0 && words == strings.Join(segments, ":") {
		words = strings.Join(segments[omit:], ":")
	}
	return m.exported(words)
}

// Collisions returns the identifiers that two would declare.
func (m *Model) Collisions() []name.Collision {
	claims := make([]name.Claim, 0, len(runtimeNames)+2*len(m.Entries))
	for _, ident := range runtimeNames {
		claims = append(claims, name.Claim{Identifier: ident, Owner: RuntimeOwner})
	}
	for _, a := range slices.Concat(m.Segments, m.Facts) {
		claims = append(claims, a.claims()...)
	}
	for _, p := range m.SharedTypes() {
		for _, ident := range []string{p.Item, "add" + p.Item} {
			claims = append(claims, name.Claim{Identifier: ident, Owner: "the type " + p.Item + " of errgen.yaml", Span: p.Items.Type.Span})
		}
	}
	for _, e := range m.Entries {
		claims = append(claims, m.claims(e)...)
	}
	return name.Collisions(claims)
}
