package handlers

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func isErrorType(t types.Type) bool { return types.Implements(t, errorType) }

// isWriter reports whether a type is one by which requests are answered.
func isWriter(t types.Type) bool {
	name := typeName(t)
	return name == "net/http.ResponseWriter" || strings.HasSuffix(name, ".Context") && name != "context.Context" || strings.HasSuffix(name, ".Ctx")
}

func typeName(t types.Type) string {
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// isHandler reports whether a type is that of a handler: a function that is given
// what answers, a slice of them, or an http.Handler.
func isHandler(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return isHandler(s.Elem())
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return handlerSignature(sig)
	}
	return typeName(t) == "net/http.Handler"
}

func handlerSignature(sig *types.Signature) bool {
	p, r := sig.Params(), sig.Results()
	if r.Len() > 1 || r.Len() == 1 && typeName(r.At(0).Type()) != "" || r.Len() == 1 && !isErrorType(r.At(0).Type()) {
		return false
	}
	switch p.Len() {
	case 1:
		return isWriter(p.At(0).Type()) && typeName(p.At(0).Type()) != "net/http.ResponseWriter"
	case 2:
		return typeName(p.At(0).Type()) == "net/http.ResponseWriter" && typeName(p.At(1).Type()) == "net/http.Request"
	}
	return false
}

// isMiddleware reports whether a type is that of a function from a handler to one.
func isMiddleware(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return isMiddleware(s.Elem())
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 1 && isHandler(sig.Params().At(0).Type()) && isHandler(sig.Results().At(0).Type())
}

var methods = []string{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"}

// A registration is a handler under a path of a router.
type registration struct {
	method, path string
	router       *object // nil: the one of package net/http, or one that is not known
	handlers     set
	middleware   []set
}

// A router is where handlers are registered: below which path, in which other one,
// and with what around them.
type router struct {
	prefix     string
	parents    []*object
	middleware []set
}

func (a *analysis) routerOf(o *object) *router {
	r := a.byRouter[o]
	if r == nil {
		r = &router{}
		a.byRouter[o] = r
	}
	return r
}

func (a *analysis) within(child, parent *object) {
	r := a.routerOf(child)
	if child != parent && !slices.Contains(r.parents, parent) {
		r.parents = append(r.parents, parent)
	}
}

func (a *analysis) around(o *object, s set) {
	r := a.routerOf(o)
	for _, m := range r.middleware {
		if m.key() == s.key() {
			return
		}
	}
	r.middleware = append(r.middleware, s)
}

// route reports whether a call is one of a router, and notes what it registers.
func (fr *frame) route(c *ssa.CallCommon, path, name string, args []set, b *ssa.BasicBlock) bool {
	f := c.StaticCallee()
	if f != nil && f.Blocks != nil || f == nil && !c.IsInvoke() || fr.inModule(path) {
		return false
	}
	sig := c.Signature()
	var on []*object
	if c.IsInvoke() || sig.Recv() != nil {
		for _, a := range args[0] {
			if a.kind == isObject {
				on = append(on, a.object)
			}
		}
		args = args[1:]
	}
	if strings.HasPrefix(path, "github.com/danielgtaylor/huma") {
		return fr.huma(c, name, args)
	}
	var texts, handlers, around []set
	var nested set
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		s := args[i]
		if sig.Variadic() && i == sig.Params().Len()-1 {
			var all set
			for _, e := range fr.elements(s) {
				all = union(all, e)
			}
			s = all
		}
		switch {
		case types.Identical(t.Underlying(), types.Typ[types.String]):
			texts = append(texts, s)
		case isHandler(t):
			handlers = append(handlers, s)
		case isMiddleware(t):
			around = append(around, s)
		case takesRouter(t):
			nested = s
		}
	}
	upper := strings.ToUpper(name)
	switch {
	case name == "Use":
		for _, o := range on {
			for _, s := range slices.Concat(handlers, around) {
				fr.around(o, s)
			}
		}
		return len(handlers)+len(around) > 0
	case name == "Route" || name == "Group" || name == "With" || name == "Mount":
		return fr.nest(c, name, on, texts, slices.Concat(around, handlers), nested)
	case len(handlers) == 0 || len(texts) == 0:
		return false
	case slices.Contains(methods, upper):
		fr.register(c, upper, texts[0], on, handlers, around)
	case name == "Any" || name == "Handle" || name == "HandleFunc" || name == "Method" || name == "MethodFunc" || name == "Add":
		switch {
		case len(texts) == 2:
			for _, m := range texts[0] {
				fr.register(c, m.what, texts[1], on, handlers, around)
			}
		default:
			fr.register(c, "", texts[0], on, handlers, around)
		}
	default:
		return false
	}
	return true
}

// takesRouter reports whether a type is that of a function that registers with what
// it is given.
func takesRouter(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 0 && !isHandler(t)
}

