package codes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/unkeyed/errgen/pkg/codes"
)

// findKey stands for a function that reads from a database.
func findKey(id string) error {
	if id == "" {
		return codes.NewUnkeyDataKeyNotFound(codes.WithCause(io.ErrUnexpectedEOF))
	}
	return nil
}

// Raise a code, alone or with a cause, and match it through whatever wraps it.
func Example() {
	err := fmt.Errorf("load settings: %w", findKey(""))

	fmt.Println(errors.Is(err, codes.UnkeyDataKeyNotFound))
	fmt.Println(errors.Is(err, io.ErrUnexpectedEOF))
	fmt.Println(err)
	e, _ := codes.As(err)
	fmt.Printf("%+v\n", e)
	// Output:
	// true
	// true
	// load settings: err:unkey:data:key_not_found: The requested key could not be found
	// err:unkey:data:key_not_found: The requested key could not be found: unexpected EOF
}

// A code says by itself all that its page says.
func ExampleCode() {
	code := codes.UnkeyDataKeyAuthNotFound
	fmt.Println(code)
	fmt.Println(code.HTTPStatus(), code.Title())
	fmt.Println(code.Type())
	fmt.Println(code.System(), code.Category(), code.Specific())
	// Output:
	// err:unkey:data:key_auth_not_found
	// 404 Not Found
	// https://unkey.com/docs/errors/unkey/data/key_auth_not_found
	// unkey data key_auth_not_found
}

// Parameters fill the detail in, and a client reads them back with their types.
func ExampleParamsOf() {
	err := codes.NewUserTooManyRequestsWorkspaceRateLimited(600, "minute")
	fmt.Println(err.Detail())

	body, _ := json.Marshal(err)
	read, _ := codes.Decode(body)
	if p, ok := codes.ParamsOf[codes.UserTooManyRequestsWorkspaceRateLimitedParams](read); ok {
		fmt.Println(p.Limit, p.Window)
	}
	// Output:
	// The rate limit of 600 requests per minute has been exceeded
	// 600 minute
}

// A handler returns its error; the client sees the public half of it.
func ExampleHandlerFunc() {
	handler := codes.HandlerFunc(func(w http.ResponseWriter, r *http.Request) error {
		if r.FormValue("id") == "" {
			return codes.NewUnkeyDataKeyAuthNotFound(codes.WithCause(errors.New("connection to 10.0.0.7 refused")))
		}
		_, err := io.WriteString(w, "found")
		return err
	})

	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("X-Request-Id", "req_2c9a0jf23l4k567")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)

	var indented bytes.Buffer
	_ = json.Indent(&indented, w.Body.Bytes(), "", "  ")
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	fmt.Println(indented.String())
	// Output:
	// 404 application/json
	// {
	//   "meta": {
	//     "requestId": "req_2c9a0jf23l4k567"
	//   },
	//   "error": {
	//     "detail": "The requested key authentication could not be found",
	//     "status": 404,
	//     "title": "Not Found",
	//     "type": "https://unkey.com/docs/errors/unkey/data/key_auth_not_found"
	//   }
	// }
}

// An error without a code becomes an internal error; its text stays private.
func ExampleWriteHTTP() {
	w := httptest.NewRecorder()
	codes.WriteHTTP(w, httptest.NewRequest("GET", "/", nil), errors.New("password is hunter2"))

	e, _ := codes.Decode(w.Body.Bytes())
	fmt.Println(w.Code, e.Code())
	// Output:
	// 500 err:unkey:application:unexpected_error
}

// A browser gets a page with a link to the documentation.
func ExampleResponder() {
	responder := codes.Responder{Browser: codes.BrowserPage, RequestIDHeader: "Unkey-Request-Id"}
	handler := responder.Handler(func(http.ResponseWriter, *http.Request) error {
		return codes.FrontlineRoutingConfigNotFound
	})

	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html,*/*;q=0.8")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	// Output:
	// 404 text/html; charset=utf-8
}

// A client matches by code, whatever the status is, and waits as long as it is
// told to.
func ExampleFromResponse() {
	server := httptest.NewServer(codes.HandlerFunc(func(http.ResponseWriter, *http.Request) error {
		return codes.NewUserTooManyRequestsWorkspaceRateLimited(600, "minute", codes.RetryAfter(30*time.Second))
	}))
	defer server.Close()

	resp, err := http.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	err = codes.FromResponse(resp)
	switch code, _ := codes.CodeOf(err); code {
	case codes.UserTooManyRequestsWorkspaceRateLimited:
		e, _ := codes.As(err)
		fmt.Println("again in", e.RetryAfter())
	case codes.UnkeyDataKeyNotFound:
		fmt.Println("no such key")
	}
	// Output:
	// again in 30s
}

// A code that this program is too old to know is read all the same.
func ExampleDecode() {
	e, err := codes.Decode([]byte(`{
		"type": "https://unkey.com/docs/errors/unkey/data/not_invented_yet",
		"title": "Conflict",
		"status": 409,
		"detail": "Two of them are one too many"
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Code(), e.Known())
	fmt.Println(e.HTTPStatus(), e.Detail())
	// Output:
	// err:unkey:data:not_invented_yet false
	// 409 Two of them are one too many
}

// A code is found by its URN and by its type URL.
func ExampleLookup() {
	for _, s := range []string{"err:unkey:data:key_not_found", "https://unkey.com/docs/errors/unkey/data/key_not_found", "key_not_found"} {
		fmt.Println(codes.Lookup(s))
	}
	// Output:
	// err:unkey:data:key_not_found true
	// err:unkey:data:key_not_found true
	//  false
}

// Count the codes of a system.
func ExampleAll() {
	retryable := 0
	for code := range codes.All() {
		if code.System() == "frontline" && code.Retryable() {
			retryable++
		}
	}
	fmt.Println(retryable > 0)
	// Output:
	// true
}

// In a log, an error has its cause.
func ExampleError_LogValue() {
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	log.Error("request failed", "err", codes.NewUnkeyDataKeyNotFound(codes.WithCause(io.ErrUnexpectedEOF)))
	// Output:
	// level=ERROR msg="request failed" err.code=err:unkey:data:key_not_found err.status=404 err.detail="The requested key could not be found" err.cause="unexpected EOF"
}
