// Command client calls the API at the URL given and says what became of it.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/unkeyed/errgen/pkg/codes"
)

func call(method, url, body string) (string, error) {
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("X-Request-Id", "req_client")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := codes.FromResponse(resp); err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return strings.TrimSpace(string(data)), err
}

// explain says what a person can do about an error.
func explain(err error) string {
	switch code, ok := codes.CodeOf(err); code {
	case codes.UnkeyDataKeyNotFound:
		return "no such key"
	case codes.UserTooManyRequestsWorkspaceRateLimited:
		p, _ := codes.ParamsOf[codes.UserTooManyRequestsWorkspaceRateLimitedParams](err)
		e, _ := codes.As(err)
		return fmt.Sprintf("more than %d requests in a %s, again in %v", p.Limit, p.Window, e.RetryAfter())
	case codes.UserBadRequestRequestBodyTooLarge:
		p, _ := codes.ParamsOf[codes.UserBadRequestRequestBodyTooLargeParams](err)
		return fmt.Sprintf("send at most %d bytes", p.LimitBytes)
	case codes.UnkeyApplicationInvalidInput:
		p, _ := codes.ParamsOf[codes.UnkeyApplicationInvalidInputParams](err)
		var fields []string
		for _, e := range p.Errors {
			fields = append(fields, e.Location+" "+e.Message)
		}
		return strings.Join(fields, ", ")
	default:
		if !ok {
			return "no error of the API: " + err.Error()
		}
		e, _ := codes.As(err)
		return fmt.Sprintf("%d, see %s, and quote %s", e.HTTPStatus(), e.Type(), e.RequestID())
	}
}

func main() {
	base := os.Args[1]
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/keys/key_1", ""},
		{"GET", "/keys/key_9", ""},
		{"GET", "/keys/key_slow", ""},
		{"GET", "/keys/key_broken", ""},
		{"POST", "/keys", "{}"},
		{"POST", "/keys", strings.Repeat("x", 100)},
		{"POST", "/keys", `{"name": "x"}`},
		{"GET", "/elsewhere", ""},
	} {
		result, err := call(c.method, base+c.path, c.body)
		if err != nil {
			result = explain(err)
		}
		fmt.Printf("%s %s: %s\n", c.method, c.path, result)
		if errors.Is(err, codes.UnkeyApplicationUnexpectedError) && strings.Contains(err.Error(), "10.0.0.7") {
			fmt.Println("the server told a secret")
		}
	}
}
