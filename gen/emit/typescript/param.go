package typescript

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
)

var scalars = map[catalog.ParamType]string{
	catalog.String: "string",
	catalog.Int:    "Int",
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

// shapes returns the types of parameters as the decoder reads them:
// "item:string since?:time prices:float[] others:{item:string}[]".
func shapes(params []catalog.Param) string {
	list := make([]string, len(params))
	for i := range params {
		p := &params[i]
		mark := ":"
		if p.Optional.V {
			mark = "?:"
		}
		list[i] = p.Name.V + mark + shape(p)
	}
	return strings.Join(list, " ")
}

func shape(p *catalog.Param) string {
	switch p.Type.V {
	case catalog.List:
		return shape(p.Items) + "[]"
	case catalog.Object:
		return "{" + shapes(p.Members) + "}"
	default:
		return string(p.Type.V)
	}
}
