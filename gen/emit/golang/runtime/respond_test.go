package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	var v struct{ A int }
	large := http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("too much")), 3)
	_, tooLarge := io.ReadAll(large)
	for name, tt := range map[string]struct {
		err  error
		code Code
	}{
		"too large":    {tooLarge, StoreLimitsTooManyItems},
		"wrapped":      {fmt.Errorf("x: %w", tooLarge), StoreLimitsTooManyItems},
		"canceled":     {context.Canceled, WarehouseBusy},
		"no JSON":      {json.Unmarshal([]byte("{"), &v), StoreRequestOddTitle},
		"another type": {json.Unmarshal([]byte(`{"A":"x"}`), &v), StoreRequestOddTitle},
		"not told":     {context.DeadlineExceeded, defaultCode},
		"foreign":      {io.EOF, defaultCode},
		"known":        {errors.Join(tooLarge, StoreDataBasketNotFound), StoreDataBasketNotFound},
	} {
		var seen *Error
		w := httptest.NewRecorder()
		Responder{Observe: func(r *http.Request, e *Error) { seen = e }}.WriteHTTP(w, request(), tt.err)
		if w.Code != tt.code.HTTPStatus() || seen.Code() != tt.code || !errors.Is(seen, tt.code) || name != "known" && !errors.Is(seen, tt.err) {
			t.Errorf("%s: answered with %d, observed %v", name, w.Code, seen)
		}
	}
	own := Responder{Classify: func(err error) (Code, bool) { return StoreDataBasketNotFound, errors.Is(err, context.Canceled) }}
	if e := own.errorFor(context.Canceled); e.Code() != StoreDataBasketNotFound {
		t.Errorf("Classify of the package goes before the responder's: %v", e)
	}
	if e := (Responder{Classify: func(error) (Code, bool) { return "nonsense", true }}).errorFor(io.EOF); e.Code() != defaultCode {
		t.Errorf("an unknown code is answered: %v", e)
	}
}

func TestRequestIDFunc(t *testing.T) {
	s := Responder{RequestID: func(r *http.Request) string { return r.URL.Query().Get("id") }}
	for query, want := range map[string]string{"?id=own": "own", "": "header"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/"+query, nil)
		r.Header.Set("X-Request-Id", "header")
		s.WriteHTTP(w, r, StoreDataBasketNotFound)
		if e, _ := Decode(w.Body.Bytes()); e.RequestID() != want {
			t.Errorf("the ID is %q, want %q", e.RequestID(), want)
		}
	}
	w := httptest.NewRecorder()
	s.WriteHTTP(w, nil, StoreDataBasketNotFound)
	if w.Code != 404 {
		t.Errorf("without a request the status is %d", w.Code)
	}
}

func TestRecover(t *testing.T) {
	for name, tt := range map[string]struct {
		value any
		late  bool
		want  int
	}{
		"text":    {"secret", false, 500},
		"error":   {NewStoreDataBasketNotFound(WithDetail("secret")), false, 500},
		"aborted": {http.ErrAbortHandler, false, 0},
		"late":    {"secret", true, 0},
	} {
		var seen *Error
		h := Responder{Recover: true, Observe: func(_ *http.Request, e *Error) { seen = e }}.Handler(func(w http.ResponseWriter, _ *http.Request) error {
			if tt.late {
				w.WriteHeader(200)
			}
			panic(tt.value)
		})
		w := httptest.NewRecorder()
		func() {
			defer func() {
				if v := recover(); (v == nil) != (tt.want != 0) || v != nil && v != http.ErrAbortHandler {
					t.Errorf("%s: panicked with %v", name, v)
				}
			}()
			h.ServeHTTP(w, request())
		}()
		if tt.want != 0 && (w.Code != tt.want || strings.Contains(w.Body.String(), "secret")) {
			t.Errorf("%s: answered with %d %s", name, w.Code, w.Body)
		}
		if name != "aborted" && (seen == nil || !strings.Contains(fmt.Sprintf("%+v", seen), "respond_test.go")) {
			t.Errorf("%s: observed %+v, want the stack", name, seen)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a panic is kept though nobody asked")
		}
	}()
	HandlerFunc(func(http.ResponseWriter, *http.Request) error { panic(1) }).ServeHTTP(httptest.NewRecorder(), request())
}

func TestMux(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /found/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.PathValue("id")) })
	mux.HandleFunc("GET /dir/", func(w http.ResponseWriter, r *http.Request) {})
	h := Responder{}.Mux(mux)
	for target, want := range map[string]string{
		"GET /found/7":  "200 7",
		"GET /nothing":  "404 " + string(NewStoreDataBasketNotFound().AppendJSON(nil)),
		"POST /found/7": `405 {"meta":{"requestId":""},"error":{"status":405,"title":"Method Not Allowed","type":"about:blank"}}`,
	} {
		method, path, _ := strings.Cut(target, " ")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		if got := fmt.Sprint(w.Code, " ", w.Body); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
		if method == "POST" && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("allowed are %q", w.Header().Get("Allow"))
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/dir", nil))
	if w.Code/100 != 3 || !strings.HasSuffix(w.Header().Get("Location"), "/dir/") {
		t.Errorf("a redirect of the mux is %d %v", w.Code, w.Header())
	}
}

// frameworkWriter is a response writer that says that it has begun.
type frameworkWriter struct {
	http.ResponseWriter
	begun bool
}

func (w frameworkWriter) Written() bool { return w.begun }

// committedWriter says so by a field.
type committedWriter struct {
	http.ResponseWriter
	Committed bool
}

// wrapping is a writer around another.
type wrapping struct{ http.ResponseWriter }

func (w wrapping) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func TestBegun(t *testing.T) {
	for _, done := range []bool{true, false} {
		for _, make := range []func(http.ResponseWriter) http.ResponseWriter{
			func(w http.ResponseWriter) http.ResponseWriter { return frameworkWriter{w, done} },
			func(w http.ResponseWriter) http.ResponseWriter { return &frameworkWriter{w, done} },
			func(w http.ResponseWriter) http.ResponseWriter { return &committedWriter{w, done} },
			func(w http.ResponseWriter) http.ResponseWriter { return wrapping{&committedWriter{w, done}} },
			func(w http.ResponseWriter) http.ResponseWriter { return wrapping{&tracker{w, done}} },
			func(w http.ResponseWriter) http.ResponseWriter {
				return &struct{ *committedWriter }{&committedWriter{w, done}}
			},
		} {
			w := httptest.NewRecorder()
			WriteHTTP(make(w), request(), StoreDataBasketNotFound)
			if written := w.Body.Len() > 0; written == done {
				t.Errorf("%T, begun %v: written %v", make(w), done, written)
			}
		}
	}
	if begun(&struct{ *committedWriter }{}) || begun((*committedWriter)(nil)) {
		t.Error("nothing has begun")
	}
}
