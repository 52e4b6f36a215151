package envelope_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

func TestSpell(t *testing.T) {
	for _, c := range []struct{ text, snake, kebab, upper, camel, pascal, lower string }{
		{"order_not_found", "order_not_found", "order-not-found", "ORDER_NOT_FOUND", "orderNotFound", "OrderNotFound", "order not found"},
		{"Not Found", "not_found", "not-found", "NOT_FOUND", "notFound", "NotFound", "not found"},
		{"HTTPServerError2", "http_server_error2", "http-server-error2", "HTTP_SERVER_ERROR2", "httpServerError2", "HttpServerError2", "http server error2"},
		{"err:a:b-c", "err_a_b_c", "err-a-b-c", "ERR_A_B_C", "errABC", "ErrABC", "err a b c"},
		{"éClair", "é_clair", "é-clair", "É_CLAIR", "éClair", "ÉClair", "é clair"},
		{"", "", "", "", "", "", ""},
		{"--", "", "", "", "", "", ""},
	} {
		for i, want := range []string{c.snake, c.kebab, c.upper, c.camel, c.pascal, c.lower} {
			if got := envelope.Spell(c.text, envelope.Cases[i]); got != want {
				t.Errorf("%q as %s is %q, want %q", c.text, envelope.Cases[i], got, want)
			}
		}
	}
}

// TestUnquoted shows a placeholder that YAML takes for a map.
func TestUnquoted(t *testing.T) {
	null := &jsonpos.Value{Start: 16, End: 16}
	inner := &jsonpos.Value{Kind: jsonpos.Object, Start: 10, End: 16, Members: []jsonpos.Member{{Name: "code", Start: 11, End: 15, Value: null}}}
	body := &jsonpos.Value{Kind: jsonpos.Object, Start: 6, End: 16, Members: []jsonpos.Member{{Name: "a", Start: 6, End: 7, Value: inner}}}
	v := &jsonpos.Value{Kind: jsonpos.Object, End: 16, Members: []jsonpos.Member{{Name: "body", End: 4, Value: body}}}
	_, faults := envelope.Parse(v, nil)
	want := envelope.Fault{Start: 10, End: 16, Message: "the placeholder {code} has no quotes, so YAML reads it as a map", Hint: `put quotes around it: "{code}"`}
	if len(faults) != 1 || faults[0] != want {
		t.Errorf("got %v, want %v", faults, want)
	}
}

// TestLimits holds what is much larger than any template, and what is not.
func TestLimits(t *testing.T) {
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"m%d":"{code}"`, i)
		}
		return `{"body":{` + b.String()[1:] + `}}`
	}
	deep := func(n int) string {
		return `{"body":{"a":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`
	}
	for _, c := range []struct{ text, want string }{
		{many(250), ""},
		{many(10_000), "the body has more than 300 members and items"},
		{deep(16), ""},
		{deep(17), "the body is nested more than 16 deep"},
		{deep(150), "the body is nested more than 16 deep"},
		{`{"body":{"` + strings.Repeat("a", 101) + `":1}}`, `the member name "` + strings.Repeat("a", 60) + `..." is longer than 100 bytes`},
		{`{"body":{"a":"` + strings.Repeat("a", 1001) + `"}}`, "the text is longer than 1000 bytes"},
		{`{"body":{},"headers":{"X-` + strings.Repeat("a", 100) + `":"1"}}`, `"X-` + strings.Repeat("a", 58) + `..." is not a header name`},
	} {
		_, faults := envelope.Parse(parse(t, []byte(c.text)), nil)
		got := ""
		if len(faults) > 0 {
			got = faults[0].Message
			if i := strings.Index(got, "the member name"); i > 0 {
				got = got[i:]
			}
		}
		if len(faults) > 1 || !strings.HasSuffix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%.40s: %d faults, first %q, want %q", c.text, len(faults), got, c.want)
		}
	}
}

// TestIdentify holds which places tell the codes of a catalogue apart.
func TestIdentify(t *testing.T) {
	codes := [][4]string{ // code, system, specific, status
		{"err:a:x", "a", "x", "404"}, {"err:b:x", "b", "x", "404"}, {"err:a:y", "a", "y", "400"}, {"err:b:y", "b", "y", "404"},
	}
	values := func(i int) envelope.Values {
		return func(name string) *jsonpos.Value {
			at := map[string]int{"code": 0, "system": 1, "specific": 2}
			if n, ok := at[name]; ok {
				return &jsonpos.Value{Kind: jsonpos.String, Text: codes[i][n]}
			}
			if name == "status" {
				return &jsonpos.Value{Kind: jsonpos.Number, Text: codes[i][3]}
			}
			return nil
		}
	}
	known := func(name string) bool { return name == "system" || name == "specific" }
	for _, c := range []struct{ body, want string }{
		{`{"id": "{specific}", "code": "{code}"}`, "code"},
		{`{"id": "{specific}", "in": {"sys": "{system}"}, "status": "{status}"}`, "id in.sys"},
		{`{"id": "{system}/{specific}"}`, "id"},
		{`{"status": "{status}", "list": ["{code:upper}"]}`, "list[0]"},
		{`{"id": "{specific}", "status": "{status}"}`, "0 and 1 are alike at id, status"},
		{`{"title": "{title}", "message": "{detail}", "either": "{code|type}"}`, "nothing"},
		{`{"hint": "{type}"}`, "0 and 1 are alike at hint"},
	} {
		template, faults := envelope.Parse(parse(t, []byte(`{"body":`+c.body+`}`)), known)
		if faults != nil {
			t.Fatal(faults)
		}
		places, bad := template.Identify(len(codes), values, nil)
		var names []string
		for _, p := range places {
			names = append(names, p.String())
		}
		got := strings.Join(names, " ")
		if bad != nil {
			for _, p := range bad.Places {
				names = append(names, p.String())
			}
			got = fmt.Sprintf("%d and %d are alike at %s", bad.A, bad.B, strings.Join(names, ", "))
			if len(bad.Places) == 0 {
				got = "nothing"
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.body, got, c.want)
		}
	}
	template, _ := envelope.Parse(parse(t, []byte(`{"body": {"a": "{specific}", "b": "{system}"}}`)), known)
	if got := template.Identity(func(name string) bool { return name == "system" }); len(got) != 1 || got[0].String() != "b" {
		t.Errorf("without specific %v identify, want b alone", got)
	}
}

func TestParams(t *testing.T) {
	template, faults := envelope.Parse(parse(t, []byte(`{"body": {"a": 1, "in": {"...": "{params}", "limit": "{params.limit}", "c": {}}, "b": ["{params.x:text}", "x {params.y}", "{params.z|code}", "{params.u?}"]},
		"headers": {"X-V": "{params.v}"}}`)), nil)
	if faults != nil {
		t.Fatal(faults)
	}
	if got := strings.Join(template.OwnParams(), " "); got != "limit x u" {
		t.Errorf("parameters with places: %s", got)
	}
	if got := strings.Join(template.Taken(), " "); got != "limit c" {
		t.Errorf("names taken: %s", got)
	}
	if !template.Uses("params") || !template.Uses("code") || template.Uses("status") {
		t.Error("Uses is wrong")
	}
}
