package catalog

import (
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

// NewExample returns what an error body says. at gives the place of some bytes of
// the JSON text. The Envelope of a body that is no error body is empty.
func NewExample(name string, body *jsonpos.Value, at func(start, end int) source.Span) Example {
	r := exampleReader{at: at}
	r.Name = name
	r.Body = body.Append(nil)
	r.Span = at(body.Start, body.End)
	meta, problem := body.Get("meta"), body.Get("error")
	switch {
	case problem != nil && (problem.Kind == jsonpos.Object || meta != nil):
		r.Envelope = Value[Envelope]{Nested, r.Span}
		r.RequestID = r.text("requestId", meta.Get("requestId"))
		r.object("meta", meta)
		r.object("error", problem)
		r.problem(problem)
	case isProblem(body):
		r.Envelope = Value[Envelope]{Problem, r.Span}
		r.RequestID = r.text("requestId", body.Get("requestId"))
		r.problem(body)
	}
	return r.Example
}

// isProblem reports whether a body is meant as an RFC 9457 problem. Its members
// have everyday names, so it takes more than one of them, and a status of success
// is that of an answer or an event unless there is a detail too.
func isProblem(body *jsonpos.Value) bool {
	has := func(name string) bool { return body.Get(name) != nil }
	if status := body.Get("status"); status != nil && status.Kind == jsonpos.Number {
		if n, ok := status.Int(); ok && 100 <= n && n < 400 {
			return has("detail")
		}
		return has("title") || has("type") || has("detail")
	}
	return has("detail") && (has("title") || has("type"))
}

type exampleReader struct {
	Example
	at func(start, end int) source.Span
}

func (r *exampleReader) problem(body *jsonpos.Value) {
	if body.Kind != jsonpos.Object {
		return
	}
	for _, m := range body.Members {
		switch m.Name {
		case "status":
			if n, ok := m.Value.Int(); ok {
				r.Status = Value[int]{n, r.at(m.Value.Start, m.Value.End)}
			} else {
				r.wrong(m.Name, m.Value)
			}
		case "title":
			r.Title = r.text(m.Name, m.Value)
		case "type":
			r.Type = r.text(m.Name, m.Value)
		case "detail":
			r.Detail = r.text(m.Name, m.Value)
		case "instance":
			r.Instance = r.text(m.Name, m.Value)
		case "requestId":
			if r.Envelope.V == Nested {
				r.extra(m)
			}
		default:
			r.extra(m)
		}
	}
}

func (r *exampleReader) extra(m jsonpos.Member) {
	r.Extra = append(r.Extra, Value[string]{m.Name, r.at(m.Start, m.End)})
}

// text returns the text of a member that may be absent.
func (r *exampleReader) text(name string, v *jsonpos.Value) Value[string] {
	switch {
	case v == nil:
		return Value[string]{}
	case v.Kind != jsonpos.String:
		r.wrong(name, v)
		return Value[string]{}
	}
	return Value[string]{v.Text, r.at(v.Start, v.End)}
}

// object checks that a member, which may be absent, is an object.
func (r *exampleReader) object(name string, v *jsonpos.Value) {
	if v != nil && v.Kind != jsonpos.Object {
		r.wrong(name, v)
	}
}

func (r *exampleReader) wrong(name string, v *jsonpos.Value) {
	r.WrongType = append(r.WrongType, Value[string]{name, r.at(v.Start, v.End)})
}
