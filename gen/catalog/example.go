package catalog

import (
	"encoding/json"
	"slices"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// An Example is an error body shown on a page.
type Example struct {
	Name string          // the fence's own title, for example "Example"
	Body json.RawMessage // compact JSON, members in the page's order
	Span source.Span     // the JSON text
	// Template is what the body was read by: the catalogue's, or a built-in one
	// that it fits better; nil where it is no error body.
	Template *envelope.Template

	// What stands where the template has it alone; the Span of what is absent is
	// zero.
	Code      Value[string]
	Status    Value[int]
	Title     Value[string]
	Type      Value[string]
	Detail    Value[string]
	Instance  Value[string]
	RequestID Value[string]

	Values  []ExampleValue // whatever stands where the template has a placeholder
	Params  []ExampleParam // in the body's order
	Missing []ExampleGap
	Wrong   []ExampleFault // of another type than the template's
	Differs []ExampleFault // not the template's literal text
	Extra   []ExampleFault // members that the template has not, or not without parameters, at their names
}

// An ExampleValue is a value that stands where a template has placeholders.
type ExampleValue struct {
	Place envelope.Place
	Refs  []envelope.Ref // of one placeholder; it is the value of one of them
	Text  string         // of the placeholder
	Whole Value[string]  // of the place, as text; the Span is that of the JSON value
}

// An ExampleParam is a parameter in a body.
type ExampleParam struct {
	Name  Value[string] // at its key
	Value Value[json.RawMessage]
	// Text says that parameters are written as text there, whatever their type is.
	Text bool
}

// An ExampleGap is a part of the template that a body lacks.
type ExampleGap struct {
	Place envelope.Place
	Span  source.Span // the first byte of what lacks it
}

// An ExampleFault is a place of a body that is not as the template has it.
type ExampleFault struct {
	Place string // "error.status"
	Name  string // of the only placeholder there, for example "status"; empty elsewhere
	Want  string // what the template has: "a number", "\"2.0\""; empty: nothing
	Span  source.Span
}

// NewExample returns what a body says, read by the catalogue's template or, where it
// fits one better, by a built-in one. at gives the place of some bytes of the JSON
// text.
func NewExample(t *envelope.Template, name string, body *jsonpos.Value, at func(start, end int) source.Span) Example {
	x := Example{Name: name, Body: body.Append(nil), Span: at(body.Start, body.End)}
	r := x.choose(t, body)
	if r == nil {
		return x
	}
	x.fill(r, at)
	return x
}

// choose reads the body by the template that it fits best, and returns nil where it
// is an error body by none.
func (x *Example) choose(t *envelope.Template, body *jsonpos.Value) *envelope.Reading {
	var best *envelope.Reading
	if r := t.Read(body); isError(t, r, body) {
		x.Template, best = t, r
		if r.Fit() == 1 {
			return best
		}
	}
	for _, b := range envelope.Builtins() {
		if b == t {
			continue
		}
		if r := b.Read(body); isError(b, r, body) && r.Fit() >= 0.5 && (best == nil || r.Fit() > best.Fit()) {
			x.Template, best = b, r
		}
	}
	return best
}

func (x *Example) fill(r *envelope.Reading, at func(start, end int) source.Span) {
	x.Values = slices.Grow(x.Values, len(r.Found))
	for _, f := range r.Found {
		x.Values = append(x.Values, ExampleValue{f.Place, f.Refs, f.Text, Value[string]{f.Value.AsText(), at(f.Value.Start, f.Value.End)}})
	}
	for _, known := range [...]struct {
		name string
		to   *Value[string]
	}{{"code", &x.Code}, {"title", &x.Title}, {"type", &x.Type}, {"detail", &x.Detail}, {"instance", &x.Instance}, {"request_id", &x.RequestID}} {
		if f, ok := r.Get(known.name); ok && f.Text == f.Value.AsText() {
			*known.to = Value[string]{f.Text, at(f.Value.Start, f.Value.End)}
		}
	}
	if f, ok := r.Get("status"); ok {
		v := jsonpos.Value{Kind: jsonpos.Number, Text: f.Text}
		if n, ok := v.Int(); ok {
			x.Status = Value[int]{n, at(f.Value.Start, f.Value.End)}
		} else {
			x.Wrong = append(x.Wrong, ExampleFault{f.Place.String(), "status", "a whole number", at(f.Value.Start, f.Value.End)})
		}
	}
	for _, p := range r.Params {
		x.Params = append(x.Params, ExampleParam{
			Name: Value[string]{p.Name, at(p.Start, p.End)}, Value: Value[json.RawMessage]{p.Value.Append(nil), at(p.Value.Start, p.Value.End)},
			Text: p.AsText,
		})
	}
	for _, m := range r.Missing {
		x.Missing = append(x.Missing, ExampleGap{m.Place, at(m.In.Start, min(m.In.Start+1, m.In.End))})
	}
	for _, w := range r.Wrong {
		fault := ExampleFault{w.Place.String(), "", wanted[w.Want], at(w.Value.Start, w.Value.End)}
		if p := w.Place.Value.Alone(); p != nil {
			fault.Name = p.Refs[0].Name
		}
		if fault.Name == "status" && w.Want == jsonpos.Number {
			fault.Want = "a whole number"
		}
		x.Wrong = append(x.Wrong, fault)
	}
	for _, d := range r.Differs {
		x.Differs = append(x.Differs, ExampleFault{d.Place.String(), "", d.Want, at(d.Value.Start, d.Value.End)})
	}
	for _, e := range r.Extra {
		fault := ExampleFault{Place: e.String(), Span: at(e.Start, e.End)}
		if e.Empty {
			fault.Want = "parameters"
		}
		x.Extra = append(x.Extra, fault)
	}
}

// wanted are the kinds of values as messages name them.
var wanted = map[jsonpos.Kind]string{
	jsonpos.Number: "a number", jsonpos.String: "a string", jsonpos.Array: "a list", jsonpos.Object: "an object",
}

// isError reports whether a body is meant as an error body of the template. Pages
// show other JSON as well: requests, answers, events. What is read tells an error
// where it stands inside of an object that holds nothing else, such as "error". At
// the top, where members have everyday names, it takes more than one of them, and a
// status of success is that of an answer unless there is a detail too.
func isError(t *envelope.Template, r *envelope.Reading, body *jsonpos.Value) bool {
	if body.Kind != jsonpos.Object {
		return false
	}
	for _, d := range r.Differs {
		if len(d.Path) == 1 && (d.Want == "true" || d.Want == "false") && d.Value.Kind == jsonpos.Bool {
			return false // "success" is true
		}
	}
	for _, m := range t.Body.Members {
		v := body.Get(m.Name)
		if m.Spread || v == nil || m.Value.Kind != envelope.Object && m.Value.Kind != envelope.Array || !tells(m.Value) {
			continue
		}
		switch {
		case v.Kind == jsonpos.Object && m.Value.Kind == envelope.Object, len(v.Items) > 0 && m.Value.Kind == envelope.Array:
			return true
		case v.Kind == jsonpos.String && len(t.Body.Members) > 1 && !lacks(t, body):
			return true // a text by mistake, where all beside it is there
		}
	}
	return atTop(t, r)
}

// atTop reports whether what was found at the top of a body tells of an error.
func atTop(t *envelope.Template, r *envelope.Reading) bool {
	if slices.ContainsFunc(r.Differs, func(d envelope.Differs) bool { return len(d.Path) == 1 && d.Value.Kind != jsonpos.Null }) {
		return false
	}
	all, found, firm := 0, 0, 0
	for _, p := range t.Places() {
		if p.Header == "" && len(p.Path) == 1 && !p.Spread && tells(p.Value) {
			all++
		}
	}
	for _, f := range r.Found {
		if len(f.Path) == 1 && tells(f.Place.Value) {
			found++
			if f.Refs[0].Name != "title" && f.Refs[0].Name != "type" {
				firm++
			}
		}
	}
	if f, ok := r.Get("status"); ok && len(f.Path) == 1 {
		if status, ok := f.Value.Int(); ok && 100 <= status && status < 400 {
			_, detail := r.Get("detail")
			return detail
		}
	}
	const enough = 2
	return firm > 0 && found >= min(all, enough)
}

// lacks reports whether a body lacks a member of the template's top.
func lacks(t *envelope.Template, body *jsonpos.Value) bool {
	for _, m := range t.Body.Members {
		if !m.Spread && !m.Value.Optional() && body.Get(m.Name) == nil {
			return true
		}
	}
	return false
}

// tells reports whether a part of a template tells of an error: more than of the
// request.
func tells(n *envelope.Node) bool {
	for _, p := range n.Parts {
		for _, r := range p.Refs {
			if r.Static() || r.Name == "detail" {
				return true
			}
		}
	}
	for _, m := range n.Members {
		if tells(m.Value) {
			return true
		}
	}
	for _, item := range n.Items {
		if tells(item) {
			return true
		}
	}
	return false
}