// nest notes a router within another.
func (fr *frame) nest(c *ssa.CallCommon, name string, on []*object, texts, around []set, nested set) bool {
	if len(on) == 0 || len(texts)+len(around)+len(nested) == 0 {
		return false
	}
	prefix := ""
	if len(texts) > 0 {
		for _, t := range texts[0] {
			if t.kind == isText {
				prefix = t.what
			}
		}
	}
	for _, o := range on {
		if name == "Mount" {
			for _, s := range around {
				mounted := false
				for _, a := range append(slices.Clone(s), insideAll(s)...) {
					if a.kind == isObject && fr.byRouter[a.object] != nil {
						mount := fr.object("m:"+o.id+prefix, nil).object
						fr.routerOf(mount).prefix = prefix
						fr.within(mount, o)
						fr.within(a.object, mount)
						mounted = true
					}
				}
				if !mounted {
					fr.register(c, "", texts[0], []*object{o}, []set{s}, nil)
				}
			}
			continue
		}
		child := fr.nestedRouter(c, o)
		fr.routerOf(child.object).prefix = prefix
		fr.within(child.object, o)
		for _, s := range around {
			fr.around(child.object, s)
		}
		for _, f := range nested {
			if f.kind == isFunc {
				fr.run(f.fn, []set{{child}}, f.bound, c)
			}
		}
	}
	return true
}

func insideAll(s set) (out set) {
	for _, a := range s {
		for _, b := range a.bound {
			out = union(out, union(b, insideAll(b)))
		}
	}
	return out
}

func (fr *frame) nestedRouter(c *ssa.CallCommon, o *object) *atom {
	return fr.object("n:"+o.id+":"+fr.short(fr.prog.Fset.Position(c.Pos()).String()), nil)
}

// routers returns what a call of a router returns: the router of the call or, where
// it makes one, that.
func (fr *frame) routers(c *ssa.CallCommon, name string, args []set) []set {
	out := make([]set, c.Signature().Results().Len())
	for i := range out {
		for _, a := range args[0] {
			if a.kind != isObject {
				continue
			}
			if name == "Route" || name == "Group" || name == "With" {
				a = fr.nestedRouter(c, a.object)
			}
			out[i] = union(out[i], set{a})
		}
	}
	return out
}

func (fr *frame) register(c *ssa.CallCommon, method string, paths set, on []*object, handlers, around []set) {
	var all set
	for _, s := range handlers {
		all = union(all, s)
	}
	var texts []string
	for _, p := range paths {
		if p.kind == isText {
			texts = append(texts, p.what)
		}
	}
	if len(texts) == 0 {
		texts = []string{"?"}
	}
	if len(on) == 0 {
		on = []*object{nil}
	}
	for _, path := range texts {
		own := method
		if m, rest, ok := strings.Cut(path, " "); ok && slices.Contains(methods, m) {
			own, path = m, strings.TrimSpace(rest)
		}
		for _, o := range on {
			if o != nil {
				fr.routerOf(o)
			}
			key := own + " " + path + " " + all.key()
			if o != nil {
				key = o.id + " " + key
			}
			fr.registered[key] = &registration{own, path, o, all, around}
		}
	}
	for _, a := range all {
		if a.kind == isFunc {
			fr.setRouted(a.fn)
		}
	}
}

// huma notes what huma.Register and its shorter forms register.
func (fr *frame) huma(c *ssa.CallCommon, name string, args []set) bool {
	if c.IsInvoke() || len(args) < 3 {
		return false
	}
	switch {
	case name == "Register":
		method, path := "", set(nil)
		for _, a := range args[1] {
			if a.kind != isObject {
				continue
			}
			t, ok := deref(a.object.typ).Underlying().(*types.Struct)
			if !ok {
				continue
			}
			for _, p := range fr.parts(a.object) {
				for i := range t.NumFields() {
					if fr.wholes(p.object)[a.object] != itoa(i) {
						continue
					}
					switch t.Field(i).Name() {
					case "Method":
						for _, m := range fr.get(p.object, "") {
							method = m.what
						}
					case "Path":
						path = fr.get(p.object, "")
					}
				}
			}
		}
		fr.register(c, method, path, nil, args[2:3], nil)
	case slices.Contains(methods, strings.ToUpper(name)):
		fr.register(c, strings.ToUpper(name), args[1], nil, args[2:3], nil)
	default:
		return false
	}
	return true
}

// full returns the paths of a registration from the root, and what is around its
// handlers, innermost first.
func (a *analysis) full(r *registration) (paths []string, around []set) {
	around = slices.Clone(r.middleware)
	paths = []string{""}
	if r.router != nil {
		paths = a.prefixes(r.router, map[*object]bool{}, &around)
	}
	for i := range paths {
		paths[i] = joinPath(paths[i], r.path)
	}
	return paths, around
}

func (a *analysis) prefixes(o *object, seen map[*object]bool, around *[]set) (out []string) {
	if seen[o] {
		return nil
	}
	seen[o] = true
	r := a.routerOf(o)
	for i := len(r.middleware) - 1; i >= 0; i-- {
		*around = append(*around, r.middleware[i])
	}
	parents := slices.Clone(r.parents)
	for whole := range a.wholes(o) { // a router that is a part of another, by embedding
		if a.byRouter[whole] != nil && !slices.Contains(parents, whole) {
			parents = append(parents, whole)
		}
	}
	if len(parents) == 0 {
		return []string{r.prefix}
	}
	for _, p := range parents {
		for _, above := range a.prefixes(p, seen, around) {
			out = append(out, joinPath(above, r.prefix))
		}
	}
	return out
}

func joinPath(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || b == "/" && a != "/":
		return a
	}
	return strings.TrimRight(a, "/") + "/" + strings.TrimLeft(b, "/")
}
