package conformance_test

import (
	"maps"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
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
			// As the example of a page it is what the template says, too.
			if x := catalog.NewExample(s.Template, "", parse(t, w.Body), nowhere); x.Template != s.Template || len(x.Wrong)+len(x.Differs)+len(x.Extra) > 0 {
				t.Errorf("%s: %s: as an example it is faulty: %v %v %v", s.Name, w.Name, x.Wrong, x.Differs, x.Extra)
			}
			if !maps.Equal(headers, w.Headers) {
				t.Errorf("%s: %s: the template gives the headers %v, want %v", s.Name, w.Name, headers, w.Headers)
			}
			if body != w.Body {
				t.Errorf("%s: %s: the template gives\n%s\nwant\n%s", s.Name, w.Name, body, w.Body)
			}
		}
	}
}

func nowhere(int, int) source.Span { return source.Span{} }

func parse(t *testing.T, data string) *jsonpos.Value {
	t.Helper()
	v, faults := jsonpos.Parse(data)
	if len(faults) > 0 {
		t.Fatal(faults[0].Message)
	}
	return v
}

// occurrence returns what a case says of an error beside its code.
func occurrence(t *testing.T, e *catalog.Entry, w conformance.WriteCase) catalog.Occurrence {
	t.Helper()
	o := catalog.Occurrence{
		Detail: w.Detail, Instance: w.Instance, RequestID: w.RequestID, RetryAfter: w.RetryAfter, Timestamp: w.Timestamp, Path: w.Path,
		Params: &jsonpos.Value{Kind: jsonpos.Object},
	}
	if w.Request != nil {
		o.Request = parse(t, string(w.Request))
	}
	filled := ""
	for _, part := range e.Template() {
		filled += part.Text
		if data := w.Params[part.Param]; data != nil {
			v := parse(t, string(data))
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
			o.Params.Members = append(o.Params.Members, jsonpos.Member{Name: p.Name.V, Value: parse(t, string(data))})
		}
	}
	return o
}
