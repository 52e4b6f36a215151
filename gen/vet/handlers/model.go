package handlers

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/unkeyed/errgen/gen/vet/handlers/routes"
	"github.com/unkeyed/errgen/gen/vet/handlers/value"
)

// model returns what is known of functions that this module does not have the
// bodies of.
func (fr *frame) model(c *ssa.CallCommon, args []value.Set, b *ssa.BasicBlock) ([]value.Set, bool) {
	path, name := fr.calleeName(c)
	if f := c.StaticCallee(); f != nil && fr.generatedFunc(f) != nil {
		return fr.generatedCall(f, c, args), true
	}
	if fr.route(c, path, name, args, b) {
		fr.fact.routes = true
		return fr.routers(c, name, args), true
	}
	if at, ok := fr.answers(c, path, name, args); ok {
		fr.answer(at)
		return fr.flow(c, at), true
	}
	switch path {
	case "errors":
		switch name {
		case "New":
			return []value.Set{fr.Plain(c.Pos(), "errors.New", 0)}, true
		case "Is":
			return []value.Set{nil}, true
		case "As":
			for _, target := range args[1] {
				if target.Kind == value.IsObject {
					fr.Put(target.Object, "", fr.asserted(args[0].Errors(), routes.Deref(strip(c.Args[1]).Type())))
				}
			}
			return []value.Set{nil}, true
		case "Unwrap":
			return []value.Set{args[0].Errors()}, true
		case "Join":
			return []value.Set{fr.wrapped(fr.elements(args[0]), nil, c.Pos(), "errors.Join")}, true
		}
	case "fmt":
		if name == "Errorf" {
			return []value.Set{fr.wrapped(fr.elements(args[1]), verbs(c.Args[0]), c.Pos(), "fmt.Errorf")}, true
		}
	}
	if name == "Error" && len(args) == 1 && c.Signature().Params().Len() == 0 {
		return fr.flow(c, args[0].Only(func(a *value.Atom) bool { return a.Kind == value.IsCode })), true
	}
	return nil, false
}

// flow returns the results of a call each of which is a set.
func (fr *frame) flow(c *ssa.CallCommon, s value.Set) []value.Set {
	out := make([]value.Set, c.Signature().Results().Len())
	for i := range out {
		out[i] = s
	}
	return out
}

// elements returns the elements of a slice of arguments, in order.
func (fr *frame) elements(slice value.Set) (out []value.Set) {
	for _, a := range slice {
		if a.Kind != value.IsObject {
			continue
		}
		for _, p := range fr.Parts(a.Object) {
			n, err := strconv.Atoi(fr.Wholes(p.Object)[a.Object])
			if err != nil {
				n = 0
			}
			for len(out) <= n {
				out = append(out, nil)
			}
			out[n] = value.Union(out[n], value.Union(fr.Get(p.Object, ""), fr.shared(p.Object)))
		}
	}
	return out
}

// wrapped returns the error that wraps others: the first that surely has a code
// hides those after it, as the first of a tree is answered with. Of a format, those
// are wrapped whose verb is %w; nil is all.
func (fr *frame) wrapped(elements []value.Set, wraps []bool, at token.Pos, what string) value.Set {
	var out value.Set
	for i, s := range elements {
		if wraps != nil && (i >= len(wraps) || !wraps[i]) {
			continue
		}
		s = s.Errors()
		out = value.Union(out, s)
		if len(s) > 0 && !slices.ContainsFunc(s, func(a *value.Atom) bool { return a.Kind != value.IsCode }) {
			return out.Only(func(a *value.Atom) bool { return a.Kind != value.IsPlain })
		}
	}
	if len(out) == 0 {
		return fr.Plain(at, what, 0)
	}
	return out
}

// verbs says which arguments a constant format wraps. Of one that is not known, all.
func verbs(format ssa.Value) []bool {
	k, ok := format.(*ssa.Const)
	if !ok || k.Value == nil {
		return nil
	}
	out := []bool{}
	text := constant.StringVal(k.Value)
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			continue
		}
		for i++; i < len(text) && strings.IndexByte("+-# 0123456789.*", text[i]) >= 0; i++ {
			if text[i] == '*' {
				out = append(out, false)
			}
		}
		switch {
		case i == len(text):
			return out
		case text[i] == '[':
			return nil
		case text[i] != '%':
			out = append(out, text[i] == 'w')
		}
	}
	return out
}

