package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/record"
)

// Schema returns the JSON Schema (2020-12) of errgen.yaml, for the targets and
// the ids of the rules that it may name. It accepts what [Parse] accepts, except
// for checks that a schema cannot express: that globs and paths are well formed,
// that identifiers are unique, that one number is less than another.
func Schema(targets []emit.Target, rules []string) []byte {
	s := &schemas{newDecoder(targets, rules)}
	root := s.object(reflect.ValueOf(keys{}))
	root = append(schema{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", Name},
		{"description", "How errgen reads error pages, and what it generates from them."},
	}, root...)
	defaultForm := schema{{"pattern", codePattern}}
	root = append(root,
		member{"$defs", schema{{"places", s.places()}}},
		// Without rules and without a catalogue, codes have the default form.
		member{"if", schema{{"not", schema{{"anyOf", []schema{{{"required", []string{"records"}}}, {{"required", []string{"catalogue"}}}}}}}}},
		member{"then", schema{{"properties", schema{
			{"default_code", defaultForm},
			{"names", schema{{"propertyNames", defaultForm}}},
			{"status", schema{{"items", schema{{"properties", schema{{"match", schema{{"pattern", codePatternPattern.String()}}}}}}}}},
		}}}},
		member{"anyOf", []schema{{{"required", []string{"docs_url"}}}, {{"required", []string{"catalogue"}}}}},
		member{"dependentSchemas", schema{{"catalogue", schema{{"properties", schema{
			{"pages", false}, {"exclude", false}, {"sections", false}, {"status", false}, {"records", false}, {"types", false}, {"reserved", false},
		}}}}}},
	)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		panic(err) // it is made of text, numbers and lists alone
	}
	return out.Bytes()
}

