package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"
)

func TestAppendJSON(t *testing.T) {
	note, until, limit, yes := "a \"note\"", time.Date(2030, 1, 2, 3, 4, 5, 6000, time.UTC), 1e21, true
	for name, tt := range map[string]struct {
		err  *Error
		want string
	}{
		"plain": {
			NewStoreDataBasketNotFound(WithRequestID("req_1"), WithCause(errors.New("secret"))),
			`{"meta":{"requestId":"req_1"},"error":{"detail":"The basket does not exist","status":404,"title":"Not Found","type":"https://example.com/docs/errors/store/data/basket_not_found"}}`,
		},
		"instance": {
			NewStoreDataBasketNotFound(WithInstance("/b/\x001\"")),
			`{"meta":{"requestId":""},"error":{"detail":"The basket does not exist","instance":"/b/\u00001\"","status":404,"title":"Not Found","type":"https://example.com/docs/errors/store/data/basket_not_found"}}`,
		},
		"no detail, odd title": {
			NewStoreRequestOddTitle(),
			`{"meta":{"requestId":""},"error":{"status":409,"title":"Odd \"title\" with \\ and \u2028 and ü","type":"https://example.com/docs/errors/store/request/odd_title"}}`,
		},
		"params": {
			NewStoreLimitsTooManyItems(3, 4, "pe\"ar\n</script>"),
			`{"meta":{"requestId":""},"error":{"detail":"A basket holds 3 items, not 4; the first that is too much is \"pe\"ar\n</script>\"","status":422,"title":"Unprocessable Entity","type":"https://example.com/docs/errors/store/limits/too_many_items","max":3,"count":4,"first":"pe\"ar\n</script>"}}`,
		},
		"code alone": {
			New(StoreLimitsTooManyItems),
			`{"meta":{"requestId":""},"error":{"detail":"The basket is full.","status":422,"title":"Unprocessable Entity","type":"https://example.com/docs/errors/store/limits/too_many_items"}}`,
		},
		"every type": {
			NewStoreRequestRejected("order", 0.5, true, until, []string{"a", "b"}, &note, &until, []int64{1, 2},
				[]StoreRequestRejectedErrorsItem{{Location: "x"}, {"y", &limit, &yes}}),
			`{"meta":{"requestId":""},"error":{"detail":"order 0.5 true 2030-01-02T03:04:05.000006Z [\"a\",\"b\"] a \"note\" 2030-01-02T03:04:05.000006Z","status":400,"title":"Bad Request","type":"https://example.com/docs/errors/store/request/rejected",` +
				`"type_name":"order","ratio":0.5,"strict":true,"at":"2030-01-02T03:04:05.000006Z","tags":["a","b"],"note":"a \"note\"","until":"2030-01-02T03:04:05.000006Z","scores":[1,2],` +
				`"errors":[{"location":"x"},{"location":"y","limit":1e+21,"fatal":true}]}}`,
		},
		"nothing optional": {
			NewStoreRequestRejected("order", math.NaN(), false, until, nil, nil, nil, nil, nil),
			`{"meta":{"requestId":""},"error":{"detail":"order null false 2030-01-02T03:04:05.000006Z []  ","status":400,"title":"Bad Request","type":"https://example.com/docs/errors/store/request/rejected",` +
				`"type_name":"order","ratio":null,"strict":false,"at":"2030-01-02T03:04:05.000006Z","tags":[],"errors":[]}}`,
		},
		"unknown": {
			New("err:not:yet:known"),
			`{"meta":{"requestId":""},"error":{"status":500,"title":"Internal Server Error","type":"https://example.com/docs/errors/not/yet/known"}}`,
		},
		"unknown, without a form": {
			New("what?"),
			`{"meta":{"requestId":""},"error":{"status":500,"title":"Internal Server Error","type":"about:blank"}}`,
		},
		"nil": {
			nil,
			`{"meta":{"requestId":""},"error":{"status":500,"title":"Internal Server Error","type":"about:blank"}}`,
		},
	} {
		got := tt.err.AppendJSON([]byte("x"))
		if want := "x" + tt.want; string(got) != want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, want)
		}
		if !json.Valid(got[1:]) {
			t.Errorf("%s: no JSON: %s", name, got)
		}
	}
}

// TestRoundTrip: a client reads back what a server wrote, with its types.
func TestRoundTrip(t *testing.T) {
	note, until, limit, no := "n", time.Date(2030, 1, 2, 3, 4, 5, 6000, time.UTC), -2.5, false
	want := StoreRequestRejectedParams{
		TypeName: "order", Ratio: 1e-9, Strict: true, At: until, Tags: []string{"a", "ü\n\""}, Note: &note, Until: &until,
		Scores: []int64{math.MaxInt64, -1}, Errors: []StoreRequestRejectedErrorsItem{{Location: "x"}, {"y", &limit, &no}},
	}
	sent := NewStoreRequestRejected(want.TypeName, want.Ratio, want.Strict, want.At, want.Tags, want.Note, want.Until, want.Scores, want.Errors,
		WithRequestID("req_1"), WithInstance("/i"))
	body, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	read, err := Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	if read.Code() != sent.Code() || read.Detail() != sent.Detail() || read.RequestID() != "req_1" || read.Instance() != "/i" || read.HTTPStatus() != 400 {
		t.Errorf("%s was read as %v", body, read)
	}
	got, ok := ParamsOf[StoreRequestRejectedParams](read)
	if !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("parameters %+v were read as %+v", want, got)
	}
	again, err := json.Marshal(Forward(read))
	if err != nil || !bytes.Equal(again, body) {
		t.Errorf("written again it is\n%s\nnot\n%s", again, body)
	}
}

// FuzzAppendString: what is written is what encoding/json would read as the
// same string.
// TestPlainBytes puts each byte at each place of a text that is otherwise plain.
func TestPlainBytes(t *testing.T) {
	for c := range 256 {
		for at := range 19 {
			s := []byte("a text of 19 bytes!")
			s[at] = byte(c)
			want := len(s)
			if !plain(byte(c)) {
				want = at
			}
			if got := plainBytes(s); got != want {
				t.Fatalf("%q begins with %d plain bytes, want %d", s, got, want)
			}
		}
	}
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "a", "\"\\\b\f\n\r\t\x00\x1f\x7f", "\u2028\u2029", "\xff\xfe", "ü€😀", "</script>", "\xed\xa0\x80", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		std, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		if err := json.Unmarshal(std, &want); err != nil {
			t.Fatal(err)
		}
		b := appendString(nil, s)
		if err := json.Unmarshal(b, &got); err != nil || got != want {
			t.Errorf("%q was written as %s, read as %q (%v), want %q", s, b, got, err, want)
		}
		if bytes.ContainsAny(b, "\n\r\u2028\u2029") {
			t.Errorf("%q was written as %q, which is more than a line", s, b)
		}
	})
}
