package openapi

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// scalars are the schemas of scalar parameters.
var scalars = map[catalog.ParamType][]string{
	catalog.String: {"type: string"},
	catalog.Int:    {"type: integer", "format: int64"},
	catalog.Float:  {"type: number", "format: double"},
	catalog.Bool:   {"type: boolean"},
	catalog.Time:   {"type: string", "format: date-time"},
}

// paramsOf returns the parameters of errors that have no place of their own: of one
// error in its page's order, of several by name, each as all of them have it.
func (p *printer) paramsOf(s *subject) []*catalog.Param {
	var out []*catalog.Param
	for _, e := range s.of {
		for i := range e.Params {
			param := &e.Params[i]
			if slices.Contains(p.own, param.Name.V) {
				continue
			}
			at := slices.IndexFunc(out, func(o *catalog.Param) bool { return o.Name.V == param.Name.V })
			if at < 0 {
				out = append(out, p.commonly(param, s))
			} else if !s.only {
				out[at] = common(out[at], param)
			}
		}
	}
	if !s.only {
		slices.SortFunc(out, func(a, b *catalog.Param) int { return strings.Compare(a.Name.V, b.Name.V) })
	}
	return out
}

// param returns a parameter that has a place of its own, nil where no error has it.
func (p *printer) param(name string, s *subject) *catalog.Param {
	var out *catalog.Param
	for _, e := range s.of {
		for i := range e.Params {
			switch param := &e.Params[i]; {
			case param.Name.V != name:
			case out == nil:
				out = p.commonly(param, s)
			default:
				out = common(out, param)
			}
		}
	}
	return out
}

// commonly returns a parameter as several errors may have it: what only a page says
// of it is left out, so that another page changes nothing.
func (p *printer) commonly(param *catalog.Param, s *subject) *catalog.Param {
	if s.only {
		return param
	}
	return bare(param)
}

// bare returns a parameter with nothing but names and types.
func bare(param *catalog.Param) *catalog.Param {
	out := &catalog.Param{Name: param.Name, Type: param.Type, Optional: param.Optional}
	if param.Items != nil {
		out.Items = bare(param.Items)
	}
	for i := range param.Members {
		out.Members = append(out.Members, *bare(&param.Members[i]))
	}
	return out
}

// common returns what two errors' parameters of one name have in common. Its type is
// empty where they have none.
func common(a, b *catalog.Param) *catalog.Param {
	out := &catalog.Param{Name: a.Name}
	if a.Type.V != b.Type.V {
		return out
	}
	out.Type = a.Type
	switch out.Type.V {
	case catalog.List:
		out.Items = common(a.Items, b.Items)
	case catalog.Object:
		for i := range a.Members {
			m := &a.Members[i]
			at := slices.IndexFunc(b.Members, func(o catalog.Param) bool { return o.Name.V == m.Name.V })
			if at < 0 {
				one := *m
				one.Optional.V = true
				out.Members = append(out.Members, one)
				continue
			}
			one := *common(m, &b.Members[at])
			one.Optional.V = m.Optional.V || b.Members[at].Optional.V
			out.Members = append(out.Members, one)
		}
		for _, m := range b.Members {
			if !slices.ContainsFunc(a.Members, func(o catalog.Param) bool { return o.Name.V == m.Name.V }) {
				one := *bare(&m)
				one.Optional.V = true
				out.Members = append(out.Members, one)
			}
		}
	}
	return out
}

// parameter writes the schema of a parameter.
func (p *printer) parameter(param *catalog.Param) {
	switch param.Type.V {
	case "":
		p.P("description: A value whose type depends on the error.")
	case catalog.List:
		p.P("type: array")
		p.key("items", func() { p.parameter(param.Items) })
	case catalog.Object:
		p.P("type: object")
		var members []property
		for i := range param.Members {
			m := &param.Members[i]
			members = append(members, property{m.Name.V, !m.Optional.V, func() { p.parameter(m) }})
		}
		p.properties(members)
	default:
		for _, line := range scalars[param.Type.V] {
			p.P(line)
		}
	}
	p.describe(param)
	if example, faults := jsonpos.Parse(string(param.Example.V)); len(faults) == 0 && example != nil {
		p.key("examples", func() { p.item(example) })
	}
}

func (p *printer) describe(param *catalog.Param) {
	if param.Description.V != "" {
		p.P("description: ", prose(param.Description.V))
	}
}
