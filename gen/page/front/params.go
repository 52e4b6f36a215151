package front

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// params reads the parameters: name -> type, or name -> {type, description,
// example, optional, items}.
func (k *Keys) params(in yamlpos.Reader, n *yamlpos.Node) {
	pairs, _ := in.Map(n)
	for _, p := range pairs {
		if k.paramName(p.Key, true) {
			k.Entry.Params = append(k.Entry.Params, k.param(in, p, false))
		}
	}
}

// paramName reports a name that JSON or the generated code could not carry.
func (k *Keys) paramName(key *yamlpos.Node, top bool) bool {
	if err := catalog.CheckParamName(key.Value, top); err != nil {
		d := k.Found.Add(Rule, diag.Error, key.Span, "%s", err)
		d.Hint = `write a letter followed by letters, digits and underscores, for example "limit_bytes"`
		if slices.Contains(catalog.ReservedNames, key.Value) {
			d.Hint = "choose a name that says what the value is, for example " + strconv.Quote("resource_"+key.Value)
		}
		return false
	}
	return true
}

// param reads one parameter, or a member of the objects of a list.
func (k *Keys) param(in yamlpos.Reader, pair yamlpos.Pair, member bool) catalog.Param {
	p := catalog.Param{Name: catalog.Value[string]{V: pair.Key.Value, Span: pair.Key.Span}}
	spec := pair.Value
	if spec.Kind == yamlpos.Scalar {
		p.Type = k.paramType(in, spec, member)
		return k.whole(p, pair)
	}
	pairs, ok := in.Map(spec)
	if !ok {
		p.Type.V = catalog.String
		return p
	}
	for _, f := range pairs {
		switch f.Key.Value {
		case "type":
			p.Type = k.paramType(in, f.Value, member)
		case "description":
			p.Description, _ = k.line(in, f.Value)
		case "example":
			if f.Value.Tag != "!!null" || f.Value.Kind != yamlpos.Scalar {
				p.Example, _ = in.JSON(f.Value)
			}
		case "optional":
			p.Optional, _ = in.Bool(f.Value)
		case "items":
			p.Items = k.items(in, f.Value, member)
		case "log":
			if v, ok := in.Bool(f.Value); ok {
				p.Log = catalog.Value[catalog.Tri]{V: catalog.TriOf(v.V), Span: v.Span}
			}
		default:
			k.badKey(f.Key, "parameter "+strconv.Quote(p.Name.V), "type", "description", "example", "optional", "items", "log")
		}
	}
	return k.whole(p, pair)
}

// whole checks what depends on several keys of a parameter.
func (k *Keys) whole(p catalog.Param, pair yamlpos.Pair) catalog.Param {
	report := func(at *yamlpos.Node, format string, args ...any) *diag.Diagnostic {
		return k.Found.Add(Rule, diag.Error, at.Span, format, args...)
	}
	switch {
	case p.Type.V == "":
		if spec := pair.Value; spec.Kind == yamlpos.Map && spec.Get("type") == nil {
			report(pair.Key, "parameter %q has no type, want %s", p.Name.V, Either(types)).Hint = "add a line such as type: string below it"
		}
		p.Type.V, p.Items = catalog.String, nil
		return p
	case p.Type.V == catalog.List && p.Items == nil:
		if pair.Value.Get("items") == nil {
			report(pair.Key, "the list %q has no items, want the type of an item", p.Name.V).
				Hint = "add a line such as items: string below it, or items: with a name and a type for each member of an object"
		}
		p.Items = &catalog.Param{Type: catalog.Value[catalog.ParamType]{V: catalog.String}}
	case p.Type.V != catalog.List && p.Items != nil:
		report(pair.Value.Get("items"), "parameter %q has items, but its type is %q", p.Name.V, p.Type.V).
			Hint = "write type: list, or remove the items"
		p.Items = nil
	}
	if p.Example.V != nil {
		if err := p.CheckExample(); err != nil {
			d := k.Found.Add(Rule, diag.Error, p.Example.Span, "%s", err)
			d.Hint = "write an example of the type, or correct the type"
			p.Example = catalog.Value[json.RawMessage]{}
		}
	}
	return p
}

