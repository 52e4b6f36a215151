package python

import (
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
)

// A body is how a template of error bodies is read: what runtime.py has of it.
type body struct {
	places, headers []place
	// identity are the names of values that identify an error, each by itself or
	// several together, the best first.
	identity [][]string
	keys     []string   // of those, what is neither the code nor the type
	rows     [][]string // the values of keys, by entry
	taken    []string   // members that the template has, at the top and in the member error
	success  bool       // bodies are sent with the status of a success
	literals []literal  // where success is set
	numbered bool       // codes are numbers on the wire
}

// A place is where values stand, and in which text: at odd indexes of the parts
// are names.
type place struct {
	path  []envelope.Step
	name  string // of a header
	parts []string
}

type literal struct {
	path []envelope.Step
	json string
}

func readBody(c *catalog.Catalog) body {
	t := c.Body()
	b := body{success: t.Status >= 200 && t.Status <= 299}
	b.identify(c, t)
	for _, p := range t.Places() {
		one := place{path: p.Path, name: strings.ToLower(p.Header), parts: b.parts(p)}
		switch {
		case one.parts == nil:
		case p.Header != "":
			b.headers = append(b.headers, one)
		default:
			b.places = append(b.places, one)
		}
	}
	b.take(t.Body)
	if b.success {
		b.fix(t.Body, nil)
	}
	return b
}

// useful are the names that an error has an attribute for.
var useful = strings.Fields("type title status detail instance request_id code retry_after params")

// parts returns the parts of a place that has a value of use, else nil.
func (b *body) parts(p envelope.Place) []string {
	out := []string{""}
	use := false
	for _, part := range p.Value.Parts {
		switch {
		case part.Refs == nil:
			out[len(out)-1] += part.Text
			continue
		case len(out) > 1 && out[len(out)-1] == "":
			return nil // nothing says where the value before it ends
		}
		name := nameOf(part.Refs[0])
		first, _, _ := strings.Cut(name, ".")
		first, _, _ = strings.Cut(first, ":")
		use = use || slices.Contains(useful, first) || b.identifies(name)
		out = append(out, name, "")
	}
	if !use {
		return nil
	}
	return out
}

// nameOf returns the name that a value has in the module. Whether it was written
// as text makes a difference for parameters alone.
func nameOf(r envelope.Ref) string {
	if r.Name != "params" {
		return strings.TrimSuffix(r.String(), ":text")
	}
	return r.String()
}

func (b *body) identifies(name string) bool {
	return slices.ContainsFunc(b.identity, func(names []string) bool { return slices.Contains(names, name) })
}

// common are names of what many errors share as a rule: where they identify one,
// they do so as long as nothing better is there.
var common = []string{"status", "reason_phrase", "rpc_status"}

// identify finds what tells the errors of the catalogue apart.
func (b *body) identify(c *catalog.Catalog, t *envelope.Template) {
	n := len(c.Entries)
	values := func(i int) envelope.Values { return c.Values(c.Entries[i], catalog.Occurrence{}) }
	texts := map[string][]string{} // by name, then entry
	text := func(p envelope.Place) []string {
		var names []string
		for _, part := range p.Value.Parts {
			if part.Refs == nil {
				continue
			}
			name := nameOf(part.Refs[0])
			names = append(names, name)
			if texts[name] != nil {
				continue
			}
			alone := envelope.Place{Value: &envelope.Node{Kind: envelope.Text, Parts: []envelope.Part{{Refs: part.Refs}}}}
			all := make([]string, n)
			for i := range n {
				all[i], _ = t.Rendered(alone, values(i))
			}
			texts[name] = all
		}
		return names
	}
	add := func(names []string) {
		slices.Sort(names)
		names = slices.Compact(names)
		if !slices.ContainsFunc(b.identity, func(o []string) bool { return slices.Equal(o, names) }) {
			b.identity = append(b.identity, names)
		}
	}
	var chosen []string
	places, _ := t.Identify(n, values, c.Identifies)
	for _, p := range places {
		chosen = append(chosen, text(p)...)
	}
	for _, p := range t.Identity(c.Identifies) {
		names := text(p)
		weak := !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(common, name) })
		if tellsApart(texts, names, n) && (!weak || len(places) == 1 && slices.Equal(names, chosen)) {
			add(names)
		}
		if len(names) == 1 && p.Value.Alone() != nil && p.Value.As == envelope.AsNumber && slices.Equal(texts[names[0]], codes(c)) && areNumbers(c) {
			b.numbered = true
		}
	}
	if len(places) > 1 {
		add(chosen)
	}
	// The type says most: a code may be that of another API.
	if i := slices.IndexFunc(b.identity, func(names []string) bool { return slices.Equal(names, []string{"type"}) }); i > 0 {
		b.identity = slices.Insert(slices.Delete(b.identity, i, i+1), 0, []string{"type"})
	}
	for _, names := range b.identity {
		for _, name := range names {
			if name != "code" && name != "type" && !slices.Contains(b.keys, name) {
				b.keys = append(b.keys, name)
			}
		}
	}
	b.rows = make([][]string, n)
	for i := range b.rows {
		for _, key := range b.keys {
			b.rows[i] = append(b.rows[i], texts[key][i])
		}
	}
}

func codes(c *catalog.Catalog) []string {
	out := make([]string, len(c.Entries))
	for i, e := range c.Entries {
		out[i] = string(e.Code.V)
	}
	return out
}

// areNumbers reports whether every code, and whatever has the form of one, is a
// number as JSON writes it.
func areNumbers(c *catalog.Catalog) bool {
	for _, e := range c.Entries {
		if !envelope.IsNumber(string(e.Code.V)) || e.Form == nil || slices.ContainsFunc(e.Form.Segments(), func(s form.Segment) bool { return s.Case != form.Digits }) {
			return false
		}
	}
	return len(c.Entries) > 0
}

// tellsApart reports whether every entry has a value of its own.
func tellsApart(texts map[string][]string, names []string, n int) bool {
	seen := make(map[string]bool, n)
	for i := range n {
		var b strings.Builder
		for _, name := range names {
			if texts[name][i] == "" {
				return false
			}
			b.WriteString(texts[name][i])
			b.WriteByte('\n')
		}
		seen[b.String()] = true
	}
	return len(seen) == n
}

// take notes the members that the template has.
func (b *body) take(top *envelope.Node) {
	for _, m := range top.Members {
		if m.Spread {
			continue
		}
		b.taken = append(b.taken, m.Name)
		if m.Name != "error" || m.Value.Kind != envelope.Object {
			continue
		}
		for _, inner := range m.Value.Members {
			if !inner.Spread {
				b.taken = append(b.taken, "error."+inner.Name)
			}
		}
	}
}

// fix notes the literals.
func (b *body) fix(n *envelope.Node, path []envelope.Step) {
	path = path[:len(path):len(path)]
	switch n.Kind {
	case envelope.Object:
		for _, m := range n.Members {
			if !m.Spread {
				b.fix(m.Value, append(path, envelope.Step{Name: m.Name}))
			}
		}
	case envelope.Array:
		for i, item := range n.Items {
			b.fix(item, append(path, envelope.Step{Item: i}))
		}
	case envelope.Literal:
		b.literals = append(b.literals, literal{path, n.JSON})
	}
}
