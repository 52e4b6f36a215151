package golang

import (
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
)

// Identifiers returns the identifier of each code's constant.
func Identifiers(c *catalog.Catalog, o *Options) (map[catalog.Code]string, error) {
	m, err := model.New(c, o)
	if err != nil {
		return nil, err
	}
	out := make(map[catalog.Code]string, len(m.Entries))
	for _, e := range m.Entries {
		out[e.Code.V] = e.Ident
	}
	return out, nil
}

// declared returns what programs refer to in the package.
func declared(c *catalog.Catalog, o *Options) emit.Declared {
	m, err := model.New(c, o)
	if err != nil {
		return emit.Declared{Package: o.Package}
	}
	of := func(e *catalog.Entry) *model.Entry {
		if own := m.ByCode[e.Code.V]; own != nil {
			return own
		}
		return &model.Entry{Entry: e}
	}
	return emit.Declared{
		Identifiers: func(e *catalog.Entry) []emit.Declaration {
			own := of(e)
			out := []emit.Declaration{{Identifier: own.Ident, Code: e.Code.V}}
			for _, ident := range own.Old {
				out = append(out, emit.Declaration{Identifier: ident, Code: e.Code.V})
			}
			for _, f := range own.Gone {
				out = append(out, emit.Declaration{Identifier: f.Ident, Code: f.Code})
			}
			return out
		},
		Package:    o.Package,
		Constructs: func(e *catalog.Entry) bool { return o.Full() && m.Constructs(of(e)) },
	}
}
