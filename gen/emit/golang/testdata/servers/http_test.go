package servers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/servers/codes"
)

// A wiretap keeps all bytes that a server sends.
type wiretap struct {
	net.Listener
	mu   sync.Mutex
	sent bytes.Buffer
}

type tapped struct {
	net.Conn
	tap *wiretap
}

func (w *wiretap) Accept() (net.Conn, error) {
	c, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return tapped{c, w}, nil
}

func (c tapped) Write(b []byte) (int, error) {
	c.tap.mu.Lock()
	c.tap.sent.Write(b)
	c.tap.mu.Unlock()
	return c.Conn.Write(b)
}

// check fails the test if what is private was sent.
func (w *wiretap) check(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sent.Len() == 0 {
		t.Error("nothing was sent")
	}
	private(t, w.sent.String())
}

// private fails the test if a text has what no client may see.
func private(t *testing.T, text string) {
	t.Helper()
	if i := strings.Index(text, "hunter2"); i >= 0 {
		t.Errorf("a client sees %q", text[max(0, i-200):min(len(text), i+50)])
	}
}

func listen(t *testing.T) *wiretap {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return &wiretap{Listener: l}
}

// serve starts a server.
func serve(t *testing.T, h http.Handler) (url string, tap *wiretap) {
	t.Helper()
	tap = listen(t)
	s := httptest.NewUnstartedServer(h)
	_ = s.Listener.Close()
	s.Listener = tap
	s.Config.Protocols = new(http.Protocols)
	s.Config.Protocols.SetHTTP1(true)
	s.Config.Protocols.SetUnencryptedHTTP2(true)
	s.Start()
	t.Cleanup(s.Close)
	return s.URL, tap
}

func TestHTTP(t *testing.T) {
	for name, h := range map[string]http.Handler{"net/http": netHTTP(), "chi": withChi(), "echo": withEcho(), "gin": withGin(), "huma": withHuma()} {
		t.Run(name, func(t *testing.T) { testHTTP(t, name, h) })
	}
}

func testHTTP(t *testing.T, name string, h http.Handler) {
	url, tap := serve(t, h)
	defer tap.check(t)
	for _, tt := range []struct {
		method, path, body string
		code               codes.Code
		status             int
	}{
		{"GET", "/orders/known", "", codes.StoreLimitsTooManyItems, 422},
		{"GET", "/orders/joined", "", codes.StoreDataBasketNotFound, 404},
		{"GET", "/orders/upstream", "", codes.StoreDataBasketNotFound, 404},
		{"GET", "/orders/foreign", "", codes.StoreInternalUnexpected, 500},
		{"GET", "/orders/received", "", codes.StoreInternalUnexpected, 500},
		{"GET", "/orders/panic", "", codes.StoreInternalUnexpected, 500},
		{"GET", "/nowhere", "", codes.StoreDataBasketNotFound, 404},
		{"DELETE", "/orders", "", "", 405},
		{"POST", "/orders", `{"Count":x}`, codes.StoreRequestOddTitle, 409},
		{"POST", "/orders", `{"Count":"` + strings.Repeat("x", limit) + `"}`, codes.StoreLimitsTooManyItems, 422},
	} {
		if strings.HasSuffix(tt.path, "panic") && (name == "echo" || name == "gin" || name == "huma") {
			continue // they have middleware for it
		}
		resp := do(t, tt.method, url+tt.path, tt.body, "application/json")
		err := codes.FromResponse(resp)
		e, _ := codes.As(err)
		if resp.StatusCode != tt.status || e.Code() != tt.code || e.GetStatus() != 500 {
			t.Errorf("%s %s: %d %s, want %d %s", tt.method, tt.path, resp.StatusCode, e.Body(), tt.status, tt.code)
		}
		if media := resp.Header.Get("Content-Type"); media != "application/json" {
			t.Errorf("%s %s: Content-Type is %q", tt.method, tt.path, media)
		}
		if allow := strings.Join(resp.Header.Values("Allow"), ", "); tt.status == 405 && !strings.Contains(allow, "POST") {
			t.Errorf("%s %s: the header Allow is %q", tt.method, tt.path, allow)
		}
		var body struct {
			Meta  struct{ RequestID string }
			Error struct{ Status int }
		}
		if err := json.Unmarshal([]byte(e.Body()), &body); err != nil || body.Error.Status != tt.status {
			t.Errorf("%s %s: the body is %s (%v)", tt.method, tt.path, e.Body(), err)
		}
		if name == "chi" && body.Meta.RequestID == "" {
			t.Errorf("%s %s: the body has no request ID: %s", tt.method, tt.path, e.Body())
		}
	}

	if want := map[string]int{"gin": 503, "huma": 422}[name]; want != 0 { // their own validation
		resp := do(t, "POST", url+"/orders", "{}", "application/json")
		e, _ := codes.As(codes.FromResponse(resp))
		if resp.StatusCode != want || name == "gin" && e.Code() != codes.WarehouseBusy || name == "huma" && (e.Title() != "Unprocessable Entity" || e.Detail() != "validation failed") {
			t.Errorf("a body that is not valid is answered with %d %s", resp.StatusCode, e.Body())
		}
	}

	resp := do(t, "GET", url+"/orders/known", "", "*/*")
	err := codes.FromResponse(resp)
	e, _ := codes.As(err)
	p, ok := codes.ParamsOf[codes.StoreLimitsTooManyItemsParams](err)
	if want := (codes.StoreLimitsTooManyItemsParams{Max: 3, Count: 4, First: "pear"}); !ok || p != want || e.RetryAfter() != 2*time.Second {
		t.Errorf("the client gets %+v and is to wait %v", p, e.RetryAfter())
	}
	if want := `A basket holds 3 items, not 4; the first that is too much is "pear"`; e.Detail() != want || !errors.Is(err, codes.StoreLimitsTooManyItems) {
		t.Errorf("the client gets %v", err)
	}
	if name == "huma" {
		return // it answers in JSON alone, when a handler has returned
	}
	page := text(t, do(t, "GET", url+"/orders/known", "", "text/html"))
	if !strings.Contains(page, "<title>422") || !strings.Contains(page, "too_many_items") {
		t.Errorf("the page is %s", page)
	}
	text(t, do(t, "GET", url+"/orders/foreign", "", "text/html"))
	resp = do(t, "GET", url+"/half", "", "*/*")
	if body := text(t, resp); resp.StatusCode != 200 || body != "half" {
		t.Errorf("after an answer has begun the client gets %d %q", resp.StatusCode, body)
	}
}

func do(t *testing.T, method, url, body, accept string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accept)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	private(t, fmt.Sprint(resp.Header))
	return resp
}

func text(t *testing.T, resp *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
