package golang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/name"
)

// A model is a catalogue with every name settled, before anything is written.
type model struct {
	*catalog.Catalog
	options *Options
	entries []*entry // sorted by code, each once
	byCode  map[catalog.Code]*entry
	shapes  shapes
}

type entry struct {
	*catalog.Entry
	code   string
	path   string // system/category/specific
	ident  string
	old    []string // older identifiers
	params []param
	detail []part // set where there are params
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

// A part of a detail is text or a parameter.
type part struct {
	text  string
	param *param
}

// locals are the names that a constructor uses beside its parameters.
var locals = []string{"e", "opts"}

func resolve(c *catalog.Catalog, o *Options) (*model, error) {
	m := &model{Catalog: c, options: o, byCode: make(map[catalog.Code]*entry, len(c.Entries))}
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, func(a, b *catalog.Entry) int { return strings.Compare(string(a.Code.V), string(b.Code.V)) })
	casing := name.NewCasing(c.Initialisms)
	for _, in := range entries {
		if m.byCode[in.Code.V] != nil {
			continue // a finding of its own
		}
		e := &entry{Entry: in, code: string(in.Code.V), path: typePath(c, in.Type.V)}
		for i := range in.Params {
			p, err := resolveParam(casing, &in.Params[i])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.code, err)
			}
			e.params = append(e.params, p)
		}
		e.detail = parts(in, e.params)
		m.byCode[in.Code.V] = e
		m.entries = append(m.entries, e)
	}
	identify(m, casing)
	return m, nil
}

func resolveParam(casing name.Casing, in *catalog.Param) (param, error) {
	p := param{Param: in, name: in.Name.V, kind: in.Type.V, optional: in.Optional.V}
	p.field = casing.Pascal(p.name)
	if p.field == "" || p.field[0] < 'A' {
		p.field = "X" + p.field
	}
	p.arg = name.Go.Safe(casing.Camel(p.name))
	if slices.Contains(locals, p.arg) {
		p.arg += "_"
	}
	if p.kind == catalog.List {
		p.list = true
		if in.Items == nil {
			return p, fmt.Errorf("parameter %q is a list of nothing", p.name)
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
	if goTypes[p.kind] == nil {
		return p, fmt.Errorf("parameter %q has the type %q", p.name, p.kind)
	}
	return p, nil
}

// parts returns a detail in its parts, braces unescaped. It has none where there
// are no parameters.
func parts(in *catalog.Entry, params []param) []part {
	if len(params) == 0 {
		return nil
	}
	byName := map[string]*param{}
	for i := range params {
		byName[params[i].name] = &params[i]
	}
	var out []part
	for _, t := range in.Template() {
		p := byName[t.Param]
		if t.Param != "" && p == nil {
			continue // a finding of its own
		}
		out = append(out, part{text: t.Text, param: p})
	}
	return out
}

// claims returns the identifiers that an entry declares.
func (m *model) claims(e *entry) []name.Claim {
	claim := func(ident string) name.Claim {
		return name.Claim{Identifier: ident, Owner: e.code, Span: e.Code.Span}
	}
	out := []name.Claim{claim(e.ident)}
	if m.options.Constructors {
		out = append(out, claim("New"+e.ident))
	}
	if len(e.params) > 0 {
		out = append(out, claim(e.ident+"Params"))
	}
	for _, p := range e.params {
		if p.item != "" {
			out = append(out, claim(p.item))
		}
	}
	for _, old := range e.old {
		out = append(out, claim(old))
	}
	return out
}
