package conformance_test

import (
	"maps"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// TestShapes: what the cases want of a server is what their templates say.
func TestShapes(t *testing.T) {
	for _, s := range conformance.Shapes(t) {
		for _, w := range s.Write {
			e := s.Catalog.Lookup(w.Code)
			if e == nil {
				t.Fatalf("%s: there is no code %s", s.Name, w.Code)
			}
			values := s.Catalog.Values(e, occurrence(t, e, w))
			headers := map[string]string{}
			for _, h := range s.Template.Headers {
				if v, ok := s.Template.Header(h, values); ok {
					headers[h.Name] = v
				}
			}
			body := string(s.Template.AppendBody(nil, values))
			if !maps.Equal(headers, w.Headers) {
				t.Errorf("%s: %s: the template gives the headers %v, want %v", s.Name, w.Name, headers, w.Headers)
			}
			if body != w.Body {
				t.Errorf("%s: %s: the template gives\n%s\nwant\n%s", s.Name, w.Name, body, w.Body)
			}
		}
	}
}

// occurrence returns what a case says of an error beside its code.
func occurrence(t *testing.T, e *catalog.Entry, w conformance.WriteCase) catalog.Occurrence {
	t.Helper()
	parse := func(data []byte) *jsonpos.Value {
		v, faults := jsonpos.Parse(string(data))
		if len(faults) > 0 {
			t.Fatal(faults[0].Message)
		}
		return v
	}
	o := catalog.Occurrence{
		Detail: w.Detail, Instance: w.Instance, RequestID: w.RequestID, RetryAfter: w.RetryAfter, Timestamp: w.Timestamp, Path: w.Path,
		Params: &jsonpos.Value{Kind: jsonpos.Object},
	}
	if w.Request != nil {
		o.Request = parse(w.Request)
	}
	filled := ""
	for _, part := range e.Template() {
		filled += part.Text
		if data := w.Params[part.Param]; data != nil {
			v := parse(data)
			if filled += v.Text; v.Kind != jsonpos.String {
				filled = filled[:len(filled)-len(v.Text)] + string(v.Append(nil))
			}
		}
	}
	if o.Detail == "" {
		o.Detail = filled
	}
	for _, p := range e.Params {
		if data := w.Params[p.Name.V]; data != nil {
			o.Params.Members = append(o.Params.Members, jsonpos.Member{Name: p.Name.V, Value: parse(data)})
		}
	}
	return o
}