var types = []string{"string", "int", "float", "bool", "time", "list"}

// paramType reads the name of a type. That of a member cannot be list.
func (k *Keys) paramType(in yamlpos.Reader, n *yamlpos.Node, member bool) (t catalog.Value[catalog.ParamType]) {
	v, ok := in.Text(n)
	if !ok {
		return t
	}
	want := types
	if member {
		want = types[:len(types)-1]
	}
	if !slices.Contains(want, v.V) {
		k.Found.Add(Rule, diag.Error, v.Span, "the type is %q, want %s", v.V, Either(want)).Hint = nearType(v.V)
		return t
	}
	return catalog.Value[catalog.ParamType]{V: catalog.ParamType(v.V), Span: v.Span}
}

// nearType says which type is meant by a name that other languages have.
func nearType(name string) string {
	switch name {
	case "integer", "number", "long", "int64", "int32", "uint":
		return "write int for whole numbers, float for others"
	case "str", "text", "uuid", "url", "uri", "email":
		return "write string"
	case "boolean":
		return "write bool"
	case "double", "float64", "decimal":
		return "write float"
	case "date", "datetime", "timestamp", "date-time":
		return "write time; in JSON it is text such as 2024-05-01T12:00:00Z"
	case "array", "object", "map", "objects":
		return "write type: list, and items: with the type of one item or with the members of an object"
	}
	return "correct the type"
}

// items reads the type of a list's items: a scalar type, or the members of an
// object.
func (k *Keys) items(in yamlpos.Reader, n *yamlpos.Node, member bool) *catalog.Param {
	if n.Kind == yamlpos.Scalar {
		if shared, ok := k.Types[n.Value]; ok && n.Tag == "!!str" && !member {
			item := k.sharedType(shared, n)
			if item != nil {
				item.TypeName = n.Value
			}
			return item
		}
		if len(k.Types) > 0 && n.Value != "" && 'A' <= n.Value[0] && n.Value[0] <= 'Z' {
			names := slices.Sorted(maps.Keys(k.Types))
			k.Found.Add(Rule, diag.Error, n.Span, "there is no type %q", n.Value).Hint = nearOf(n.Value, names) + "; they are listed under types in errgen.yaml"
			return nil
		}
		t := k.paramType(in, n, true)
		if t.V == "" {
			return nil
		}
		return &catalog.Param{Type: t}
	}
	pairs, ok := in.Map(n)
	if !ok || member {
		return nil
	}
	item := &catalog.Param{Type: catalog.Value[catalog.ParamType]{V: catalog.Object, Span: n.Span}}
	for _, p := range pairs {
		if k.paramName(p.Key, false) {
			item.Members = append(item.Members, k.param(in, p, true))
		}
	}
	if len(item.Members) == 0 {
		if len(pairs) == 0 {
			k.Found.Add(Rule, diag.Error, n.Span, "items is an empty map, want a name and a type for each member").
				Hint = "write items: string for a list of text"
		}
		return nil
	}
	return item
}

// sharedType reads a type that the configuration has for several errors, for a list
// that names it. What is wrong with the type is said where it stands, once.
func (k *Keys) sharedType(shared, n *yamlpos.Node) *catalog.Param {
	var ignored diag.List
	inType := (&Page{Forms: k.Forms, Services: k.Services, Types: k.Types, Found: &ignored}).Of(nil)
	item := inType.items(inType.reader(), shared, false)
	if item != nil {
		item.Type.Span = n.Span
	}
	return item
}

// CheckType reads the members of a type that the configuration shares between errors,
// and returns what is wrong with them.
func CheckType(members *yamlpos.Node, rule string) diag.List {
	var found diag.List
	k := (&Page{Found: &found}).Of(nil)
	k.items(yamlpos.Reader{Rule: rule, Found: &found}, members, false)
	for i := range found {
		found[i].Rule = rule
	}
	return found
}
