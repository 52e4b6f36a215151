// Package model settles what a generated Go package declares, before anything is
// written: the identifiers of codes, segments, facts and parameters.
package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
)

// A Model is a catalogue with every name settled, before anything is written.
type Model struct {
	*catalog.Catalog
	Options  *Options
	Entries  []*Entry // sorted by code, each once
	ByCode   map[catalog.Code]*Entry
	Casing   name.Casing
	Forms    []*form.Form
	Segments []Accessor // of the forms, each name once
	Facts    []Accessor // of the catalogue's facts, in their order
}

// An Entry is a code with its identifiers.
type Entry struct {
	*catalog.Entry
	Text   string   // the code
	Ident  string   // of its constant
	Old    []string // older identifiers
	Gone   []Former // identifiers of older codes
	Params []Param
}

// A Former identifier is that of an older code.
type Former struct {
	Ident string
	Code  catalog.Code
}

// A Param is a parameter, or a member of one that is a list of objects.
type Param struct {
	*catalog.Param
	JSON    string // its name
	Field   string // of the struct
	Arg     string // of the constructor
	Kind    catalog.ParamType
	List    bool    // of that type
	Item    string  // identifier of the type of a list's objects
	Members []Param // of such an object
}

// New settles what the package of a catalogue declares.
func New(c *catalog.Catalog, o *Options) (*Model, error) {
	m := &Model{Catalog: c, Options: o, ByCode: make(map[catalog.Code]*Entry, len(c.Entries)), Casing: name.NewCasing(c.Initialisms), Forms: c.Forms}
	if len(m.Forms) == 0 {
		m.Forms = []*form.Form{form.Default}
	}
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code.V), string(b.Code.V)) })
	for _, in := range entries {
		if m.ByCode[in.Code.V] != nil {
			continue // a finding of its own
		}
		e := &Entry{Entry: in, Text: string(in.Code.V)}
		for i := range in.Params {
			p, err := resolveParam(m.Casing, &in.Params[i])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.Text, err)
			}
			e.Params = append(e.Params, p)
		}
		e.avoidTypes()
		m.ByCode[in.Code.V] = e
		m.Entries = append(m.Entries, e)
	}
	m.resolveSegments()
	m.resolveFacts()
	identify(m)
	return m, nil
}

// avoidTypes keeps arguments from hiding the functions of types that errors share.
func (e *Entry) avoidTypes() {
	for _, p := range e.Params {
		if !p.Shared() {
			continue
		}
		for i := range e.Params {
			if arg := &e.Params[i].Arg; *arg == "add"+p.Items.TypeName {
				*arg += "_"
			}
		}
	}
}

func resolveParam(casing name.Casing, in *catalog.Param) (Param, error) {
	p := Param{Param: in, JSON: in.Name.V, Kind: in.Type.V}
	p.Field = casing.Pascal(p.JSON)
	if p.Field == "" || p.Field[0] < 'A' {
		p.Field = "X" + p.Field
	}
	p.Arg = name.Go.Safe(casing.Camel(p.JSON))
	if isLocal(p.Arg) {
		p.Arg += "_"
	}
	if p.Kind == catalog.List {
		p.List = true
		if in.Items == nil {
			return p, fmt.Errorf("parameter %q is a list without an item type", p.JSON)
		}
		p.Kind = in.Items.Type.V
		if p.Kind == catalog.Object {
			for i := range in.Items.Members {
				member, err := resolveParam(casing, &in.Items.Members[i])
				if err != nil {
					return p, err
				}
				if member.List {
					return p, fmt.Errorf("member %q of parameter %q is a list", member.JSON, p.JSON)
				}
				p.Members = append(p.Members, member)
			}
			return p, nil
		}
	}
	if GoTypes[p.Kind] == "" {
		return p, fmt.Errorf("parameter %q has the type %q", p.JSON, p.Kind)
	}
	return p, nil
}

// Shared reports whether the objects of a list have a type that errors share.
func (p *Param) Shared() bool {
	return p.List && p.Kind == catalog.Object && p.Items.TypeName != ""
}

// SharedTypes returns a parameter for each type that errors share, by the names of
// these.
func (m *Model) SharedTypes() []*Param {
	seen := map[string]*Param{}
	for _, e := range m.Entries {
		for i := range e.Params {
			if p := &e.Params[i]; p.Shared() && seen[p.Items.TypeName] == nil {
				seen[p.Items.TypeName] = p
			}
		}
	}
	var out []*Param
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, seen[name])
	}
	return out
}

// Raised reports whether servers may raise a code.
func (e *Entry) Raised() bool { return e.Retired == nil }

// Replacement returns the code that is used in place of one that is deprecated or
// retired, nil if there is none.
func (m *Model) Replacement(e *Entry) *Entry {
	return m.ByCode[e.Instead()]
}

// Constructs reports whether a code has a constructor.
func (m *Model) Constructs(e *Entry) bool {
	switch m.Options.Constructors {
	case "all":
		return e.Raised()
	case "params":
		return e.Raised() && len(e.Params) > 0
	}
	return false
}

// claims returns the identifiers that an entry declares.
func (m *Model) claims(e *Entry) []name.Claim {
	claim := func(ident string) name.Claim {
		return name.Claim{Identifier: ident, Owner: e.Text, Span: e.Code.Span}
	}
	out := []name.Claim{claim(e.Ident)}
	if m.Options.Constructors != "none" {
		out = append(out, claim("New"+e.Ident))
	}
	if len(e.Params) > 0 {
		out = append(out, claim(e.Ident+"Params"))
	}
	for _, p := range e.Params {
		if p.Item != "" && !p.Shared() {
			out = append(out, claim(p.Item), claim("add"+p.Item))
		}
	}
	for _, old := range e.Old {
		out = append(out, claim(old))
	}
	for _, f := range e.Gone {
		out = append(out, claim(f.Ident))
	}
	return out
}

// FormOfEntry returns what the code of an entry looks like.
func (m *Model) FormOfEntry(e *Entry) *form.Form {
	if e.Form == nil {
		return form.Default
	}
	return e.Form
}

// GoTypes are the Go types of parameters.
var GoTypes = map[catalog.ParamType]string{
	catalog.String: "string", catalog.Int: "int64", catalog.Float: "float64", catalog.Bool: "bool", catalog.Time: "time.Time",
}
