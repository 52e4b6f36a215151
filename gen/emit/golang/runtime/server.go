package runtime

import (
	"math"
	"net/http"
	"strconv"
)

// WriteHTTP answers a request with an error, as the zero [Responder] does.
func WriteHTTP(w http.ResponseWriter, r *http.Request, err error) {
	Responder{}.WriteHTTP(w, r, err)
}

// A HandlerFunc is an [http.Handler] that may return an error instead of
// answering. An error is answered as the zero [Responder] does.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP calls f and answers the error that it returns, if any.
func (f HandlerFunc) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	Responder{}.Handler(f).ServeHTTP(w, r)
}

// A Responder answers requests with errors. Its zero value is ready to use.
type Responder struct {
	// RequestIDHeader names the header that has the ID of a request. It is looked
	// for in the response first, where middleware may have set it, and then in the
	// request. Empty means X-Request-Id.
	RequestIDHeader string

	// Browser says what a client gets that prefers text/html to JSON.
	Browser Browser
}

// A Browser is a way to answer clients that prefer HTML.
type Browser int

// The ways to answer a browser.
const (
	BrowserJSON     Browser = iota // as any other client
	BrowserPage                    // a small page that links to the documentation
	BrowserRedirect                // a redirect to the documentation, status 303
)

// Handler returns a handler that calls f and answers the error that it returns,
// if any. If f has begun to answer before it returns an error, nothing is
// written after it.
func (s Responder) Handler(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := &tracker{ResponseWriter: w}
		if err := f(t, r); err != nil {
			s.WriteHTTP(t, r, err)
		}
	})
}

// WriteHTTP answers a request with an error: with the first known code in err's
// tree, else as an internal error. The client sees the public half alone.
//
// It writes nothing if err is nil, or a nil *Error, or if the response was begun
// before; the latter it knows within a handler of this package.
func (s Responder) WriteHTTP(w http.ResponseWriter, r *http.Request, err error) {
	if e, ok := err.(*Error); err == nil || ok && e == nil || begun(w) {
		return
	}
	e := answer(err)
	i := e.code.info()
	if i == nil {
		i = e.unknown()
	}
	h := w.Header()
	for _, name := range []string{"Cache-Control", "Content-Encoding", "Content-Length", "Etag", "Last-Modified"} {
		h.Del(name) // they were meant for the answer that did not come about
	}
	if seconds := math.Ceil(e.retryAfter.Seconds()); seconds > 0 {
		h.Set("Retry-After", strconv.FormatFloat(seconds, 'f', 0, 64))
	}
	h.Set("X-Content-Type-Options", "nosniff")
	status := i.status
	var body []byte
	if s.Browser != BrowserJSON {
		h.Add("Vary", "Accept")
	}
	switch {
	case s.Browser == BrowserRedirect && i.typ != blank && prefersHTML(r):
		h.Set("Location", i.typ)
		status = http.StatusSeeOther
	case s.Browser == BrowserPage && prefersHTML(r):
		h.Set("Content-Type", "text/html; charset=utf-8")
		body = e.page(i)
	default:
		h.Set("Content-Type", mediaType())
		body = e.appendBody(make([]byte, 0, 512), s.requestID(h, r, e))
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r == nil || r.Method != http.MethodHead {
		_, _ = w.Write(body) // a client that has gone cannot be told
	}
}

func mediaType() string {
	if nested {
		return "application/json"
	}
	return "application/problem+json"
}

// answer returns the error that a client is told of.
func answer(err error) *Error {
	if e, ok := search(err, (*Error).Known); ok {
		return e
	}
	return &Error{code: defaultCode, cause: err}
}

// requestID returns the ID of the request that is answered. One that the error
// was received with is another request's.
func (s Responder) requestID(h http.Header, r *http.Request, e *Error) string {
	if e.requestID != "" && e.received == nil {
		return e.requestID
	}
	name := s.RequestIDHeader
	if name == "" {
		name = "X-Request-Id"
	}
	if id := h.Get(name); id != "" {
		return id
	}
	if r == nil {
		return ""
	}
	id := r.Header.Get(name)
	for _, c := range []byte(id) {
		if c <= ' ' || c > '~' || len(id) > 200 {
			return "" // no ID; the client wrote something else there
		}
	}
	return id
}
