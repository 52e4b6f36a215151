package handlers

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/report"
	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// route reports whether a call is one of a router, and notes what it registers.
func (fr *frame) route(c *ssa.CallCommon, path, name string, args []value.Set, b *ssa.BasicBlock) bool {
	f := c.StaticCallee()
	if f != nil && f.Blocks != nil || f == nil && !c.IsInvoke() || fr.inModule(path) {
		return false
	}
	sig := c.Signature()
	var on []*value.Object
	if c.IsInvoke() || sig.Recv() != nil {
		for _, a := range args[0] {
			if a.Kind == value.IsObject {
				on = append(on, a.Object)
			}
		}
		args = args[1:]
	}
	if strings.HasPrefix(path, "github.com/danielgtaylor/huma") {
		return fr.huma(c, name, args)
	}
	var texts, handlers, around []value.Set
	var nested value.Set
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		s := args[i]
		if sig.Variadic() && i == sig.Params().Len()-1 {
			var all value.Set
			for _, e := range fr.elements(s) {
				all = value.Union(all, e)
			}
			s = all
		}
		switch {
		case types.Identical(t.Underlying(), types.Typ[types.String]):
			texts = append(texts, s)
		case routes.IsHandler(t):
			handlers = append(handlers, s)
		case routes.IsMiddleware(t):
			around = append(around, s)
		case routes.TakesRouter(t):
			nested = s
		}
	}
	upper := strings.ToUpper(name)
	switch {
	case name == "Use":
		for _, o := range on {
			for _, s := range slices.Concat(handlers, around) {
				fr.table.Around(o, s)
			}
		}
		return len(handlers)+len(around) > 0
	case name == "Route" || name == "Group" || name == "With" || name == "Mount":
		return fr.nest(c, name, on, texts, slices.Concat(around, handlers), nested)
	case len(handlers) == 0 || len(texts) == 0:
		return false
	case slices.Contains(report.Methods, upper):
		fr.register(c, upper, texts[0], on, handlers, around)
	case name == "Any" || name == "Handle" || name == "HandleFunc" || name == "Method" || name == "MethodFunc" || name == "Add":
		switch {
		case len(texts) == 2:
			for _, m := range texts[0] {
				fr.register(c, m.What, texts[1], on, handlers, around)
			}
		default:
			fr.register(c, "", texts[0], on, handlers, around)
		}
	default:
		return false
	}
	return true
}

// nest notes a router within another.
func (fr *frame) nest(c *ssa.CallCommon, name string, on []*value.Object, texts, around []value.Set, nested value.Set) bool {
	if len(on) == 0 || len(texts)+len(around)+len(nested) == 0 {
		return false
	}
	prefix := ""
	if len(texts) > 0 {
		for _, t := range texts[0] {
			if t.Kind == value.IsText {
				prefix = t.What
			}
		}
	}
	for _, o := range on {
		if name == "Mount" {
			for _, s := range around {
				mounted := false
				for _, a := range append(slices.Clone(s), insideAll(s)...) {
					if a.Kind == value.IsObject && fr.table.Is(a.Object) {
						mount := fr.Object("m:"+o.ID+prefix, nil).Object
						fr.table.Below(mount, prefix)
						fr.table.Within(mount, o)
						fr.table.Within(a.Object, mount)
						mounted = true
					}
				}
				if !mounted {
					fr.register(c, "", texts[0], []*value.Object{o}, []value.Set{s}, nil)
				}
			}
			continue
		}
		child := fr.nestedRouter(c, o)
		fr.table.Below(child.Object, prefix)
		fr.table.Within(child.Object, o)
		for _, s := range around {
			fr.table.Around(child.Object, s)
		}
		for _, f := range nested {
			if f.Kind == value.IsFunc {
				fr.run(f.Fn, []value.Set{{child}}, f.Bound, c)
			}
		}
	}
	return true
}

func insideAll(s value.Set) (out value.Set) {
	for _, a := range s {
		for _, b := range a.Bound {
			out = value.Union(out, value.Union(b, insideAll(b)))
		}
	}
	return out
}

func (fr *frame) nestedRouter(c *ssa.CallCommon, o *value.Object) *value.Atom {
	return fr.Object("n:"+o.ID+":"+fr.Short(fr.prog.Fset.Position(c.Pos()).String()), nil)
}

// routers returns what a call of a router returns: the router of the call or, where
// it makes one, that.
func (fr *frame) routers(c *ssa.CallCommon, name string, args []value.Set) []value.Set {
	out := make([]value.Set, c.Signature().Results().Len())
	for i := range out {
		for _, a := range args[0] {
			if a.Kind != value.IsObject {
				continue
			}
			if name == "Route" || name == "Group" || name == "With" {
				a = fr.nestedRouter(c, a.Object)
			}
			out[i] = value.Union(out[i], value.Set{a})
		}
	}
	return out
}

func (fr *frame) register(c *ssa.CallCommon, method string, paths value.Set, on []*value.Object, handlers, around []value.Set) {
	var all value.Set
	for _, s := range handlers {
		all = value.Union(all, s)
	}
	var texts []string
	for _, p := range paths {
		if p.Kind == value.IsText {
			texts = append(texts, p.What)
		}
	}
	if len(texts) == 0 {
		texts = []string{"?"}
	}
	if len(on) == 0 {
		on = []*value.Object{nil}
	}
	for _, path := range texts {
		own := method
		if m, rest, ok := strings.Cut(path, " "); ok && slices.Contains(report.Methods, m) {
			own, path = m, strings.TrimSpace(rest)
		}
		for _, o := range on {
			fr.table.Add(&routes.Registration{Method: own, Path: path, Router: o, Handlers: all, Around: around})
		}
	}
	for _, a := range all {
		if a.Kind == value.IsFunc {
			fr.setRouted(a.Fn)
		}
	}
}

// huma notes what huma.Register and its shorter forms register.
func (fr *frame) huma(c *ssa.CallCommon, name string, args []value.Set) bool {
	if c.IsInvoke() || len(args) < 3 {
		return false
	}
	switch {
	case name == "Register":
		method, path := "", value.Set(nil)
		for _, a := range args[1] {
			if a.Kind != value.IsObject {
				continue
			}
			t, ok := routes.Deref(a.Object.Type).Underlying().(*types.Struct)
			if !ok {
				continue
			}
			for _, p := range fr.Parts(a.Object) {
				for i := range t.NumFields() {
					if fr.Wholes(p.Object)[a.Object] != strconv.Itoa(i) {
						continue
					}
					switch t.Field(i).Name() {
					case "Method":
						for _, m := range fr.Get(p.Object, "") {
							method = m.What
						}
					case "Path":
						path = fr.Get(p.Object, "")
					}
				}
			}
		}
		fr.register(c, method, path, nil, args[2:3], nil)
	case slices.Contains(report.Methods, strings.ToUpper(name)):
		fr.register(c, strings.ToUpper(name), args[1], nil, args[2:3], nil)
	default:
		return false
	}
	return true
}
