package config

import (
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// An envelopeKey is the value of envelope: the name of a built-in template, or one
// of the house's own.
type envelopeKey struct {
	node     *yamlpos.Node
	template *envelope.Template // nil where it is left out or wrong
}

// decode keeps the node: which names a template may use, other keys say.
func (k *envelopeKey) decode(_ *decoder, n *yamlpos.Node) { k.node = n }

// read reads the template. known says which names are segments of codes or facts.
func (k *envelopeKey) read(d *decoder, known func(string) bool) {
	if k.node == nil {
		return
	}
	file := k.node.Span.File
	template, faults := envelope.Parse(jsonOf(k.node), known)
	for _, f := range faults {
		d.found.Add(rule, diag.Error, firstLine(file.Span(f.Start, f.End)), "%s", f.Message).Hint = f.Hint
	}
	k.template = template
}

func (k *envelopeKey) value() catalog.Value[*envelope.Template] {
	if k.template == nil {
		return catalog.Value[*envelope.Template]{V: envelope.Default}
	}
	return catalog.Value[*envelope.Template]{V: k.template, Span: firstLine(k.node.Span)}
}

// jsonOf returns a node as JSON, with its places in the file.
func jsonOf(n *yamlpos.Node) *jsonpos.Value {
	v := &jsonpos.Value{Start: int(n.Span.Start), End: int(n.Span.End)}
	switch n.Kind {
	case yamlpos.Map:
		v.Kind = jsonpos.Object
		for _, p := range n.Pairs {
			v.Members = append(v.Members, jsonpos.Member{
				Name: p.Key.Value, Start: int(p.Key.Span.Start), End: int(p.Key.Span.End), Value: jsonOf(p.Value),
			})
		}
		return v
	case yamlpos.Seq:
		v.Kind = jsonpos.Array
		for _, item := range n.Items {
			v.Items = append(v.Items, jsonOf(item))
		}
		return v
	}
	v.Text = n.Value
	switch n.Tag {
	case "!!null":
		v.Kind, v.Text = jsonpos.Null, ""
	case "!!bool":
		v.Kind, v.Text = jsonpos.Bool, strings.ToLower(n.Value)
	case "!!int", "!!float":
		v.Kind = jsonpos.Number
	default:
		v.Kind = jsonpos.String
	}
	return v
}

// schema returns what envelope.Parse accepts, but for what stands in texts.
func (envelopeKey) schema() schema {
	text := schema{{"type", "string"}, {"minLength", 1}}
	own := schema{
		{"type", "object"},
		{"properties", schema{
			{"media_type", schema{{"description", "Media type of the body; application/json if omitted."}, {"type", "string"}, {"pattern", "^[^/ ]+/[^/ ]+( *;.*)?$"}}},
			{"headers", schema{{"description", "Response headers, by name: text with placeholders."}, {"type", "object"}, {"additionalProperties", text}}},
			{"http", schema{{"description", "HTTP status of every response; the status of the error if omitted."}, {"type", "integer"}, {"minimum", 200}, {"maximum", 599}}},
			{"body", schema{{"description", "The body as the server sends it, with placeholders such as {code} for the values that differ between errors."}, {"type", "object"}}},
		}},
		{"required", []string{"body"}},
		{"additionalProperties", false},
	}
	return schema{{"anyOf", []schema{{{"enum", envelope.BuiltinNames()}}, own}}, {"default", envelope.Default.Name}}
}
