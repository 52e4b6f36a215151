package python

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

var scalars = map[catalog.ParamType]string{
	catalog.String: "str",
	catalog.Int:    "int",
	catalog.Float:  "float",
	catalog.Bool:   "bool",
	catalog.Time:   "_datetime.datetime",
}

// typeOf returns the type that a param has in a program.
func (p *param) typeOf() string {
	switch {
	case p.item != "":
		return "list[" + p.item + "]"
	case p.Type.V == catalog.List:
		return "list[" + scalars[p.Items.Type.V] + "]"
	default:
		return scalars[p.Type.V]
	}
}

// params writes the attributes of a class, and the constructor that takes them. That of
// a retired code takes an argument that no value has the type of.
func (p *printer) params(e *entry) {
	for i := range e.params {
		param := &e.params[i]
		p.P(param.attribute, ": ", param.typeOf(), " | None")
		p.docstring(docText(param.Description.V))
	}
	if len(e.params) > 0 {
		p.P()
	}
	p.P("def __init__(")
	p.In(func() {
		p.P("self,")
		p.P("*,")
		if e.Retired != nil {
			p.P("retired: _t.NoReturn,")
		}
		for i := range e.params {
			param := &e.params[i]
			if param.Optional.V {
				p.P(param.attribute, ": ", param.typeOf(), " | None = None,")
			} else {
				p.P(param.attribute, ": ", param.typeOf(), ",")
			}
		}
		for _, option := range []string{"detail", "instance", "request_id"} {
			p.P(option, `: str = "",`)
		}
	})
	p.P(") -> None: ...")
}

// items writes the types of the objects in a class's lists. Their members may
// have names that are no attributes, so they are not written as classes.
func (p *printer) items(e *entry) {
	for i := range e.params {
		param := &e.params[i]
		if param.item == "" {
			continue
		}
		p.P(param.item, " = _t.TypedDict(")
		p.In(func() {
			p.P(emit.Quote(param.item), ",")
			p.P("{")
			p.In(func() {
				for j := range param.Items.Members {
					m := &param.Items.Members[j]
					typ := scalars[m.Type.V]
					if m.Optional.V {
						typ = "_NotRequired[" + typ + "]"
					}
					p.P(emit.Quote(m.Name.V), ": ", typ, ",")
				}
			})
			p.P("},")
		})
		p.P(")")
		p.P()
	}
}
