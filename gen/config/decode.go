package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/nearest"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

const rule = "config"

// A decoder writes nodes into Go values by the types and tags of these. What
// does not fit is a finding, and the value stays as it is.
type decoder struct {
	yamlpos.Reader
	found   diag.List
	targets []emit.Target
	rules   []string
	forms   []*form.Form // of the rules of records; nil where those of a catalogue hold
	partial bool         // nodes were refused, so a key that is missing may be there
}

func newDecoder(targets []emit.Target, rules []string) *decoder {
	d := &decoder{targets: targets, rules: rules}
	d.Reader = yamlpos.Reader{Rule: rule, Found: &d.found}
	return d
}

func (d *decoder) add(at source.Span, hint, format string, args ...any) {
	d.found.Add(rule, diag.Error, at, format, args...).Hint = hint
}

func (d *decoder) targetNames() []string {
	names := make([]string, len(d.targets))
	for i, t := range d.targets {
		names[i] = t.Name
	}
	return names
}

// shapes of types that are more than their kind: see keys.go.
type (
	// decodes is a type that reads itself.
	decodes interface {
		decode(d *decoder, n *yamlpos.Node)
	}
	// A mapped is an entries of any type.
	mapped interface{ isMap() }
)

func (entries[T]) isMap() {}

// isValue reports whether t is a catalog.Value.
func isValue(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || t.NumField() != 2 {
		return false
	}
	return t.Field(0).Name == "V" && t.Field(1).Type == reflect.TypeFor[source.Span]()
}

