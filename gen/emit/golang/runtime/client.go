package runtime

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Sizes in bytes: how much of a response's body is read, and how much of one
// that is not JSON is kept.
const (
	maxBody = 1 << 20
	maxText = 4 << 10
)

// FromResponse returns nil for a response with a 2xx status, else an [*Error]:
// what [Decode] makes of the body or, where it makes nothing, one that has the
// status and the beginning of the body. The status is that of the response,
// whatever the body says.
//
// It reads at most 1 MiB of the body and does not close it.
func FromResponse(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
		return nil
	}
	var body []byte
	var cause error
	if resp.Body != nil {
		body, cause = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	}
	e, err := Decode(body)
	if err != nil {
		_, title, _ := strings.Cut(resp.Status, " ")
		e = &Error{cause: cause, received: &received{title: title, body: string(body[:min(len(body), maxText)])}}
	}
	e.received.status = resp.StatusCode
	e.retryAfter = retryAfter(resp.Header.Get("Retry-After"))
	return e
}

// retryAfter returns the wait that a Retry-After header asks for, in seconds or
// up to a date, and 0 if it asks for none.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(time.Until(date), 0)
	}
	return 0
}
