package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	for name, tt := range map[string]struct {
		body   string
		code   Code
		status int
		detail string
		id     string
	}{
		"nested":           {`{"meta":{"requestId":"r"},"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found","status":404,"detail":"d"}}`, StoreDataBasketNotFound, 404, "d", "r"},
		"problem":          {`{"type":"https://example.com/docs/errors/store/data/basket_not_found","status":404,"detail":"d","requestId":"r"}`, StoreDataBasketNotFound, 404, "d", "r"},
		"status is no key": {`{"type":"https://example.com/docs/errors/store/data/basket_not_found","status":410}`, StoreDataBasketNotFound, 410, "", ""},
		"code":             {`{"type":"https://old.example.com/x","code":"err:store:upstream:busy"}`, WarehouseBusy, 503, "", ""},
		"type before code": {`{"type":"https://example.com/docs/errors/store/upstream/busy","code":"err:store:data:basket_not_found"}`, WarehouseBusy, 503, "", ""},
		"former type":      {`{"type":"https://example.com/docs/errors/store/request/coupon_invalid"}`, StoreRequestBadCoupon, 400, "", ""},
		"unknown type":     {`{"type":"https://example.com/docs/errors/store/data/newer","status":418,"title":"T"}`, "err:store:data:newer", 418, "", ""},
		"unknown code":     {`{"error":{"code":"err:store:data:newer"}}`, "err:store:data:newer", 500, "", ""},
		"foreign type":     {`{"type":"https://else.example.com/x","title":"T"}`, "", 500, "", ""},
		"status as text":   {`{"type":1,"status":"404","title":[],"detail":{},"requestId":null}`, "", 404, "", ""},
		"status too large": {`{"type":"about:blank","status":70000}`, "", 500, "", ""},
		"meta is a list":   {`{"meta":[1],"error":{"status":404}}`, "", 404, "", ""},
		"extension error":  {`{"error":"invalid","title":"x","status":400}`, "", 400, "", ""},
	} {
		e, err := Decode([]byte(tt.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e.Code() != tt.code || e.HTTPStatus() != tt.status || e.Detail() != tt.detail || e.RequestID() != tt.id || e.Body() != tt.body {
			t.Errorf("%s: read as %q %d %q %q", name, e.Code(), e.HTTPStatus(), e.Detail(), e.RequestID())
		}
		if e.Known() != tt.code.Known() || tt.code != "" && !errors.Is(e, tt.code) {
			t.Errorf("%s: known is %v, and the code does not match", name, e.Known())
		}
	}
	for _, body := range []string{"", "null", "[]", "1", `"x"`, "{}", `{"error":"invalid_grant"}`, `{"message":"x"}`, "<html>", `{"error":{}}`, `{"type":`} {
		if e, err := Decode([]byte(body)); err == nil || e != nil || !strings.HasPrefix(err.Error(), "decode error body: ") {
			t.Errorf("Decode(%q) = %v, %v; want a failure", body, e, err)
		}
	}
}

func TestDecodeParams(t *testing.T) {
	e, err := Decode([]byte(`{"type":"https://example.com/docs/errors/store/limits/too_many_items","max":"3","count":4,"new":true}`))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := ParamsOf[StoreLimitsTooManyItemsParams](e)
	if !ok || p != (StoreLimitsTooManyItemsParams{Count: 4}) {
		t.Errorf("parameters are %+v, want those of the right type", p)
	}
	if e.Detail() != "" {
		t.Errorf("detail is %q, which nobody sent", e.Detail())
	}
}

// FuzzDecode: a body never crashes a client, and what was read can be asked
// anything.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"meta":{"requestId":"r"},"error":{"type":"https://example.com/docs/errors/store/limits/too_many_items","max":1}}`))
	f.Add([]byte(`{"type":"https://example.com/docs/errors/store/request/rejected","errors":[{"limit":1}],"at":"x","until":null}`))
	f.Add([]byte(`{"error":[`))
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := Decode(body)
		if (e == nil) == (err == nil) {
			t.Fatalf("Decode = %v, %v", e, err)
		}
		if err != nil {
			return
		}
		forwarded, _ := As(Forward(e))
		again, err := Decode(forwarded.AppendJSON(nil))
		if err != nil {
			t.Fatalf("what was read is written as something else: %v", err)
		}
		if e.Error() == "" || again.Code() != e.Code() && e.Code().Known() {
			t.Errorf("%v was written and read as %v", e, again)
		}
	})
}

// FuzzMembers: an object is cut as encoding/json cuts it.
func FuzzMembers(f *testing.F) {
	for _, s := range []string{
		`{}`, ` { "a" : 1 , "b":[1,{"c":"}"}],"c":"\\\"" } `, `{"a":{"b":{}},"a":2}`, `{"\u0061":null}`, `[]`, `{"a":"\\"}`, `{"":-1.5e3}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) || !utf8.Valid(data) {
			return
		}
		var want map[string]json.RawMessage
		_ = json.Unmarshal(data, &want)
		got := membersOf(data)
		if len(got) < len(want) || (got == nil) != (want == nil) {
			t.Fatalf("%s has the members %s, want %s", data, got, want)
		}
		for _, m := range got {
			if _, ok := want[string(m.name)]; !ok {
				t.Errorf("%s has no member %q", data, m.name)
			}
		}
		for name, value := range want {
			if !bytes.Equal(got.value(name), value) {
				t.Errorf("%s: member %q is %s, want %s", data, name, got.value(name), value)
			}
			var s string
			if text := got.text(name); json.Unmarshal(value, &s) == nil && text != s || s == "" && text != "" {
				t.Errorf("%s: member %q is the text %q, want %q", data, name, text, s)
			}
		}
	})
}