// value writes n into v.
func (d *decoder) value(n *yamlpos.Node, v reflect.Value, t tag) {
	if self, ok := v.Addr().Interface().(decodes); ok {
		self.decode(d, n)
		return
	}
	if _, ok := v.Interface().(mapped); ok {
		d.entries(n, v, t)
		return
	}
	if isValue(v.Type()) {
		before := len(d.found)
		d.value(n, v.Field(0), t)
		if len(d.found) == before {
			v.Field(1).Set(reflect.ValueOf(n.Span))
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		s, ok := d.Text(n)
		switch {
		case ok && d.checked(s.V, s.Span, t):
			v.SetString(s.V)
		case !ok && n.Kind == yamlpos.Scalar && n.Value != "":
			// The reader says to quote it, which helps only where it then fits.
			if problem, hint := d.checkText(n.Value, t); problem != "" {
				last := &d.found[len(d.found)-1]
				last.Hint, last.Fix = hint, nil
			}
		}
	case reflect.Int:
		if i, ok := d.Int(n); ok && d.inRange(i.V, i.Span, t) {
			v.SetInt(int64(i.V))
		}
	case reflect.Bool:
		if b, ok := d.Bool(n); ok {
			v.SetBool(b.V)
		}
	case reflect.Slice:
		d.list(n, v, t)
	case reflect.Struct:
		d.object(n, v)
	default:
		panic(fmt.Sprintf("config: a key cannot be a %s", v.Type()))
	}
}

func (d *decoder) checked(s string, at source.Span, t tag) bool {
	problem, hint := d.checkText(s, t)
	if problem != "" {
		d.add(at, hint, "%q is %s, %s", t.key, quoted(s), problem)
	}
	return problem == ""
}

func (d *decoder) inRange(i int, at source.Span, t tag) bool {
	switch {
	case t.min != nil && t.max != nil && *t.min == *t.max && i != *t.min:
		d.add(at, fmt.Sprintf("write %d; another version of errgen may know others", *t.min), "%q is %d, want %d", t.key, i, *t.min)
	case t.min != nil && t.max != nil && (i < *t.min || i > *t.max):
		d.add(at, "", "%q is %d, want %d to %d", t.key, i, *t.min, *t.max)
	case t.min != nil && i < *t.min:
		d.add(at, "", "%q is %d, want %d or more", t.key, i, *t.min)
	default:
		return true
	}
	return false
}

// list writes the items of n into v; those that do not fit are left out.
func (d *decoder) list(n *yamlpos.Node, v reflect.Value, t tag) {
	items, ok := d.List(n)
	if !ok {
		return
	}
	out := reflect.MakeSlice(v.Type(), 0, len(items))
	for _, item := range items {
		before := len(d.found)
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(item, e, t.item())
		if len(d.found) == before {
			out = reflect.Append(out, e)
		}
	}
	v.Set(out)
}

// entries writes the pairs of n into v, which is an entries of some type.
func (d *decoder) entries(n *yamlpos.Node, v reflect.Value, t tag) {
	pairs, ok := d.Map(n)
	if !ok {
		return
	}
	out := reflect.MakeSlice(v.Type(), 0, len(pairs))
	for _, p := range pairs {
		before := len(d.found)
		e := reflect.New(v.Type().Elem()).Elem()
		keyTag := tag{key: t.key, format: t.keys}
		if problem, hint := d.checkText(p.Key.Value, keyTag); problem != "" {
			d.add(p.Key.Span, hint, "%q has the key %s, %s", t.key, quoted(p.Key.Value), problem)
		}
		e.Field(0).Set(reflect.ValueOf(text{V: p.Key.Value, Span: p.Key.Span}))
		valueTag := t.item()
		valueTag.key = p.Key.Value
		d.value(p.Value, e.Field(1), valueTag)
		if len(d.found) == before {
			out = reflect.Append(out, e)
		}
	}
	v.Set(out)
}

// object writes the pairs of n into the fields of structs, which share its keys.
func (d *decoder) object(n *yamlpos.Node, structs ...reflect.Value) {
	pairs, ok := d.Map(n)
	if !ok {
		return
	}
	var known []string
	fields := map[string]func(*yamlpos.Node){}
	for _, s := range structs {
		for i := range s.NumField() {
			t := tagOf(s.Type().Field(i))
			if t.key == "" {
				continue
			}
			known = append(known, t.key)
			fields[t.key] = func(n *yamlpos.Node) { d.value(n, s.Field(i), t) }
			if t.required && n.Get(t.key) == nil && !d.partial {
				d.missing(n, t)
			}
		}
	}
	for _, p := range pairs {
		if set, ok := fields[p.Key.Value]; ok {
			set(p.Value)
			continue
		}
		near := nearest.Name(p.Key.Value, known)
		hint := d.elsewhere(p, structs[0].Type(), near)
		switch {
		case hint != "":
		case near != "":
			hint = didYouMean(near)
		default:
			hint = theOnesAre(known)
		}
		d.add(p.Key.Span, hint, "unknown key %s", quoted(p.Key.Value))
	}
}

// elsewhere says where a key belongs that stands in a map of some type, "" where it
// belongs nowhere. near is the key of the map that it may have been meant as.
func (d *decoder) elsewhere(p yamlpos.Pair, in reflect.Type, near string) string {
	switch in {
	case reflect.TypeFor[lintKeys]():
		id := strings.ReplaceAll(p.Key.Value, "_", "-")
		if slices.Contains(d.rules, id) && (near == "" || p.Value.Kind == yamlpos.Scalar) {
			return fmt.Sprintf("write rules: {%s: warning}", id)
		}
	case reflect.TypeFor[keys]():
		var of []string
		for _, t := range d.targets {
			if slices.Contains(keysOf(reflect.TypeOf(t.Options()).Elem()), p.Key.Value) {
				of = append(of, t.Name)
			}
		}
		if len(of) > 0 {
			return fmt.Sprintf("it belongs to an entry of generate, for the target %s", strings.Join(of, " or "))
		}
	}
	return ""
}

// keysOf returns the keys that a type has.
func keysOf(t reflect.Type) (out []string) {
	for i := range t.NumField() {
		if key := tagOf(t.Field(i)).key; key != "" {
			out = append(out, key)
		}
	}
	return out
}

// missing reports a key that a map must have.
func (d *decoder) missing(n *yamlpos.Node, t tag) {
	hint := ""
	if t.example != "" {
		hint = "write " + t.key + ": " + t.example
	} else if f := formats[t.format]; f.values != nil {
		hint = theOnesAre(f.values(d))
	}
	d.add(firstLine(n.Span), hint, "the key %q is missing", t.key)
}

// firstLine returns a span up to the end of its first line.
func firstLine(s source.Span) source.Span {
	line, _, _ := strings.Cut(strings.ReplaceAll(s.Text(), "\r", "\n"), "\n")
	return s.File.Span(int(s.Start), int(s.Start)+len(line))
}

// quoted returns a value for a message, cut where it is long.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "..."
	}
	return fmt.Sprintf("%q", s)
}
