package catalog_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

func TestNewExample(t *testing.T) {
	for body, want := range map[string]string{
		`{"meta": {"requestId": "r"}, "error": {"status": 404}}`: "nested",
		`{"error": {"status": 404}}`:                             "nested",
		`{"meta": {}, "error": "not found"}`:                     "nested",
		`{"error": "not found"}`:                                 "",
		`{"status": 404, "title": "Not Found"}`:                  "problem",
		`{"detail": "x", "type": "y"}`:                           "problem",
		`{"status": "ok", "title": "A book"}`:                    "",
		`{"type": "book", "title": "A book"}`:                    "",
		`{"status": 200, "title": "A book"}`:                     "",
		`{"meta": {"requestId": "r"}, "data": {}}`:               "",
		`[]`: "",
	} {
		got := ""
		if x := example(body); x.Template != nil {
			got = x.Template.Name
		}
		if got != want {
			t.Errorf("%s is %q, want %q", body, got, want)
		}
	}
	x := example(`{"meta": {"requestId": 7}, "error": {"status": "404", "title": null, "detail": "d", "type": 1.5, "retry": true, "instance": "i"}, "x": 1}`)
	var wrong, params, extra []string
	for _, w := range x.Wrong {
		wrong = append(wrong, w.Place+"="+w.Span.Text())
	}
	for _, p := range x.Params {
		params = append(params, p.Name.Span.Text()+"="+string(p.Value.V))
	}
	for _, e := range x.Extra {
		extra = append(extra, e.Place+" "+e.Span.Text())
	}
	if got := strings.Join(wrong, " "); got != `meta.requestId=7 error.status="404" error.title=null error.type=1.5` {
		t.Errorf("wrong types: %s", got)
	}
	if got := strings.Join(params, " "); got != `"retry"=true` {
		t.Errorf("parameters: %s", got)
	}
	if got := strings.Join(extra, " "); got != `x "x"` {
		t.Errorf("extra: %s", got)
	}
	if x.Detail.V != "d" || x.Detail.Span.Text() != `"d"` || x.Instance.V != "i" {
		t.Errorf("detail %+v, instance %+v", x.Detail, x.Instance)
	}
	if v, _ := jsonpos.Parse("{\"a\": \"\\u00e9\u2028\", \"n\": 1.0}"); string(catalog.NewExample(envelope.Default, "", v, x.Span.File.Span).Body) != `{"a":"é\u2028","n":1.0}` {
		t.Errorf("body %s", v.Append(nil))
	}
}

// TestNewExampleOwn reads bodies by a template of a house's own, in which members
// stand at the top.
func TestNewExampleOwn(t *testing.T) {
	read := func(template, body string) string {
		v, _ := jsonpos.Parse(template)
		own, faults := envelope.Parse(v, (&catalog.Catalog{}).Knows)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		b, _ := jsonpos.Parse(body)
		switch x := catalog.NewExample(own, "", b, source.NewFile("a.mdx", []byte(body)).Span); x.Template {
		case nil:
			return ""
		case own:
			return "own " + x.Code.V
		default:
			return x.Template.Name
		}
	}
	for _, c := range []struct{ template, body, want string }{
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"code": "a", "message": "b"}`, "own a"},
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"message": "b"}`, ""},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": false, "error": "b"}`, "own "},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": true, "error": "b"}`, ""},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": true, "user": {}}`, ""},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": true, "errors": [], "result": {}}`, ""},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": false, "errors": [{"code": "c"}], "result": {}}`, "own c"},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": true, "errors": [{"code": "c"}], "result": {}}`, ""},
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"error": {"foo": 1}}`, ""},
		{`{"body": {"error": {"code": "{code}", "message": "{detail}"}}}`, `{"error": {"code": "c"}}`, "own c"},
		{`{"body": {"error": {"code": "{code}", "message": "{detail}"}}}`, `{"meta": {"requestId": "r"}, "error": {"detail": "d", "status": 404, "title": "t", "type": "u"}}`, "nested"},
		{`{"body": {"type": "error", "error": {"type": "{specific}_error"}}}`, `{"type": "error", "error": {"type": "a_error"}}`, "own "},
	} {
		if got := read(c.template, c.body); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.body, c.template, got, c.want)
		}
	}
}
