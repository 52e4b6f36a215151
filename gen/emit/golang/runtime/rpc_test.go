package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestRPC: what is sent is what is received, but for the cause and for what another
// service said.
func TestRPC(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	note := `a "note"`
	rejected := StoreRequestRejectedParams{TypeName: "o\u2028", Ratio: 0.5, Strict: true, At: at, Tags: []string{"a", "b"}, Note: &note,
		Errors: []StoreRequestRejectedErrorsItem{{Location: "x"}}}
	for name, tt := range map[string]struct {
		err    *Error
		status uint32
		detail string
	}{
		"plain":     {NewStoreDataBasketNotFound(WithCause(errSecret)), 5, "The basket does not exist"},
		"page":      {NewStoreRequestBadCoupon(), 9, "The coupon is not valid"},
		"wait":      {NewWarehouseBusy(RetryAfter(time.Second), WithRequestID("req_1")), 14, "The warehouse is busy"},
		"params":    {NewStoreLimitsTooManyItems(3, -4, "12"), 3, `A basket holds 3 items, not -4; the first that is too much is "12"`},
		"all":       {NewStoreRequestRejected("o\u2028", 0.5, true, at, []string{"a", "b"}, &note, nil, nil, rejected.Errors), 3, "o\u2028 0.5 true 2026-01-02T03:04:05.000000006Z [\"a\",\"b\"] a \"note\" "},
		"no detail": {NewStoreRequestOddTitle(), 10, StoreRequestOddTitle.Title()},
		"unknown":   {New("err:store:data:new"), 13, "Internal Server Error"},
	} {
		r := tt.err.RPC()
		if r.Status != tt.status || r.Message != tt.detail || strings.Contains(fmt.Sprint(r), errSecret.Error()) {
			t.Errorf("%s: sent as %+v, want %d %q", name, r, tt.status, tt.detail)
		}
		got := FromRPC(r, io.EOF)
		if got.Code() != tt.err.Code() || got.Detail() != tt.detail || got.RequestID() != tt.err.RequestID() || got.RetryAfter() != tt.err.RetryAfter() ||
			got.HTTPStatus() != tt.err.HTTPStatus() || !errors.Is(got, io.EOF) || !reflect.DeepEqual(got.values, tt.err.values) {
			t.Errorf("%s: received as %+v, want %+v", name, got, tt.err)
		}
		if again := got.RPC(); again.Code != defaultCode || again.RequestID != "" || again.Message == tt.detail {
			t.Errorf("%s: what was received is sent on as %+v", name, again)
		}
	}
	if p, ok := ParamsOf[StoreRequestRejectedParams](FromRPC(NewStoreRequestRejected("o\u2028", 0.5, true, at, []string{"a", "b"}, &note, nil, nil, rejected.Errors).RPC(), nil)); !ok || !reflect.DeepEqual(p, rejected) {
		t.Errorf("parameters are %+v", p)
	}
	if e := FromRPC(RPC{Status: 5, Code: "err:store:data:new", Params: map[string]string{"a": "b"}}, nil); e.Known() || e.HTTPStatus() != 404 {
		t.Errorf("a newer code is %v with %d", e, e.HTTPStatus())
	}
	if e := FromRPC(RPC{Status: 77, Code: "x"}, nil); e.HTTPStatus() != 500 {
		t.Errorf("no status of gRPC is %d", e.HTTPStatus())
	}
	if e := FromRPC(RPC{Status: 3, Code: "err:store:request:coupon_invalid"}, nil); e.Code() != StoreRequestBadCoupon {
		t.Errorf("an older code is %v", e)
	}
	if r := New("x", WithDetail("a\xff"), WithRequestID("\xff")).RPC(); r.Message != "a\ufffd" || r.RequestID != "\ufffd" {
		t.Errorf("what is no UTF-8 is sent as %+v", r)
	}
}

// TestErrorFor: what a framework answers by itself has the code that there is for
// it, else the status alone.
func TestErrorFor(t *testing.T) {
	theirs := FromResponse(response(401, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found","detail":"db7"}}`))
	for name, tt := range map[string]struct {
		status int
		err    error
		code   Code
		want   int
	}{
		"kind":       {404, errors.New("code=404"), StoreDataBasketNotFound, 404},
		"no kind":    {415, errSecret, "", 415},
		"known":      {400, fmt.Errorf("x: %w", WarehouseBusy), WarehouseBusy, 503},
		"internal":   {500, errSecret, defaultCode, 500},
		"no failure": {200, errSecret, defaultCode, 500},
		"theirs":     {415, theirs, "", 415},
		"nothing":    {413, nil, StoreLimitsTooManyItems, 422},
	} {
		e := Responder{}.ErrorFor(tt.status, tt.err)
		if e.Code() != tt.code || e.GetStatus() != tt.want || errors.Is(tt.err, errSecret) && !errors.Is(e, errSecret) {
			t.Errorf("%s: %v with %d", name, e, e.GetStatus())
		}
		w := httptest.NewRecorder()
		Responder{}.WriteStatus(w, request(), tt.status, tt.err)
		if w.Code != tt.want || strings.Contains(w.Body.String(), "10.0.0.7") || strings.Contains(w.Body.String(), "db7") {
			t.Errorf("%s: answered with %d %s", name, w.Code, w.Body)
		}
	}
	for status, want := range map[int]string{415: "mine", 404: StoreDataBasketNotFound.Detail()} {
		if e := (Responder{}).ErrorFor(status, nil, WithDetail("mine")); e.Detail() != want {
			t.Errorf("%d has the detail %q, want %q", status, e.Detail(), want)
		}
	}
	if code, ok := ClassifyStatus(http.StatusTeapot); ok {
		t.Errorf("418 has the code %v", code)
	}
}
