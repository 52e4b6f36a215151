package openapi

import (
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

// members writes the required members and the properties of an object: first
// those that other writes, whose names are given, then the parameters.
func (p *printer) members(params []catalog.Param, other func(), names ...string) {
	for i := range params {
		if !params[i].Optional.V {
			names = append(names, params[i].Name.V)
		}
	}
	if len(names) > 0 {
		p.key("required", func() {
			for _, name := range names {
				p.P("- ", plain(name))
			}
		})
	}
	p.key("properties", func() {
		other()
		for i := range params {
			p.key(plain(params[i].Name.V), func() { p.param(&params[i]) })
		}
	})
}

// param writes the schema of a parameter.
func (p *printer) param(param *catalog.Param) {
	switch param.Type.V {
	case catalog.List:
		p.P("type: array")
		p.key("items", func() { p.param(param.Items) })
	case catalog.Object:
		p.P("type: object")
		if len(param.Members) > 0 {
			p.members(param.Members, func() {})
		}
	default:
		for _, line := range scalars[param.Type.V] {
			p.P(line)
		}
	}
	if param.Description.V != "" {
		p.P("description: ", prose(param.Description.V))
	}
	if example, faults := jsonpos.Parse(string(param.Example.V)); len(faults) == 0 && example != nil {
		p.key("examples", func() { p.item(example) })
	}
}
