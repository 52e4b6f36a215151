package runtime

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func response(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{
		StatusCode: status, Status: strings.TrimSpace(itoa(status) + " " + http.StatusText(status)),
		Header: h, Body: io.NopCloser(strings.NewReader(body)),
	}
}

func itoa(n int) string {
	return string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
}

func TestFromResponse(t *testing.T) {
	for _, status := range []int{200, 204, 299} {
		if err := FromResponse(response(status, "{}")); err != nil {
			t.Errorf("status %d gives %v", status, err)
		}
	}
	long := "<html>" + strings.Repeat("x", 1<<21)
	for name, tt := range map[string]struct {
		resp *http.Response
		code Code
		text string
		body string
	}{
		"known": {
			response(404, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found","detail":"d"}}`),
			StoreDataBasketNotFound, "err:store:data:basket_not_found: d", "",
		},
		"unknown": {
			response(418, `{"type":"https://example.com/docs/errors/store/data/newer","detail":"d"}`),
			"err:store:data:newer", "err:store:data:newer: d", "",
		},
		"foreign": {response(409, `{"type":"https://else.example.com/x","title":"T"}`), "", `HTTP status 409 Conflict: T: {"type":"https://else.example.com/x","title":"T"}`, ""},
		"blank":   {response(404, `{"type":"about:blank","title":"Not Found","detail":"d"}`), "", `HTTP status 404 Not Found: d: {"type":"about:blank","title":"Not Found","detail":"d"}`, ""},
		"empty":   {response(502, ""), "", "HTTP status 502 Bad Gateway", ""},
		"HTML":    {response(502, long), "", "HTTP status 502 Bad Gateway: " + long[:200], long[:4096]},
		"JSON":    {response(400, `{"message":"x"}`), "", `HTTP status 400 Bad Request: x: {"message":"x"}`, `{"message":"x"}`},
	} {
		err := FromResponse(tt.resp)
		e, ok := As(err)
		if !ok || e.Code() != tt.code || e.HTTPStatus() != tt.resp.StatusCode || err.Error() != tt.text {
			t.Errorf("%s: %v with code %q and status %d", name, err, e.Code(), e.HTTPStatus())
		}
		if tt.body != "" && e.Body() != tt.body {
			t.Errorf("%s: body of %d bytes, want %d", name, len(e.Body()), len(tt.body))
		}
	}
	broken := response(500, "")
	broken.Body = io.NopCloser(iotest.ErrReader(io.ErrUnexpectedEOF))
	if err := FromResponse(broken); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a body that cannot be read gives %v", err)
	}
	if err := FromResponse(&http.Response{StatusCode: 500}); err == nil || err.Error() != "HTTP status 500 Internal Server Error" {
		t.Errorf("a response without a body gives %v", err)
	}
}

// TestMatchIgnoresStatus: correcting a status on a page changes no client.
func TestMatchIgnoresStatus(t *testing.T) {
	for _, status := range []int{400, 404, 500} {
		err := FromResponse(response(status, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found","status":404}}`))
		if !errors.Is(err, StoreDataBasketNotFound) {
			t.Errorf("with status %d it is %v", status, err)
		}
	}
}

func TestRetry(t *testing.T) {
	busy := `{"error":{"type":"https://example.com/docs/errors/store/upstream/busy"}}`
	for name, tt := range map[string]struct {
		resp      *http.Response
		retryable bool
		min, max  time.Duration
	}{
		"known":            {response(503, busy), true, 0, 0},
		"seconds":          {response(503, busy, "Retry-After", "120"), true, 2 * time.Minute, 2 * time.Minute},
		"date":             {response(503, busy, "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)), true, 59 * time.Minute, time.Hour},
		"past":             {response(503, busy, "Retry-After", time.Unix(0, 0).UTC().Format(http.TimeFormat)), true, 0, 0},
		"nonsense":         {response(503, busy, "Retry-After", "-5"), true, 0, 0},
		"unknown 429":      {response(429, ""), true, 0, 0},
		"unknown 500":      {response(500, ""), false, 0, 0},
		"unknown but said": {response(500, "", "Retry-After", "1"), true, time.Second, time.Second},
		"unknown 504":      {response(504, ""), true, 0, 0},
		"known, by status": {response(429, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found"}}`), true, 0, 0},
		"known, at once":   {response(404, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found"}}`, "Retry-After", " 0 "), true, 0, 0},
		"known not":        {response(404, `{"error":{"type":"https://example.com/docs/errors/store/data/basket_not_found"}}`), false, 0, 0},
	} {
		e, _ := As(FromResponse(tt.resp))
		if e.Retryable() != tt.retryable || e.RetryAfter() < tt.min || e.RetryAfter() > tt.max {
			t.Errorf("%s: retryable %v after %v, want %v after %v to %v", name, e.Retryable(), e.RetryAfter(), tt.retryable, tt.min, tt.max)
		}
	}
}
