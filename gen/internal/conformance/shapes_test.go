package conformance_test

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
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
			values := valuesOf(t, s.Catalog, e, w)
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

// valuesOf returns what the placeholders of a template stand for.
func valuesOf(t *testing.T, c *catalog.Catalog, e *catalog.Entry, w conformance.WriteCase) envelope.Values {
	text := func(s string) *jsonpos.Value {
		if s == "" {
			return nil
		}
		return &jsonpos.Value{Kind: jsonpos.String, Text: s}
	}
	number := func(n int) *jsonpos.Value {
		if n == 0 {
			return nil
		}
		return &jsonpos.Value{Kind: jsonpos.Number, Text: strconv.Itoa(n)}
	}
	parse := func(data []byte) *jsonpos.Value {
		v, faults := jsonpos.Parse(string(data))
		if len(faults) > 0 {
			t.Fatal(faults[0].Message)
		}
		return v
	}
	status := e.Status.V
	if status == 0 {
		status = c.Lookup(c.DefaultCode).Status.V
	}
	params := &jsonpos.Value{Kind: jsonpos.Object}
	detail := e.Detail.V
	for _, p := range e.Params {
		data := w.Params[p.Name.V]
		if data == nil {
			continue
		}
		v := parse(data)
		params.Members = append(params.Members, jsonpos.Member{Name: p.Name.V, Value: v})
		shown := string(v.Append(nil))
		if v.Kind == jsonpos.String {
			shown = v.Text
		}
		detail = strings.ReplaceAll(detail, "{"+p.Name.V+"}", shown)
	}
	if w.Detail != "" {
		detail = w.Detail
	}
	grpc := map[int]string{400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 409: "ABORTED", 410: "NOT_FOUND", 500: "INTERNAL", 503: "UNAVAILABLE"}
	summary, _, _ := strings.Cut(e.Description.V, ". ")
	return func(name string) *jsonpos.Value {
		switch name {
		case "code":
			return text(string(e.Code.V))
		case "status":
			return number(status)
		case "reason_phrase":
			return text(catalog.ReasonPhrase(status))
		case "rpc_status":
			return text(grpc[status])
		case "title":
			return text(e.Title.V)
		case "type":
			return text(e.Type.V)
		case "page_url":
			return text(e.URL())
		case "detail":
			return text(detail)
		case "summary":
			return text(summary + ".")
		case "instance":
			return text(w.Instance)
		case "request_id":
			return text(w.RequestID)
		case "params":
			return params
		case "retry_after":
			return number(w.RetryAfter)
		case "timestamp":
			return text(w.Timestamp)
		case "path":
			return text(w.Path)
		case "request":
			if w.Request == nil {
				return nil
			}
			return parse(w.Request)
		}
		for i, f := range c.Facts {
			if f.Name == name {
				return text(e.Facts[i].V)
			}
		}
		return text(e.Segment(name))
	}
}
