package typescript

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

var scalars = map[catalog.ParamType]string{
	catalog.String: "string",
	catalog.Int:    "number",
	catalog.Float:  "number",
	catalog.Bool:   "boolean",
	catalog.Time:   "Date",
}

// declare returns the member of an interface that holds a parameter.
func declare(p *catalog.Param) string {
	mark := ": "
	if p.Optional.V {
		mark = "?: "
	}
	return "readonly " + property(p.Name.V) + mark + typeOf(p)
}

// typeOf returns the type that a parameter has in a program.
func typeOf(p *catalog.Param) string {
	switch p.Type.V {
	case catalog.List:
		return "readonly " + typeOf(p.Items) + "[]"
	case catalog.Object:
		list := make([]string, len(p.Members))
		for i := range p.Members {
			list[i] = declare(&p.Members[i])
		}
		return "{ " + strings.Join(list, "; ") + " }"
	default:
		return scalars[p.Type.V]
	}
}

// members returns the shapes of parameters, as the template's Members has them.
func members(params []catalog.Param) string {
	list := make([]string, len(params))
	for i := range params {
		p := &params[i]
		optional := ""
		if p.Optional.V {
			optional = `, "optional"`
		}
		list[i] = "[" + quote(p.Name.V) + ", " + shape(p) + optional + "]"
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// shape returns the form that a parameter has in JSON.
func shape(p *catalog.Param) string {
	switch p.Type.V {
	case catalog.List:
		return "{ list: " + shape(p.Items) + " }"
	case catalog.Object:
		return "{ object: " + members(p.Members) + " }"
	default:
		return quote(string(p.Type.V))
	}
}
