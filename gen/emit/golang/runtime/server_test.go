package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func request(header ...string) *http.Request {
	r := httptest.NewRequest("GET", "/", nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

func TestWriteHTTP(t *testing.T) {
	secret := errors.New("dial 10.0.0.7: refused")
	const (
		basket   = `{"meta":{"requestId":""},"error":{"detail":"The basket does not exist","status":404,"title":"Not Found","type":"https://example.com/docs/errors/store/data/basket_not_found"}}`
		internal = `{"meta":{"requestId":""},"error":{"detail":"Something went wrong","status":500,"title":"Internal Server Error","type":"https://example.com/docs/errors/store/internal/unexpected"}}`
	)
	received, err := Decode([]byte(`{"type":"https://example.com/docs/errors/store/data/basket_not_found","status":400,"title":"Else","requestId":"theirs","detail":"The basket does not exist"}`))
	if err != nil {
		t.Fatal(err)
	}
	newer, err := Decode([]byte(`{"type":"https://example.com/docs/errors/store/data/newer","detail":"internal to another service"}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		err    error
		status int
		body   string
	}{
		"code":                {StoreDataBasketNotFound, 404, basket},
		"error":               {NewStoreDataBasketNotFound(WithCause(secret)), 404, basket},
		"wrapped":             {fmt.Errorf("secret: %w", NewStoreDataBasketNotFound()), 404, basket},
		"joined":              {errors.Join(secret, StoreDataBasketNotFound), 404, basket},
		"foreign":             {secret, 500, internal},
		"unknown code":        {Code("err:not:yet:known"), 500, internal},
		"unknown around code": {errors.Join(Code("err:not:yet:known"), StoreDataBasketNotFound), 404, basket},
		"former code":         {Code("err:store:request:coupon_invalid"), 400, `{"meta":{"requestId":""},"error":{"detail":"The coupon is not valid","status":400,"title":"Bad Request","type":"https://example.com/docs/errors/store/request/bad_coupon"}}`},
		"received":            {received, 500, internal},
		"received, wrapped":   {fmt.Errorf("x: %w", received), 500, internal},
		"received, beside":    {errors.Join(received, StoreDataBasketNotFound), 404, basket},
		"received, unknown":   {newer, 500, internal},
		"forwarded":           {Forward(fmt.Errorf("x: %w", received)), 404, basket},
		"forwarded, unknown": {Forward(newer), 500,
			`{"meta":{"requestId":""},"error":{"detail":"internal to another service","status":500,"title":"Internal Server Error","type":"https://example.com/docs/errors/store/data/newer"}}`},
	} {
		w := httptest.NewRecorder()
		w.Header().Set("Content-Length", "7")
		w.Header().Set("Etag", "x")
		WriteHTTP(w, request(), tt.err)
		if w.Code != tt.status || w.Body.String() != tt.body {
			t.Errorf("%s: %d %s\nwant %d %s", name, w.Code, w.Body, tt.status, tt.body)
		}
		want := http.Header{"Content-Type": {"application/json"}, "Content-Length": {fmt.Sprint(len(tt.body))}, "X-Content-Type-Options": {"nosniff"}}
		if got := w.Header(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: header is %v, want %v", name, got, want)
		}
	}
	var nothing *Error
	for _, err := range []error{nil, nothing} {
		w := httptest.NewRecorder()
		WriteHTTP(w, request(), err)
		if w.Body.Len() > 0 || len(w.Header()) > 0 {
			t.Errorf("%#v was answered", err)
		}
	}
}

func TestHead(t *testing.T) {
	r := httptest.NewRequest("HEAD", "/", nil)
	w := httptest.NewRecorder()
	WriteHTTP(w, r, StoreDataBasketNotFound)
	if w.Code != 404 || w.Body.Len() > 0 || w.Header().Get("Content-Length") == "0" {
		t.Errorf("HEAD got %d %v %q", w.Code, w.Header(), w.Body)
	}
}

func TestRetryAfterHeader(t *testing.T) {
	for wait, want := range map[time.Duration]string{0: "", time.Millisecond: "1", 90 * time.Second: "90", 1500 * time.Millisecond: "2"} {
		w := httptest.NewRecorder()
		WriteHTTP(w, request(), NewWarehouseBusy(RetryAfter(wait)))
		if got := w.Header().Get("Retry-After"); got != want {
			t.Errorf("after %v the header is %q, want %q", wait, got, want)
		}
	}
}

func TestRequestID(t *testing.T) {
	long := strings.Repeat("x", 201)
	for name, tt := range map[string]struct {
		responder         Responder
		response, request []string
		err               error
		want              string
	}{
		"request":      {Responder{}, nil, []string{"X-Request-Id", "req_1"}, StoreDataBasketNotFound, "req_1"},
		"response":     {Responder{}, []string{"X-Request-Id", "req_2"}, []string{"X-Request-Id", "req_1"}, StoreDataBasketNotFound, "req_2"},
		"error":        {Responder{}, []string{"X-Request-Id", "req_2"}, nil, NewStoreDataBasketNotFound(WithRequestID("req_3")), "req_3"},
		"other header": {Responder{RequestIDHeader: "Trace"}, nil, []string{"Trace", "t", "X-Request-Id", "x"}, StoreDataBasketNotFound, "t"},
		"none":         {Responder{}, nil, nil, StoreDataBasketNotFound, ""},
		"too long":     {Responder{}, nil, []string{"X-Request-Id", long}, StoreDataBasketNotFound, ""},
		"odd":          {Responder{}, nil, []string{"X-Request-Id", "a b"}, StoreDataBasketNotFound, ""},
	} {
		w := httptest.NewRecorder()
		for i := 0; i < len(tt.response); i += 2 {
			w.Header().Set(tt.response[i], tt.response[i+1])
		}
		tt.responder.WriteHTTP(w, request(tt.request...), tt.err)
		e, err := Decode(w.Body.Bytes())
		if err != nil || e.RequestID() != tt.want {
			t.Errorf("%s: request ID is %q (%v), want %q", name, e.RequestID(), err, tt.want)
		}
	}
}

func TestBrowser(t *testing.T) {
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	odd := NewStoreRequestOddTitle(WithDetail(`<script>alert("x")</script>`))
	for name, tt := range map[string]struct {
		browser Browser
		accept  string
		err     error
		status  int
		media   string
	}{
		"off":           {BrowserJSON, browser, odd, 409, "application/json"},
		"page":          {BrowserPage, browser, odd, 409, "text/html; charset=utf-8"},
		"redirect":      {BrowserRedirect, browser, odd, 303, ""},
		"program":       {BrowserPage, "*/*", odd, 409, "application/json"},
		"nothing":       {BrowserPage, "", odd, 409, "application/json"},
		"prefers JSON":  {BrowserPage, "text/html;q=0.5, application/json", odd, 409, "application/json"},
		"either":        {BrowserPage, "text/html, application/problem+json", odd, 409, "application/json"},
		"not HTML":      {BrowserPage, "text/html;q=0", odd, 409, "application/json"},
		"wrong quality": {BrowserPage, "text/html;q=NaN", odd, 409, "application/json"},
		"upper case":    {BrowserPage, "TEXT/HTML ; level=1 ; Q=0.3", odd, 409, "text/html; charset=utf-8"},
		"foreign":       {BrowserPage, browser, errors.New("x"), 500, "text/html; charset=utf-8"},
	} {
		w := httptest.NewRecorder()
		Responder{Browser: tt.browser}.WriteHTTP(w, request("Accept", tt.accept), tt.err)
		if w.Code != tt.status || w.Header().Get("Content-Type") != tt.media {
			t.Errorf("%s: %d %q, want %d %q", name, w.Code, w.Header().Get("Content-Type"), tt.status, tt.media)
		}
		if vary := w.Header().Get("Vary"); (vary == "Accept") != (tt.browser != BrowserJSON) {
			t.Errorf("%s: Vary is %q", name, vary)
		}
		if tt.status == 303 && w.Header().Get("Location") != StoreRequestOddTitle.Type() {
			t.Errorf("%s: redirected to %q", name, w.Header().Get("Location"))
		}
		if strings.Contains(w.Body.String(), "<script") && strings.HasPrefix(tt.media, "text/html") {
			t.Errorf("%s: the page has the detail's element: %s", name, w.Body)
		}
	}
	w := httptest.NewRecorder()
	Responder{Browser: BrowserPage}.WriteHTTP(w, request("Accept", browser), NewStoreDataBasketNotFound())
	want := `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>404 Not Found</title>
<h1>404 Not Found</h1>
<p>The basket does not exist</p>
<p><a href="https://example.com/docs/errors/store/data/basket_not_found">err:store:data:basket_not_found</a></p>
`
	if got := w.Body.String(); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
}

// TestHandler: what has begun is not answered a second time, whichever way it
// began, over a real connection.
func TestHandler(t *testing.T) {
	mux := http.NewServeMux()
	handle := func(path string, f func(w http.ResponseWriter, r *http.Request)) {
		mux.Handle(path, HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
			f(w, r)
			return NewStoreDataBasketNotFound()
		}))
	}
	handle("/nothing", func(http.ResponseWriter, *http.Request) {})
	handle("/hints", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusEarlyHints) })
	handle("/header", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) })
	handle("/write", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "begun") })
	handle("/copy", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.Copy(w, strings.NewReader("begun")) })
	handle("/flush", func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush() })
	handle("/twice", func(w http.ResponseWriter, r *http.Request) { WriteHTTP(w, r, WarehouseBusy) })
	handle("/controller", func(w http.ResponseWriter, r *http.Request) {
		if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
	})
	handle("/hijack", func(w http.ResponseWriter, r *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(c, "HTTP/1.1 299 Mine\r\nContent-Length: 5\r\nConnection: close\r\n\r\nbegun")
		_ = c.Close()
	})
	mux.Handle("/nil", HandlerFunc(func(http.ResponseWriter, *http.Request) error { return nil }))
	server := httptest.NewServer(mux)
	defer server.Close()
	body404 := string(NewStoreDataBasketNotFound().AppendJSON(nil))
	for path, want := range map[string]string{
		"/nothing": "404 " + body404, "/hints": "404 " + body404, "/controller": "404 " + body404,
		"/header": "202 ", "/write": "200 begun", "/copy": "200 begun", "/flush": "200 ", "/nil": "200 ", "/hijack": "299 begun",
		"/twice": "503 " + string(NewWarehouseBusy().AppendJSON(nil)),
	} {
		resp, err := server.Client().Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if got := fmt.Sprintf("%d %s", resp.StatusCode, body); err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", path, got, err, want)
		}
	}
}