// generatedCall returns what a function of a generated package returns.
func (fr *frame) generatedCall(f *ssa.Function, c *ssa.CallCommon, args []value.Set) []value.Set {
	g := fr.generatedFunc(f)
	if name, ok := strings.CutPrefix(f.Name(), "New"); ok && f.Signature.Recv() == nil {
		if code := g.facts.Names[name]; code != nil {
			return []value.Set{{fr.Code(code, g.pkg)}}
		}
	}
	switch f.Name() {
	case "WriteHTTP":
		fr.answer(fr.raised(args[len(args)-1]))
		return nil
	case "NotFound", "MethodNotAllowed":
		fr.answer(fr.Plain(c.Pos(), "codes."+f.Name(), map[string]int{"NotFound": 404}[f.Name()]))
		return nil
	case "Handler", "HandlerFunc":
		return []value.Set{args[len(args)-1]}
	case "Mux":
		return []value.Set{args[len(args)-1]}
	case "ServeHTTP": // of a HandlerFunc
		for _, a := range args[0] {
			if a.Kind == value.IsFunc {
				fr.serves(a, args[1:], c)
			}
		}
		return nil
	case "FromResponse", "Decode":
		return fr.flow(c, fr.Plain(c.Pos(), "an error of another service", 0))
	case "Lookup", "Parse":
		return fr.flow(c, fr.Unresolved(c.Pos(), "the code that "+f.Name()+" returns"))
	case "WithCause", "Unwrap", "Is", "As":
		if f.Signature.Recv() != nil || f.Name() == "WithCause" {
			return make([]value.Set, f.Signature.Results().Len())
		}
	}
	if len(args) == 0 {
		return make([]value.Set, f.Signature.Results().Len())
	}
	// With, Wrap, New, Forward, CodeOf, the status, the text: all of the first argument.
	s := args[0].Errors()
	if f.Name() != "CodeOf" && f.Name() != "As" {
		return fr.flow(c, s)
	}
	return []value.Set{s.Only(func(a *value.Atom) bool { return a.Kind != value.IsPlain }), nil}
}

// raised returns what a client sees of an error: the code of an error of this
// module's own type is what it wraps, or the code that it has.
func (fr *frame) raised(s value.Set) value.Set {
	out := s.Only(func(a *value.Atom) bool { return a.Kind <= value.IsUnresolved })
	for _, a := range s {
		if a.Kind != value.IsDynamic {
			continue
		}
		if out2, ok := fr.own(a); ok {
			out = value.Union(out, out2)
		}
	}
	return out
}

// own returns what an error of one of this module's types is answered with.
func (fr *frame) own(a *value.Atom) (value.Set, bool) {
	if !types.Implements(a.Type, routes.Error) {
		return nil, false
	}
	if a.Bound[0].Has(value.IsCode) || a.Bound[0].Has(value.IsPlain) || a.Bound[0].Has(value.IsUnresolved) {
		return nil, false // it counts as that
	}
	key := "own " + a.Key
	if fr.asking[key] {
		return nil, false
	}
	fr.asking[key] = true
	defer delete(fr.asking, key)
	var out value.Set
	if sel := fr.prog.MethodSets.MethodSet(a.Type).Lookup(nil, "Unwrap"); sel != nil {
		if f := fr.prog.MethodValue(sel); f != nil && f.Blocks != nil {
			for _, r := range fr.call(f, []value.Set{a.Bound[0]}, nil).results {
				out = value.Union(out, fr.raised(r))
				for _, e := range fr.elements(r) {
					out = value.Union(out, fr.raised(e))
				}
			}
		}
	}
	for _, o := range a.Bound[0] {
		if o.Kind != value.IsObject {
			continue
		}
		for _, p := range fr.Parts(o.Object) {
			if t := routes.Deref(p.Object.Type); fr.generatedType(t, "Code") != nil || fr.generatedType(t, "Error") != nil {
				out = value.Union(out, fr.raised(fr.Get(p.Object, "")))
			}
		}
	}
	if len(out) == 0 {
		out = fr.Plain(token.NoPos, "an error of type "+types.TypeString(a.Type, short), 0)
	}
	return out, true
}

func short(p *types.Package) string { return p.Name() }

// statusFirst are the methods of frameworks that answer with a status, their first
// argument.
var statusFirst = []string{
	"AbortWithError", "AbortWithStatus", "AbortWithStatusJSON", "Blob", "Data", "HTML", "IndentedJSON", "JSON", "JSONBlob", "JSONPretty",
	"NoContent", "ProtoBuf", "PureJSON", "SecureJSON", "SendStatus", "String", "WriteHeader", "XML", "XMLPretty", "YAML",
}

// answers returns what a call answers a request with.
func (fr *frame) answers(c *ssa.CallCommon, path, name string, args []value.Set) (value.Set, bool) {
	f := c.StaticCallee()
	own := f != nil && f.Blocks != nil && fr.generatedFunc(f) == nil
	recv := c.IsInvoke() || f != nil && f.Signature.Recv() != nil
	switch {
	case path == "net/http" && name == "Error" && len(args) == 3 && !recv:
		return fr.answerOf(c, "http.Error", args[2], args[1]), true
	case path == "net/http" && name == "NotFound" && len(args) == 2 && !recv:
		return fr.Plain(c.Pos(), "http.NotFound", 404), true
	case name == "WriteHeader" && recv && len(args) == 2:
		return fr.answerOf(c, "WriteHeader", args[1], nil), true
	case !own && recv && slices.Contains(statusFirst, name) && len(args) > 1:
		var body value.Set
		for _, s := range args[2:] {
			body = value.Union(body, s)
		}
		return fr.answerOf(c, name, args[1], body), true
	case path == "encoding/json" && name == "Encode" && recv && len(args) == 2:
		if s := args[1].Only(func(a *value.Atom) bool { return a.Kind == value.IsCode }); len(s) > 0 {
			return s, true
		}
	case name == "Error" && recv && len(args) == 2 && !own && c.Signature().Results().Len() == 1 && !routes.IsError(c.Signature().Results().At(0).Type()):
		// gin's c.Error(err): a middleware answers with it
		return fr.raised(args[1]), true
	}
	return nil, false
}