// A schema is a JSON object whose members keep their order.
type schema []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (s schema) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range s {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encoder.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := encoder.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type schemas struct{ *decoder }

// object returns the schema of structs that share the keys of one object. Their
// values are the defaults.
func (s *schemas) object(structs ...reflect.Value) schema {
	properties, required := schema{}, []string{}
	for _, v := range structs {
		for i := range v.NumField() {
			t := tagOf(v.Type().Field(i))
			if t.key == "" {
				continue
			}
			if t.required {
				required = append(required, t.key)
			}
			properties = append(properties, member{t.key, s.field(v.Field(i), t)})
		}
	}
	out := schema{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	return append(out, member{"additionalProperties", false})
}

// field returns the schema of a key.
func (s *schemas) field(v reflect.Value, t tag) schema {
	var out schema
	if t.doc != "" {
		out = append(out, member{"description", t.doc})
	}
	out = append(out, s.value(v, t)...)
	if d := defaultOf(v, t); d != nil {
		out = append(out, member{"default", d})
	}
	return out
}

// defaultOf returns the value of a key that is left out; nil where that is
// nothing.
func defaultOf(v reflect.Value, t tag) any {
	switch {
	case t.byDefault == "true" || t.byDefault == "false":
		return t.byDefault == "true"
	case t.byDefault != "":
		if n, err := strconv.Atoi(t.byDefault); err == nil {
			return n
		}
		return t.byDefault
	case isValue(v.Type()) || v.Kind() == reflect.Struct || v.IsZero():
		return nil
	}
	return v.Interface()
}

// value returns the schema of what decoder.value reads.
func (s *schemas) value(v reflect.Value, t tag) schema {
	switch v.Interface().(type) {
	case outputKeys:
		return s.outputs()
	case globs, lines:
		one := s.text(tag{format: "glob"})
		if _, ok := v.Interface().(lines); ok {
			one = s.text(tag{format: "line"})
		}
		return schema{{"anyOf", []schema{one, {{"type", "array"}, {"items", one}}}}}
	case places:
		return schema{{"$ref", "#/$defs/places"}}
	case factKeys:
		return schema{{"anyOf", []schema{{{"$ref", "#/$defs/places"}}, s.object(v)}}}
	case typeKeys, codeKeys:
		return schema{{"type", "object"}}
	case envelopeKey:
		return envelopeKey{}.schema()
	case nameKeys:
		short := v.Type().Field(0)
		return schema{{"anyOf", []schema{s.value(v.Field(0), tagOf(short)), s.object(v)}}}
	case mapped:
		element := v.Type().Elem().Field(1).Type
		return s.entries(reflect.New(element).Elem(), t)
	}
	if isValue(v.Type()) {
		return s.value(v.Field(0), t)
	}
	switch v.Kind() {
	case reflect.String:
		return s.text(t)
	case reflect.Int:
		out := schema{{"type", "integer"}}
		if t.min != nil {
			out = append(out, member{"minimum", *t.min})
		}
		if t.max != nil {
			out = append(out, member{"maximum", *t.max})
		}
		return out
	case reflect.Bool:
		return schema{{"type", "boolean"}}
	case reflect.Slice:
		return schema{{"type", "array"}, {"items", s.value(reflect.New(v.Type().Elem()).Elem(), t.item())}}
	case reflect.Struct:
		return s.object(v)
	}
	panic(fmt.Sprintf("config: a key cannot be a %s", v.Type()))
}

// places returns the schema of where a fact may stand.
func (s *schemas) places() schema {
	var words []schema
	for _, w := range record.Vocabulary {
		pattern := "^" + w.Name
		if w.Argument != "" {
			pattern += " +[^ ]"
		} else {
			pattern += "$"
		}
		out := schema{{"pattern", pattern}}
		if w.Doc != "" {
			out = schema{{"description", w.Title() + ": " + w.Doc}, {"pattern", pattern}}
		}
		words = append(words, out)
	}
	place := schema{{"anyOf", []schema{
		{{"type", "string"}, {"anyOf", words}},
		s.object(reflect.ValueOf(partKeys{})),
	}}}
	return schema{
		{"description", "Where a fact is: a place, or a list of places, of which the first that has a value wins."},
		{"anyOf", []schema{place, {{"type", "array"}, {"items", place}, {"minItems", 1}}}},
	}
}

// text returns the schema of what decoder.checkText accepts.
func (s *schemas) text(t tag) schema {
	out := schema{{"type", "string"}}
	f := formats[t.format]
	switch {
	case t.enum != nil:
		out = append(out, member{"enum", t.enum})
	case t.pattern != nil:
		out = append(out, member{"pattern", t.pattern.String()})
	case f.values != nil:
		out = append(out, member{"enum", f.values(s.decoder)})
	case f.pattern != "":
		out = append(out, member{"pattern", f.pattern})
	}
	return out
}

// entries returns the schema of a map. Keys that are known are listed, so that an
// editor can offer them.
func (s *schemas) entries(element reflect.Value, t tag) schema {
	value := s.value(element, t.item())
	f := formats[t.keys]
	if f.values == nil {
		return schema{{"type", "object"}, {"propertyNames", schema{{"pattern", f.pattern}}}, {"additionalProperties", value}}
	}
	properties := schema{}
	for _, key := range f.values(s.decoder) {
		if t.keys == "rule" && firm(key) {
			properties = append(properties, member{key, schema{
				{"description", "This rule cannot be switched off."}, {"type", "string"}, {"enum", []string{"error", "warning"}},
			}})
			continue
		}
		properties = append(properties, member{key, value})
	}
	return schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
}

// outputs returns the schema of an item of generate: one alternative for each
// target.
func (s *schemas) outputs() schema {
	alternatives := []schema{}
	for _, target := range s.targets {
		o := s.object(reflect.ValueOf(outputKeys{}), reflect.ValueOf(target.Options()).Elem())
		for _, m := range o {
			if properties, ok := m.value.(schema); ok && m.name == "properties" {
				properties[0].value = schema{{"description", target.Doc}, {"const", target.Name}}
			}
		}
		alternatives = append(alternatives, append(schema{{"title", target.Name}}, o...))
	}
	if len(alternatives) == 0 {
		return schema{{"not", schema{}}}
	}
	return schema{{"oneOf", alternatives}}
}
