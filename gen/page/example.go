package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// fence reads an error body from a JSON block. Pages show other JSON as well,
// requests and the bodies of success, and that is passed over: its faults too,
// as it may be meant to be no more than a sketch.
func (r *reader) fence(n *mdx.Node) {
	if sure, may := record.JSON(n); may {
		r.json(n, sure)
	}
}

// json reads an error body from a block of JSON. Where the block is not said to
// be JSON, it is one only if it is an error body without a fault.
func (r *reader) json(n *mdx.Node, sure bool) {
	body, faults := jsonpos.Parse(n.Value)
	name := fenceTitle(n.Meta)
	// The page's own example is the first block before the sections, whatever
	// shape it has.
	own := sure && r.inLead && len(r.entry.Examples) == 0 && r.rule.Named
	var x catalog.Example
	isBody := body != nil && body.Kind == jsonpos.Object
	if isBody {
		x = catalog.NewExample(cmp.Or(r.options.Envelope, envelope.Default), name, body, n.ValueSpan)
		own = own && body.Get("data") == nil || r.options.Bodies && len(r.entry.Codes) > 0 && holds(body, string(r.entry.Codes[0].V))
	}
	if !own && x.Template == nil || !sure && len(faults) > 0 {
		return
	}
	// The last block of a page with an open fence holds the rest of the page, which
	// is no JSON, and said to be swallowed already.
	if !r.unclosed || int(n.Span.End) < len(bytes.TrimRight(r.file.Data, "\r\n")) {
		// A fault that is no slip may be the reason of those after it.
		slips := !slices.ContainsFunc(faults, func(f jsonpos.Fault) bool { return f.Edits == nil })
		for _, f := range faults {
			r.exampleFault(n, f, slips)
		}
	}
	switch {
	case isBody:
		r.entry.Examples = append(r.entry.Examples, x)
	case body != nil && len(faults) == 0:
		r.found.Add(ruleExampleJSON, diag.Error, n.ValueSpan(body.Start, body.End), "the example is %s, want an object", body.Kind).
			Hint = "show the body of the error as the server sends it"
	}
}

// fenceBeside reads an error body from a JSON block that stands in no record: whose it is,
// its code says. Any other JSON is passed over.
func (r *reader) fenceBeside(n *mdx.Node) {
	sure, may := record.JSON(n)
	if !may {
		return
	}
	body, faults := jsonpos.Parse(n.Value)
	if body == nil || body.Kind != jsonpos.Object || !sure && len(faults) > 0 {
		return
	}
	x := catalog.NewExample(cmp.Or(r.options.Envelope, envelope.Default), fenceTitle(n.Meta), body, n.ValueSpan)
	if x.Code.V == "" {
		if v := r.codeOfBody(body, 2); v != nil {
			x.Code = catalog.Value[string]{V: v.Text, Span: n.ValueSpan(v.Start, v.End)}
		}
	}
	if x.Code.V == "" {
		return
	}
	for _, f := range faults {
		r.exampleFault(n, f, !slices.ContainsFunc(faults, func(f jsonpos.Fault) bool { return f.Edits == nil }))
	}
	r.entry.Beside = append(r.entry.Beside, x)
}

// codeOfBody returns the member of a body that states a code, by its name and what it is.
func (r *reader) codeOfBody(v *jsonpos.Value, depth int) *jsonpos.Value {
	for _, m := range v.Members {
		switch name := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(m.Name)); {
		case m.Value.Kind == jsonpos.Object && depth > 1:
			if code := r.codeOfBody(m.Value, depth-1); code != nil {
				return code
			}
		case m.Value.Kind == jsonpos.String || m.Value.Kind == jsonpos.Number:
			if slices.Contains([]string{"code", "errorcode", "error", "errcode"}, name) && r.front.Forms.Has(m.Value.Text) {
				return m.Value
			}
		}
	}
	return nil
}

// holds reports whether a value of JSON has a text or a number in it.
func holds(v *jsonpos.Value, text string) bool {
	return (v.Kind == jsonpos.String || v.Kind == jsonpos.Number) && v.Text == text ||
		slices.ContainsFunc(v.Members, func(m jsonpos.Member) bool { return holds(m.Value, text) }) ||
		slices.ContainsFunc(v.Items, func(item *jsonpos.Value) bool { return holds(item, text) })
}

func (r *reader) exampleFault(n *mdx.Node, f jsonpos.Fault, slip bool) {
	at := func(start, end int) source.Span {
		if start == end && len(n.Value) == 0 {
			return n.Span
		}
		return n.ValueSpan(start, end)
	}
	d := r.found.Add(ruleExampleJSON, diag.Error, at(f.Start, f.End), "the example is not valid JSON: %s", f.Message)
	d.Hint = f.Hint
	if slip {
		d.Fix = &diag.Fix{Message: f.Hint}
		for _, e := range f.Edits {
			d.Fix.Edits = append(d.Fix.Edits, diag.Edit{Span: at(e.Start, e.End), New: e.New})
		}
	}
	if f.Other != nil {
		d.Related = []diag.Related{{Span: at(f.Other.Start, f.Other.End), Message: f.Other.Message}}
	}
}

// fenceTitle returns the title of a code block from what follows its language:
// title="...", or else the words before anything that is an option, which is
// something with = or in braces, or one of the words that docs sites know.
func fenceTitle(meta string) string {
	if _, rest, ok := strings.Cut(meta, "title="); ok && rest != "" {
		if quote := rest[0]; quote == '"' || quote == '\'' {
			if end := strings.IndexByte(rest[1:], quote); end >= 0 {
				return rest[1 : end+1]
			}
		}
	}
	for start, end := range record.Words(meta) {
		switch word := meta[start:end]; {
		case strings.ContainsAny(word, "={"), word == "lines", word == "wrap", word == "expandable":
			return strings.TrimSpace(meta[:start])
		}
	}
	return strings.TrimSpace(meta)
}
