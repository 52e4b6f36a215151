package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"
)

var errSecret = errors.New("dial 10.0.0.7: refused")

// TestNoCause: whatever is made of an error for somebody else does not have its
// cause; what is made for its own people does.
func TestNoCause(t *testing.T) {
	for name, e := range map[string]*Error{
		"cause":  NewStoreDataBasketNotFound(WithCause(errSecret)),
		"hidden": NewStoreDataBasketNotFound(WithHiddenCause(errSecret)),
		"params": NewStoreLimitsTooManyItems(1, 2, "x", WithCause(errSecret)),
	} {
		data, _ := json.Marshal(e)
		text, _ := e.Code().MarshalText()
		page := httptest.NewRecorder()
		Responder{Browser: BrowserPage}.WriteHTTP(page, request("Accept", "text/html"), fmt.Errorf("load: %w", e))
		public := []string{e.Error(), fmt.Sprint(e), fmt.Sprintf("%v %s %q %x", e, e, e, e), fmt.Errorf("a: %w", e).Error(),
			errors.Join(e, io.EOF).Error(), string(data), string(text), page.Body.String(), fmt.Sprint(page.Header()), fmt.Sprint(e.GetHeaders())}
		for _, s := range public {
			if strings.Contains(s, "10.0.0.7") || strings.Contains(s, fmt.Sprintf("%x", "10.0.0.7")) {
				t.Errorf("%s: the cause is in %s", name, s)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "err", e)
		for _, s := range []string{log.String(), fmt.Sprintf("%+v", e)} {
			if !strings.Contains(s, "10.0.0.7") {
				t.Errorf("%s: the cause is not in %s", name, s)
			}
		}
		if found := errors.Is(e, errSecret); found != (name != "hidden") {
			t.Errorf("%s: errors.Is finds the cause: %v", name, found)
		}
	}
	if e := NewStoreDataBasketNotFound(WithCause(errSecret), WithHiddenCause(nil)); e.Unwrap() != nil || strings.Contains(fmt.Sprintf("%+v", e), "10") {
		t.Error("no hidden cause is one")
	}
	if got := fmt.Sprintf("%+v|%+v|%5v|%v", NewStoreDataBasketNotFound(WithDetail("d")), (*Error)(nil), NewWarehouseBusy(WithDetail("d")), (*Error)(nil)); got !=
		"err:store:data:basket_not_found: d|<nil>|err:store:upstream:busy: d|<nil>" {
		t.Errorf("printed %s", got)
	}
}

// TestReceived: an error that another service sent is no answer, but a cause.
func TestReceived(t *testing.T) {
	body := `{"meta":{"requestId":"theirs"},"error":{"detail":"on host db7","instance":"/their/7","status":404,"title":"Not Found","type":"https://example.com/docs/errors/store/data/basket_not_found"}}`
	err := FromResponse(response(404, body))
	e, _ := As(err)
	if e.HTTPStatus() != 404 || e.GetStatus() != 500 || e.StatusCode() != 500 || !errors.Is(err, StoreDataBasketNotFound) {
		t.Errorf("received %v with %d, answered with %d", err, e.HTTPStatus(), e.GetStatus())
	}
	for name, data := range map[string][]byte{"marshalled": mustMarshal(t, e), "wrapped": mustMarshal(t, Wrap(err, WithDetail("mine")).(*Error))} {
		if s := string(data); strings.Contains(s, "db7") || strings.Contains(s, "theirs") || strings.Contains(s, "/their/7") || !strings.Contains(s, "store/internal/unexpected") {
			t.Errorf("%s: %s", name, data)
		}
	}
	w := httptest.NewRecorder()
	WriteHTTP(w, request("X-Request-Id", "mine"), Forward(fmt.Errorf("x: %w", err)))
	if w.Code != 404 || w.Body.String() != strings.Replace(body, "theirs", "mine", 1) {
		t.Errorf("forwarded as %d %s", w.Code, w.Body)
	}
	if Forward(io.EOF) != io.EOF || Forward(nil) != nil {
		t.Error("what was not received is changed")
	}
	own := NewWarehouseBusy(WithCause(err))
	if got := string(mustMarshal(t, own)); !strings.Contains(got, "upstream/busy") || strings.Contains(got, "db7") {
		t.Errorf("an error with a received cause is %s", got)
	}
}

func mustMarshal(t *testing.T, e *Error) []byte {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestQueue: an error that was written to be read again is the same one.
func TestQueue(t *testing.T) {
	sent := NewStoreLimitsTooManyItems(3, 4, "pear", WithRequestID("req_1"), WithInstance("/i"))
	var read struct{ Err *Error }
	if err := json.Unmarshal([]byte(`{"Err":`+string(mustMarshal(t, sent))+`}`), &read); err != nil {
		t.Fatal(err)
	}
	if again := mustMarshal(t, read.Err); string(again) != string(mustMarshal(t, sent)) {
		t.Errorf("%s was read and written as %s", mustMarshal(t, sent), again)
	}
	if p, ok := ParamsOf[StoreLimitsTooManyItemsParams](read.Err); !ok || p.First != "pear" {
		t.Errorf("parameters are %+v", p)
	}
	for _, s := range []string{`{"x":1}`, `"x"`, `7`} {
		if err := json.Unmarshal([]byte(s), new(Error)); err == nil {
			t.Errorf("%s is an error", s)
		}
	}
}

func TestWrap(t *testing.T) {
	inner := NewStoreLimitsTooManyItems(3, 4, "pear", WithCause(errSecret))
	err := Wrap(fmt.Errorf("save: %w", inner), WithDetail("Take fewer"), RetryAfter(time.Second), nil)
	e, _ := As(err)
	if e.Code() != StoreLimitsTooManyItems || e.Detail() != "Take fewer" || e.RetryAfter() != time.Second || !errors.Is(err, errSecret) || !errors.Is(err, inner) {
		t.Errorf("wrapped as %+v", err)
	}
	if p, ok := ParamsOf[StoreLimitsTooManyItemsParams](err); !ok || p.Max != 3 {
		t.Errorf("parameters are %+v", p)
	}
	if inner.Detail() == "Take fewer" {
		t.Error("the wrapped error was changed")
	}
	if e, _ := As(Wrap(WarehouseBusy)); e.Code() != WarehouseBusy {
		t.Errorf("a wrapped code is %v", e)
	}
	if Wrap(nil) != nil {
		t.Error("nothing is wrapped as something")
	}
	w := httptest.NewRecorder()
	WriteHTTP(w, request(), Wrap(errSecret, WithDetail("no")))
	if w.Code != 500 || strings.Contains(w.Body.String(), "10.0.0.7") {
		t.Errorf("a foreign error is answered with %d %s", w.Code, w.Body)
	}
}

func TestAttrs(t *testing.T) {
	attrs := Attrs(fmt.Errorf("wrap: %w", NewStoreLimitsTooManyItems(3, 4, "pear", WithRequestID("req_1"))))
	want := `[code=err:store:limits:too_many_items status=422 detail=A basket holds 3 items, not 4; the first that is too much is "pear" request_id=req_1 params=[max=3 count=4 first=pear]]`
	if got := fmt.Sprint(attrs); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := fmt.Sprint(Attrs(WarehouseBusy)); got != "[code=err:store:upstream:busy status=503 detail=The warehouse is busy]" {
		t.Errorf("a code has %s", got)
	}
	if Attrs(io.EOF) != nil || Attrs(nil) != nil {
		t.Error("what is no error of this package has attributes")
	}
	e := NewStoreLimitsTooManyItems(3, 4, "pear")
	if n := testing.AllocsPerRun(100, func() { Attrs(e) }); n > 7 {
		t.Errorf("%v allocations", n)
	}
}

// TestUnlogged: logs do not have what a page keeps from them, in the detail neither.
func TestUnlogged(t *testing.T) {
	note := "hunter2"
	e := NewStoreRequestRejected("o", 0.5, true, time.Now(), nil, &note, nil, nil, nil)
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	logger.LogAttrs(t.Context(), slog.LevelInfo, "x", append(Attrs(e), slog.Any("err", e))...)
	again, _ := Decode(mustMarshal(t, e))
	logger.Info("x", "err", again)
	if strings.Contains(log.String(), note) || strings.Count(log.String(), "note=[redacted]") != 3 || strings.Count(log.String(), "{note}") != 3 {
		t.Errorf("logged %s", &log)
	}
	if own := Attrs(NewStoreRequestRejected("o", 0.5, true, time.Now(), nil, &note, nil, nil, nil, WithDetail("mine"))); own[2].Value.String() != "mine" {
		t.Errorf("logged %v", own)
	}
}

// statusError is what a framework asks an error for.
type statusError interface {
	error
	GetStatus() int
}

func TestCodeAs(t *testing.T) {
	err := fmt.Errorf("x: %w", StoreDataBasketNotFound)
	var e *Error
	if !errors.As(err, &e) || e.Code() != StoreDataBasketNotFound {
		t.Errorf("a bare code as an error is %v", e)
	}
	var s statusError
	if !errors.As(err, &s) || s.GetStatus() != 404 {
		t.Errorf("a bare code as what a framework wants is %v", s)
	}
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) {
		t.Error("a bare code is something else")
	}
	var other *json.SyntaxError
	if errors.As(err, &other) || StoreDataBasketNotFound.As(7) || StoreDataBasketNotFound.As((*statusError)(nil)) {
		t.Error("a bare code is any type")
	}
	if e := StoreDataBasketNotFound.With(WithDetail("d")); e.Detail() != "d" {
		t.Error("With has no effect")
	}
	if e.ContentType("x") != mediaType || !reflect.DeepEqual(NewWarehouseBusy(RetryAfter(time.Second)).Headers(), http.Header{"Retry-After": {"1"}}) {
		t.Error("the media type or the headers are wrong")
	}
}

// copied is a code of another copy of this package.
type copied string

func (c copied) Error() string                  { return string(c) }
func (c copied) Catalogue() (name, code string) { return catalogue, string(c) }

// elsewhere is a code of another catalogue.
type elsewhere struct{ copied }

func (c elsewhere) Catalogue() (name, code string) { return "https://else", c.Error() }

func TestCopies(t *testing.T) {
	err := fmt.Errorf("x: %w", NewStoreRequestBadCoupon())
	if !errors.Is(err, copied("err:store:request:bad_coupon")) || !errors.Is(StoreRequestBadCoupon, copied("err:store:request:bad_coupon")) {
		t.Error("a code of a copy of the package is another")
	}
	if errors.Is(err, copied("err:store:data:basket_not_found")) || errors.Is(err, elsewhere{"err:store:request:bad_coupon"}) {
		t.Error("another code, or one of another catalogue, is the same")
	}
	if name, code := Code("err:store:request:coupon_invalid").Catalogue(); name != catalogue || code != string(StoreRequestBadCoupon) {
		t.Errorf("an older code is %q of %q", code, name)
	}
}

// endless is an error that leads to itself.
type endless struct{}

func (endless) Error() string { return "endless" }

func (e endless) Unwrap() error { return e }

type endlessTree struct{}

func (endlessTree) Error() string     { return "endless" }
func (e endlessTree) Unwrap() []error { return []error{e, e} }

func TestEndless(t *testing.T) {
	for _, err := range []error{endless{}, endlessTree{}, errors.Join(endlessTree{}, endless{})} {
		w := httptest.NewRecorder()
		Responder{Classify: func(error) (Code, bool) { return WarehouseBusy, true }}.WriteHTTP(w, request(), err)
		if w.Code != 503 {
			t.Errorf("%T is answered with %d", err, w.Code)
		}
		if _, ok := CodeOf(err); ok {
			t.Errorf("%T has a code", err)
		}
	}
}
