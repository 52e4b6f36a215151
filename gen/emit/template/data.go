package template

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// data is the catalogue as templates see it.
type data struct {
	catalogue   map[string]any
	errors      []map[string]any         // those of the catalogue
	codes       map[uintptr]catalog.Code // of each of them
	identifiers map[string]string        // by code
	raw         map[uintptr]string       // JSON of examples as the pages have it, by the map that it became
}

// newData reads what the JSON catalogue is, so that both have the same members, and
// gives each member that is left out there the value that its absence means.
func newData(c *catalog.Catalog, casing name.Casing) (*data, error) {
	var b bytes.Buffer
	if err := snapshot.Write(&b, c); err != nil {
		return nil, err
	}
	root, err := decode(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("read the catalogue as JSON: %w", err)
	}
	shape, err := schema()
	if err != nil {
		return nil, err
	}
	d := &data{identifiers: make(map[string]string, len(c.Entries)), codes: make(map[uintptr]catalog.Code, len(c.Entries)), raw: map[uintptr]string{}}
	d.catalogue = shape.complete(root, shape.root).(map[string]any)
	all := d.catalogue["errors"].([]any)
	for i, e := range c.Entries {
		entry := all[i].(map[string]any)
		facts := entry["facts"].(map[string]any)
		for _, f := range c.Facts {
			if facts[f.Name] == nil {
				facts[f.Name] = ""
			}
		}
		for j, example := range entry["examples"].([]any) {
			if body := example.(map[string]any)["body"]; reflect.ValueOf(body).Kind() == reflect.Map {
				d.raw[reflect.ValueOf(body).Pointer()] = string(e.Examples[j].Body)
			}
		}
		d.errors = append(d.errors, entry)
		d.codes[reflect.ValueOf(entry).Pointer()] = e.Code.V
		d.identifiers[string(e.Code.V)] = emit.Identifier(c, casing, e.Code.V)
	}
	return d, nil
}

// decode reads JSON with whole numbers as int, so that templates can compare them.
func decode(text []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	return numbers(v), nil
}

func numbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, member := range v {
			v[k] = numbers(member)
		}
	case []any:
		for i, item := range v {
			v[i] = numbers(item)
		}
	case json.Number:
		if i, err := v.Int64(); err == nil && !strings.ContainsAny(v.String(), ".eE") {
			return int(i)
		}
		if f, err := v.Float64(); err == nil {
			return f
		}
		return v.String()
	}
	return v
}

// A shape is the schema of the catalogue.
type shape struct {
	root, defs map[string]any
}

var schema = sync.OnceValues(func() (shape, error) {
	v, err := decode(snapshot.Schema())
	if err != nil {
		return shape{}, fmt.Errorf("read the schema of the catalogue: %w", err)
	}
	root := v.(map[string]any)
	return shape{root, root["$defs"].(map[string]any)}, nil
})

// complete adds to the objects of v the members that the schema knows and that are
// not there.
func (s shape) complete(v any, node map[string]any) any {
	node = s.resolve(node)
	switch v := v.(type) {
	case map[string]any:
		properties, _ := node["properties"].(map[string]any)
		if each, ok := node["additionalProperties"].(map[string]any); ok {
			for key, member := range v {
				if _, named := properties[key]; !named {
					v[key] = s.complete(member, each)
				}
			}
		}
		for key, p := range properties {
			member, ok := v[key]
			switch {
			case ok:
				v[key] = s.complete(member, p.(map[string]any))
			case !strings.HasPrefix(key, "$"):
				v[key] = s.zero(p.(map[string]any))
			}
		}
	case []any:
		if items, ok := node["items"].(map[string]any); ok {
			for i := range v {
				v[i] = s.complete(v[i], items)
			}
		}
	}
	return v
}

func (s shape) resolve(node map[string]any) map[string]any {
	if ref, ok := node["$ref"].(string); ok {
		return s.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	return node
}

// zero returns what a member that is left out means: no text, no items, no members,
// false, 0; and nil for an object whose members would say something untrue.
func (s shape) zero(node map[string]any) any {
	node = s.resolve(node)
	if _, ok := node["enum"]; ok {
		return ""
	}
	if _, ok := node["const"].(bool); ok {
		return false
	}
	switch node["type"] {
	case "string":
		return ""
	case "array":
		return []any{}
	case "integer", "number":
		return 0
	case "boolean":
		return false
	case "object":
		if _, ok := node["additionalProperties"]; ok {
			return map[string]any{}
		}
	}
	return nil
}

type segment struct{ name, value string }

// segments returns the segments of an error's code, in the order of its form.
func segments(e *catalog.Entry) (out []segment) {
	f := e.Form
	if f == nil {
		f = form.Default
	}
	for i, value := range e.Segments() {
		out = append(out, segment{f.Segments()[i].Name, value})
	}
	return out
}
