package runtime

import (
	"reflect"
	"testing"
	"time"
)

func TestSpell(t *testing.T) {
	for _, c := range []struct{ text, snake, kebab, upper, camel, pascal, lower string }{
		{"order_not_found", "order_not_found", "order-not-found", "ORDER_NOT_FOUND", "orderNotFound", "OrderNotFound", "order not found"},
		{"HTTPServerError2", "http_server_error2", "http-server-error2", "HTTP_SERVER_ERROR2", "httpServerError2", "HttpServerError2", "http server error2"},
		{"éClair", "é_clair", "é-clair", "É_CLAIR", "éClair", "ÉClair", "é clair"},
		{"--", "", "", "", "", "", ""},
	} {
		for how, want := range map[string]string{"snake": c.snake, "kebab": c.kebab, "upper": c.upper, "camel": c.camel, "pascal": c.pascal, "lower": c.lower} {
			if got := spell(c.text, how); got != want {
				t.Errorf("%q as %s is %q, want %q", c.text, how, got, want)
			}
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text   string
		around []string
		want   []string
	}{
		{"a_error", []string{"", "_error"}, []string{"a"}},
		{"a_error_error", []string{"", "_error"}, []string{"a_error"}},
		{"E-7: x: y", []string{"E-", ": ", ""}, []string{"7", "x: y"}},
		{"E-7", []string{"E-", ": ", ""}, nil},
		{"", []string{"", ""}, nil},
		{"x", []string{"", ""}, []string{"x"}},
	} {
		if got := cut(c.text, c.around...); !reflect.DeepEqual(got, c.want) {
			t.Errorf("cut(%q, %q) = %q, want %q", c.text, c.around, got, c.want)
		}
	}
}

func TestHelpers(t *testing.T) {
	for s, want := range map[string]string{"0": "0", "-7": "-7", "40142": "40142", "007": `"007"`, "-": `"-"`, "": `""`, "1e3": `"1e3"`, "1234567890123456789": `"1234567890123456789"`, "-0": `"-0"`} {
		if got := string(appendNumber(nil, s)); got != want {
			t.Errorf("%q as a number is %s, want %s", s, got, want)
		}
	}
	if got := fieldValue(" a\r\nb: é "); got != "a%0D%0Ab: %C3%A9" {
		t.Errorf("a header has %q", got)
	}
	for status, want := range map[int]string{404: "NOT_FOUND", 418: "FAILED_PRECONDITION", 500: "INTERNAL", 200: "UNKNOWN"} {
		if got := rpcStatus(status); got != want {
			t.Errorf("%d is %s, want %s", status, got, want)
		}
	}
	o := occasion{clock: func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600)) }}
	if got := o.timestamp(); got != "2026-01-02T02:04:05Z" {
		t.Errorf("written at %s", got)
	}
	e := New("x", WithRequestMember("id", "a\""), WithRequestMember("id", 7), WithRequestMember("bad", func() {}), RetryAfter(1500*time.Millisecond))
	if e.member("id") != "7" || e.member("bad") != "" || rawText(`"a\""`) != `a"` || rawText("7") != "7" || e.seconds() != 2 || numberText(0) != "" || numberText(7) != "7" {
		t.Error("what the request gives, or a number, is wrong")
	}
	if (occasion{}).timestamp() == "" || firstOf("", "a", "b") != "a" || firstOf() != "" {
		t.Error("there is no time, or no first text")
	}
}
