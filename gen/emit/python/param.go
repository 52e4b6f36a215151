package python

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
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

// params writes the attributes of a class, and the constructor that takes them.
func (p *printer) params(e *entry) {
	for i := range e.params {
		param := &e.params[i]
		p.P(param.attribute, ": ", param.typeOf(), " | None")
		p.docstring(docText(param.Description.V))
	}
	p.P("_members = (")
	p.In(func() {
		for i := range e.params {
			param := &e.params[i]
			p.P(member(param.Param, param.attribute), ",")
		}
	})
	p.P(")")
	p.P()
	p.P("def __init__(")
	p.In(func() {
		p.P("self,")
		p.P("*,")
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
	p.P(") -> None:")
	p.In(func() {
		for _, param := range e.params {
			p.P("self.", param.attribute, " = ", param.attribute)
		}
		p.P("super().__init__(detail=detail, instance=instance, request_id=request_id)")
	})
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
			p.P(quote(param.item), ",")
			p.P("{")
			p.In(func() {
				for j := range param.Items.Members {
					m := &param.Items.Members[j]
					typ := scalars[m.Type.V]
					if m.Optional.V {
						typ = "_t.NotRequired[" + typ + "]"
					}
					p.P(quote(m.Name.V), ": ", typ, ",")
				}
			})
			p.P("},")
		})
		p.P(")")
		p.P()
		p.P()
	}
}

// member returns the _Member of a param, or of a member of its objects.
func member(p *catalog.Param, attribute string) string {
	optional := ""
	if p.Optional.V {
		optional = ", True"
	}
	return "_Member(" + quote(p.Name.V) + ", " + quote(attribute) + ", " + shape(p) + optional + ")"
}

// shape returns the form that a param has in JSON, as the template's _Member
// has it.
func shape(p *catalog.Param) string {
	switch p.Type.V {
	case catalog.List:
		return "[" + shape(p.Items) + "]"
	case catalog.Object:
		var b strings.Builder
		for i := range p.Members {
			m := &p.Members[i]
			b.WriteString(member(m, m.Name.V) + ", ")
		}
		return "(" + strings.TrimSuffix(b.String(), " ") + ")"
	default:
		return quote(string(p.Type.V))
	}
}
