package golang

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
)

// A model is a catalogue with every name settled, before anything is written.
type model struct {
	*catalog.Catalog
	options  *Options
	entries  []*entry // sorted by code, each once
	byCode   map[catalog.Code]*entry
	casing   name.Casing
	forms    []*form.Form
	segments []accessor // of the forms, each name once
	facts    []accessor // of the catalogue's facts, in their order
	wire     *wire
	keys     *keys
	shapes   shapes
}

type entry struct {
	*catalog.Entry
	code   string
	ident  string
	old    []string // older identifiers
	gone   []former // identifiers of older codes
	params []param
}

// A former identifier is that of an older code.
type former struct {
	ident string
	code  catalog.Code
}

// A param is a parameter, or a member of one that is a list of objects.
type param struct {
	*catalog.Param
	name     string // in JSON
	field    string // of the struct
	arg      string // of the constructor
	kind     catalog.ParamType
	list     bool
	optional bool
	item     string  // identifier of the type of a list's objects
	members  []param // of such an object
}

// Identifiers returns the identifier of each code's constant.
func Identifiers(c *catalog.Catalog, o *Options) (map[catalog.Code]string, error) {
	m, err := resolveNames(c, o)
	if err != nil {
		return nil, err
	}
	out := make(map[catalog.Code]string, len(m.entries))
	for _, e := range m.entries {
		out[e.Code.V] = e.ident
	}
	return out, nil
}

// declared returns what programs refer to in the package.
func declared(c *catalog.Catalog, o *Options) emit.Declared {
	m, err := resolveNames(c, o)
	if err != nil {
		return emit.Declared{}
	}
	of := func(e *catalog.Entry) *entry {
		if own := m.byCode[e.Code.V]; own != nil {
			return own
		}
		return &entry{Entry: e}
	}
	return emit.Declared{
		Identifiers: func(e *catalog.Entry) []emit.Declaration {
			own := of(e)
			out := []emit.Declaration{{Identifier: own.ident, Code: e.Code.V}}
			for _, ident := range own.old {
				out = append(out, emit.Declaration{Identifier: ident, Code: e.Code.V})
			}
			for _, f := range own.gone {
				out = append(out, emit.Declaration{Identifier: f.ident, Code: f.code})
			}
			return out
		},
		Constructs: func(e *catalog.Entry) bool { return m.full() && m.constructs(of(e)) },
	}
}

func resolve(c *catalog.Catalog, o *Options) (*model, error) {
	m, err := resolveNames(c, o)
	if err != nil {
		return nil, err
	}
	m.resolveWire()
	m.resolveKeys()
	return m, nil
}

// resolveNames settles what the package declares, and no more than that.
func resolveNames(c *catalog.Catalog, o *Options) (*model, error) {
	m := &model{Catalog: c, options: o, byCode: make(map[catalog.Code]*entry, len(c.Entries)), casing: name.NewCasing(c.Initialisms), forms: c.Forms}
	if len(m.forms) == 0 {
		m.forms = []*form.Form{form.Default}
	}
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code.V), string(b.Code.V)) })
	for _, in := range entries {
		if m.byCode[in.Code.V] != nil {
			continue // a finding of its own
		}
		e := &entry{Entry: in, code: string(in.Code.V)}
		for i := range in.Params {
			p, err := resolveParam(m.casing, &in.Params[i])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.code, err)
			}
			e.params = append(e.params, p)
		}
		e.avoidTypes()
		m.byCode[in.Code.V] = e
		m.entries = append(m.entries, e)
	}
	m.resolveSegments()
	m.resolveFacts()
	identify(m)
	return m, nil
}

// avoidTypes keeps arguments from hiding the functions of types that errors share.
func (e *entry) avoidTypes() {
	for _, p := range e.params {
		if !p.shared() {
			continue
		}
		for i := range e.params {
			if arg := &e.params[i].arg; *arg == "add"+p.Items.TypeName {
				*arg += "_"
			}
		}
	}
}

func resolveParam(casing name.Casing, in *catalog.Param) (param, error) {
	p := param{Param: in, name: in.Name.V, kind: in.Type.V, optional: in.Optional.V}
	p.field = casing.Pascal(p.name)
	if p.field == "" || p.field[0] < 'A' {
		p.field = "X" + p.field
	}
	p.arg = name.Go.Safe(casing.Camel(p.name))
	if isLocal(p.arg) {
		p.arg += "_"
	}
	if p.kind == catalog.List {
		p.list = true
		if in.Items == nil {
			return p, fmt.Errorf("parameter %q is a list without an item type", p.name)
		}
		p.kind = in.Items.Type.V
		if p.kind == catalog.Object {
			for i := range in.Items.Members {
				member, err := resolveParam(casing, &in.Items.Members[i])
				if err != nil {
					return p, err
				}
				if member.list {
					return p, fmt.Errorf("member %q of parameter %q is a list", member.name, p.name)
				}
				p.members = append(p.members, member)
			}
			return p, nil
		}
	}
	if goTypes[p.kind] == "" {
		return p, fmt.Errorf("parameter %q has the type %q", p.name, p.kind)
	}
	return p, nil
}

// shared reports whether the objects of a list have a type that errors share.
func (p *param) shared() bool {
	return p.list && p.kind == catalog.Object && p.Items.TypeName != ""
}

// sharedTypes returns a parameter for each type that errors share, by the names of
// these.
func (m *model) sharedTypes() []*param {
	seen := map[string]*param{}
	for _, e := range m.entries {
		for i := range e.params {
			if p := &e.params[i]; p.shared() && seen[p.Items.TypeName] == nil {
				seen[p.Items.TypeName] = p
			}
		}
	}
	var out []*param
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, seen[name])
	}
	return out
}

// raised reports whether servers may raise a code.
func (e *entry) raised() bool { return e.Retired == nil }

// replacement returns the code that is used in place of one that is deprecated or
// retired, nil if there is none.
func (m *model) replacement(e *entry) *entry {
	return m.byCode[e.Instead()]
}

// claims returns the identifiers that an entry declares.
func (m *model) claims(e *entry) []name.Claim {
	claim := func(ident string) name.Claim {
		return name.Claim{Identifier: ident, Owner: e.code, Span: e.Code.Span}
	}
	out := []name.Claim{claim(e.ident)}
	if m.options.Constructors != "none" {
		out = append(out, claim("New"+e.ident))
	}
	if len(e.params) > 0 {
		out = append(out, claim(e.ident+"Params"))
	}
	for _, p := range e.params {
		if p.item != "" && !p.shared() {
			out = append(out, claim(p.item), claim("add"+p.item))
		}
	}
	for _, old := range e.old {
		out = append(out, claim(old))
	}
	for _, f := range e.gone {
		out = append(out, claim(f.ident))
	}
	return out
}
