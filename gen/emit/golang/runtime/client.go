package runtime

import (
	"bytes"
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

// FromResponse returns nil for a response with a 2xx status, otherwise an
// [*Error]: the result of [Decode] for the body or, if that fails, an error
// with the status and the beginning of the body. The status is always that of
// the response.
//
// It reads at most 1 MiB of the body and does not close it.
func FromResponse(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode <= 299 {
		if fixedStatus == 0 {
			return nil
		}
		return fromSuccess(resp)
	}
	var body []byte
	var cause error
	if resp.Body != nil {
		body, cause = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	}
	top, _ := parse(body) // other than JSON has no members
	r := readResponse(resp, top)
	e := r.error(top, body)
	if e == nil {
		e = &Error{detail: visible(top), received: &received{body: string(body[:min(len(body), maxText)])}}
	}
	e.cause = cause
	e.received.status = resp.StatusCode
	e.addHeaders(resp)
	return e
}

// fromSuccess returns the error in the body of a success, or nil if there is
// none. The body can be read again.
func fromSuccess(resp *http.Response) error {
	if media := resp.Header.Get("Content-Type"); resp.Body == nil || media != "" && !strings.Contains(media, "json") {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	rest := resp.Body
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(body), rest), rest}
	if err != nil {
		return nil // the reader of the body gets the error
	}
	top, err := parse(body)
	if err != nil {
		return nil
	}
	r := readResponse(resp, top)
	if r.differs || r.code == "" && r.typ == "" && r.identity == (identity{}) {
		return nil
	}
	e := r.error(top, body)
	e.addHeaders(resp)
	return e
}

// readResponse returns the values of the template in a response.
func readResponse(resp *http.Response, top members) *reading {
	r := &reading{}
	r.read(top)
	r.readHeader(resp.Header.Get)
	if resp.Request != nil && resp.Request.URL != nil {
		r.absolute = func(typ string) string {
			if u, err := resp.Request.URL.Parse(typ); err == nil {
				return u.String()
			}
			return typ
		}
	}
	return r
}

// addHeaders keeps the values in the headers of the response.
func (e *Error) addHeaders(resp *http.Response) {
	_, e.received.phrase, _ = strings.Cut(resp.Status, " ")
	if e.received.phrase == "" {
		e.received.phrase = http.StatusText(resp.StatusCode)
	}
	if wait, ok := retryAfter(resp.Header.Get("Retry-After")); ok {
		e.retryAfter, e.received.retry = wait, true
	}
}

// retryAfter returns the wait in a Retry-After header, given in seconds or as a
// date, and whether there is one.
func retryAfter(header string) (time.Duration, bool) {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(time.Until(date), 0), true
	}
	return 0, false
}

// visible returns the text that most likely says what happened, in a body that
// is not an error of this package.
func visible(top members) string {
	first := membersOf(item(top.value("errors"), 0))
	inner := top.object("error")
	for _, s := range []string{
		inner.text("message"), inner.text("detail"), top.text("message"), top.text("detail"), top.text("error_description"), top.text("error"),
		first.text("message"), first.text("detail"),
	} {
		if s != "" {
			return s
		}
	}
	return ""
}
