package python

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// A model is a catalogue with every name settled, before anything is written.
type model struct {
	*catalog.Catalog
	casing  name.Casing
	entries []entry
}

type entry struct {
	*catalog.Entry
	class, base string // of the exception
	member      string // of the enumeration
	old         []string
	params      []param
}

type param struct {
	*catalog.Param
	attribute string
	item      string // the type of a list's objects
}

// taken are the names that a param cannot have as an attribute: those of
// exceptions, and the types that the annotations beside it need.
var taken = strings.Fields(`code status title type detail instance request_id retryable retry_after body known params args
	with_traceback add_note self str int float bool list`)

func resolve(c *catalog.Catalog) *model {
	m := &model{Catalog: c, casing: name.NewCasing(c.Initialisms)}
	for _, in := range c.Entries {
		code := in.Code.V
		ident := emit.Identifier(c, m.casing, code)
		e := entry{Entry: in, class: class(ident), base: m.group(in.GroupAt(0), in.GroupAt(1)), member: name.UpperSnake(ident)}
		if ident == m.casing.Pascal(in.Naming()) {
			e.member = name.UpperSnake(in.Naming())
		}
		e.old = c.Names[code].Aliases
		used := map[string]bool{}
		for i := range in.Params {
			p := param{Param: &in.Params[i]}
			p.attribute = name.Snake(p.Name.V)
			for name.Python.IsKeyword(p.attribute) || slices.Contains(taken, p.attribute) || used[p.attribute] {
				p.attribute += "_"
			}
			used[p.attribute] = true
			if p.Items != nil && p.Items.Type.V == catalog.Object {
				p.item = ident + m.casing.Pascal(p.Name.V) + "Item"
			}
			e.params = append(e.params, p)
		}
		m.entries = append(m.entries, e)
	}
	return m
}

// class returns the name of the exception class of an identifier.
func class(ident string) string { return name.Python.Safe(ident + "Error") }

// group returns the name of the exception class of a system, or of a category.
func (m *model) group(segments ...string) string {
	return class(m.casing.Pascal(strings.Join(segments, "_")))
}

// own are the classes of the template that a class of the catalogue could meet.
var own = name.Claim{Identifier: "ApiError", Owner: "the generated module"}

// claims returns the names that the module declares. Those of systems and
// categories belong to themselves: two categories may be called alike.
func (m *model) claims() []name.Claim {
	out := []name.Claim{own}
	for _, e := range m.entries {
		code := e.Code.V
		claim := func(identifier, owner string) {
			out = append(out, name.Claim{Identifier: identifier, Owner: owner, Span: e.Code.Span})
		}
		claim(m.group(e.GroupAt(0)), "the system "+e.GroupAt(0))
		claim(e.base, "the category "+e.GroupAt(0)+":"+e.GroupAt(1))
		claim(e.class, string(code))
		claim("ErrorCode."+e.member, string(code))
		for _, old := range e.old {
			claim(class(old), string(code))
			claim("ErrorCode."+name.UpperSnake(old), string(code))
		}
		for _, p := range e.params {
			if p.item != "" {
				claim(p.item, string(code)+" "+p.Name.V)
			}
		}
	}
	return out
}
