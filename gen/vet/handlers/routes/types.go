package routes

import (
	"go/types"
	"strings"
)

// Error is the interface.
var Error = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// IsError reports whether a type is one of errors.
func IsError(t types.Type) bool { return types.Implements(t, Error) }

// IsWriter reports whether a type is one that requests are answered with.
func IsWriter(t types.Type) bool {
	name := TypeName(t)
	return name == "net/http.ResponseWriter" || strings.HasSuffix(name, ".Context") && name != "context.Context" || strings.HasSuffix(name, ".Ctx")
}

// TypeName returns the path and the name of a type, or of what it points to, "" if it
// has none.
func TypeName(t types.Type) string {
	n, ok := types.Unalias(Deref(t)).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path() + "." + n.Obj().Name()
}

// IsHandler reports whether a type is that of a handler: a function that is given
// what answers, a slice of them, or an http.Handler.
func IsHandler(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return IsHandler(s.Elem())
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return IsHandlerFunc(sig)
	}
	return TypeName(t) == "net/http.Handler"
}

// IsHandlerFunc reports whether a function is a handler.
func IsHandlerFunc(sig *types.Signature) bool {
	p, r := sig.Params(), sig.Results()
	if r.Len() > 1 || r.Len() == 1 && TypeName(r.At(0).Type()) != "" || r.Len() == 1 && !IsError(r.At(0).Type()) {
		return false
	}
	switch p.Len() {
	case 1:
		return IsWriter(p.At(0).Type()) && TypeName(p.At(0).Type()) != "net/http.ResponseWriter"
	case 2:
		return TypeName(p.At(0).Type()) == "net/http.ResponseWriter" && TypeName(p.At(1).Type()) == "net/http.Request"
	}
	return false
}

// IsMiddleware reports whether a type is that of a function from a handler to one.
func IsMiddleware(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		return IsMiddleware(s.Elem())
	}
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 1 && IsHandler(sig.Params().At(0).Type()) && IsHandler(sig.Results().At(0).Type())
}

// TakesRouter reports whether a type is that of a function that registers with what
// it is given.
func TakesRouter(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && sig.Results().Len() == 0 && !IsHandler(t)
}

// Deref returns what a type points to, or the type itself.
func Deref(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// IsAggregate reports whether a type is one of values that have parts.
func IsAggregate(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}
