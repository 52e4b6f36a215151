package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestErrorText(t *testing.T) {
	cause := errors.New("connection refused")
	for _, tt := range []struct {
		err  error
		want string
	}{
		{NewStoreDataBasketNotFound(), "err:store:data:basket_not_found: The basket does not exist"},
		{NewStoreDataBasketNotFound(WithCause(cause)), "err:store:data:basket_not_found: The basket does not exist"},
		{NewStoreDataBasketNotFound(WithDetailf("Basket %d is gone", 7)), "err:store:data:basket_not_found: Basket 7 is gone"},
		{NewStoreRequestOddTitle(), "err:store:request:odd_title"},
		{NewStoreLimitsTooManyItems(3, 4, "pear"), `err:store:limits:too_many_items: A basket holds 3 items, not 4; the first that is too much is "pear"`},
		{New(StoreLimitsTooManyItems), "err:store:limits:too_many_items"},
		{New("err:not:yet:known"), "err:not:yet:known"},
		{New(""), "HTTP status 500"},
		{(*Error)(nil), "<nil>"},
	} {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestMatch(t *testing.T) {
	raised := NewStoreDataBasketNotFound(WithCause(io.ErrUnexpectedEOF))
	for name, err := range map[string]error{
		"plain":   raised,
		"wrapped": fmt.Errorf("a: %w", fmt.Errorf("b: %w", raised)),
		"joined":  errors.Join(errors.New("x"), fmt.Errorf("c: %w", raised)),
		"caused":  NewWarehouseBusy(WithCause(raised)),
	} {
		if !errors.Is(err, StoreDataBasketNotFound) || !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, StoreDataCartNotFound) {
			t.Errorf("%s: errors.Is does not see the right code and cause", name)
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: errors.As finds no *Error", name)
		}
		var code Code
		if !errors.As(err, &code) || code != e.Code() {
			t.Errorf("%s: errors.As gives the code %q", name, code)
		}
		if got, ok := As(err); !ok || got != e {
			t.Errorf("%s: As = %v, %v", name, got, ok)
		}
		if got, ok := CodeOf(err); !ok || got != e.Code() {
			t.Errorf("%s: CodeOf = %v, %v", name, got, ok)
		}
	}
	if e, ok := As(fmt.Errorf("x: %w", WarehouseBusy)); !ok || e.Code() != WarehouseBusy {
		t.Errorf("As makes %v of a code", e)
	}
	for _, err := range []error{nil, errors.New("x"), (*Error)(nil), New("")} {
		if code, ok := CodeOf(err); ok {
			t.Errorf("CodeOf(%v) = %q", err, code)
		}
		if errors.Is(err, StoreDataBasketNotFound) {
			t.Errorf("%v is a basket", err)
		}
		if _, ok := ParamsOf[StoreLimitsTooManyItemsParams](err); ok {
			t.Errorf("%v has parameters", err)
		}
	}
}

// foreign is an error that gives itself out as one of this package.
type foreign struct{}

func (foreign) Error() string { return "foreign" }

func (foreign) As(target any) bool {
	if e, ok := target.(**Error); ok {
		*e = NewWarehouseBusy()
		return true
	}
	return false
}

func TestMatchForeign(t *testing.T) {
	if code, ok := CodeOf(fmt.Errorf("x: %w", foreign{})); !ok || code != WarehouseBusy {
		t.Errorf("CodeOf = %q, %v", code, ok)
	}
}

func TestNil(t *testing.T) {
	var e *Error
	if e.Code() != "" || e.Known() || e.HTTPStatus() != 500 || e.Title()+e.Type()+e.Detail()+e.Instance()+e.RequestID()+e.Body() != "" ||
		e.Retryable() || e.RetryAfter() != 0 || e.Unwrap() != nil || e.Is(WarehouseBusy) || e.As(new(Code)) {
		t.Error("a nil error says something")
	}
	if data, err := e.MarshalJSON(); err != nil || !json.Valid(data) {
		t.Errorf("MarshalJSON = %s, %v", data, err)
	}
	slog.New(slog.NewJSONHandler(io.Discard, nil)).Info("x", "err", e)
}

func TestOptions(t *testing.T) {
	e := NewWarehouseBusy(WithDetail("d"), WithInstance("/orders/7"), WithRequestID("req_1"), RetryAfter(90*time.Second))
	if e.Detail() != "d" || e.Instance() != "/orders/7" || e.RequestID() != "req_1" || e.RetryAfter() != 90*time.Second || !e.Retryable() {
		t.Errorf("options were lost: %+v", e)
	}
	if e := NewStoreDataBasketNotFound(RetryAfter(time.Second), nil); e.RetryAfter() != time.Second || !e.Retryable() {
		t.Error("a time to retry after is lost, or says nothing of a retry")
	}
	if e := NewWarehouseBusy(RetryAfter(-time.Second)); e.RetryAfter() != 0 {
		t.Error("a time in the past is kept")
	}
}

func TestLog(t *testing.T) {
	var b bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key != "err" {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("x", "err", NewStoreLimitsTooManyItems(3, 4, "pear", WithRequestID("req_1"),
		WithCause(NewWarehouseBusy(WithCause(io.ErrUnexpectedEOF)))))
	want := `{"err":{"code":"err:store:limits:too_many_items","status":422,` +
		`"detail":"A basket holds 3 items, not 4; the first that is too much is \"pear\"","request_id":"req_1",` +
		`"params":{"max":3,"count":4,"first":"pear"},` +
		`"cause":{"code":"err:store:upstream:busy","status":503,"detail":"The warehouse is busy","cause":"unexpected EOF"}}}`
	if got := strings.TrimSpace(b.String()); got != want {
		t.Errorf("logged\n%s\nwant\n%s", got, want)
	}
	e := NewStoreRequestRejected("order", 1, true, time.Unix(0, 0), nil, nil, nil, nil, nil)
	group := e.LogValue().Group()
	if params := group[len(group)-1]; params.Key != "params" || len(params.Value.Group()) != 6 {
		t.Errorf("parameters are logged as %v", params)
	}
}

// TestReadTogether lets the race detector see errors that goroutines share.
func TestReadTogether(t *testing.T) {
	e := NewStoreLimitsTooManyItems(3, 4, "pear", WithCause(io.EOF))
	done := make(chan string)
	for range 4 {
		go func() {
			slog.New(slog.NewTextHandler(io.Discard, nil)).LogAttrs(context.Background(), slog.LevelInfo, "x", slog.Any("err", e))
			done <- e.Error() + string(e.AppendJSON(nil)) + e.Detail()
		}()
	}
	first := <-done
	for range 3 {
		if again := <-done; again != first {
			t.Errorf("got %s and %s", first, again)
		}
	}
}

var sink *Error

// TestAllocations holds the costs that are promised.
func TestAllocations(t *testing.T) {
	buf := make([]byte, 0, 1024)
	simple := NewStoreDataBasketNotFound()
	filled := NewStoreLimitsTooManyItems(3, 4, "pear")
	for name, tt := range map[string]struct {
		max float64
		do  func()
	}{
		"construct":             {1, func() { sink = NewStoreDataBasketNotFound() }},
		"construct with params": {1, func() { sink = NewStoreLimitsTooManyItems(3, 4, "pear") }},
		"lookup URN":            {0, func() { Lookup("err:store:data:basket_not_found") }},
		"lookup URL":            {0, func() { Lookup("https://example.com/docs/errors/store/data/basket_not_found") }},
		"append":                {0, func() { buf = simple.AppendJSON(buf[:0]) }},
		"append with params":    {0, func() { buf = filled.AppendJSON(buf[:0]) }},
		"match":                 {0, func() { CodeOf(simple) }},
		"find what is public":   {0, func() { sink, _ = Public(simple, nil, Classify) }},
		"send over RPC":         {0, func() { _ = simple.RPC() }},
	} {
		if got := testing.AllocsPerRun(100, tt.do); got > tt.max {
			t.Errorf("%s: %v allocations, want at most %v", name, got, tt.max)
		}
	}
}