// answerOf returns what an answer with a status and a body is: the codes that are in
// it, else one without a code.
func (fr *frame) answerOf(c *ssa.CallCommon, what string, status, body value.Set) value.Set {
	codes := value.Union(status, body).Only(func(a *value.Atom) bool { return a.Kind == value.IsCode })
	codes = value.Union(codes, fr.raised(body).Only(func(a *value.Atom) bool { return a.Kind == value.IsCode }))
	if len(codes) > 0 {
		return codes
	}
	var out value.Set
	for _, a := range status {
		if a.Kind == value.IsInt && a.Status >= 400 {
			out = value.Union(out, fr.Plain(c.Pos(), what, a.Status))
		}
	}
	return out
}

var statusInName = regexp.MustCompile(`^Error(\d{3})`)

// foreign returns what a function of another module may do: call what it is given,
// return the errors that these return and those that it is given, or one of its own.
func (fr *frame) foreign(c *ssa.CallCommon, args []value.Set) []value.Set {
	path, name := fr.calleeName(c)
	results := c.Signature().Results()
	var inner value.Set // of functions that it may call
	for i, s := range args {
		for _, a := range s {
			if a.Kind == value.IsFunc && a.Fn.Blocks != nil && !fr.isRouted(a.Fn) {
				out := fr.run(a.Fn, make([]value.Set, len(a.Fn.Params)), a.Bound, c)
				for _, r := range out {
					inner = value.Union(inner, r.Errors())
				}
			}
		}
		if i == 0 && (c.IsInvoke() || c.Signature().Recv() != nil) {
			continue
		}
	}
	var receiver *value.Object
	if c.IsInvoke() || c.Signature().Recv() != nil {
		for _, a := range args[0] {
			if a.Kind == value.IsObject {
				receiver = a.Object
				fr.Put(receiver, "errors", inner)
				inner = value.Union(inner, fr.Get(receiver, "errors"))
			}
		}
	}
	out := make([]value.Set, results.Len())
	for i := range out {
		t := results.At(i).Type()
		switch {
		case routes.IsError(t):
			given := inner
			for _, s := range args {
				given = value.Union(given, s.Only(func(a *value.Atom) bool { return a.Kind <= value.IsUnresolved }))
			}
			if !given.Has(value.IsCode) {
				status := 0
				for _, s := range args {
					for _, a := range s {
						if a.Kind == value.IsInt && a.Status >= 400 {
							status = a.Status
						}
					}
				}
				if m := statusInName.FindStringSubmatch(name); m != nil {
					status, _ = strconv.Atoi(m[1])
				}
				given = value.Union(given, fr.Plain(c.Pos(), what(path, name), status))
			}
			out[i] = given
		default:
			switch t.Underlying().(type) {
			case *types.Signature, *types.Interface, *types.Pointer, *types.Struct:
				for _, s := range args {
					out[i] = value.Union(out[i], s.Only(func(a *value.Atom) bool {
						return a.Kind == value.IsFunc || a.Kind == value.IsDynamic || a.Kind == value.IsCode
					}))
				}
				if _, ok := t.Underlying().(*types.Signature); !ok {
					out[i] = value.Union(out[i], value.Set{fr.Object("x:"+fr.key+strconv.Itoa(int(c.Pos()))+":"+strconv.Itoa(i), t)})
				}
			}
		}
	}
	return out
}

func what(path, name string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		path = path[i+1:]
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

// describe names a value for people.
func describe(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		switch x := v.X.(type) {
		case *ssa.FieldAddr:
			t := routes.Deref(x.X.Type()).Underlying().(*types.Struct)
			return "the field " + t.Field(x.Field).Name()
		case *ssa.Global:
			return "the variable " + x.Name()
		case *ssa.FreeVar:
			return "the variable " + x.Name()
		case *ssa.Alloc:
			return "the variable " + x.Comment
		}
	case *ssa.Parameter:
		return "the parameter " + v.Name()
	case *ssa.FreeVar:
		return "the variable " + v.Name()
	case *ssa.Field:
		return "the field " + v.X.Type().Underlying().(*types.Struct).Field(v.Field).Name()
	}
	return "a value of type " + types.TypeString(v.Type(), short)
}
