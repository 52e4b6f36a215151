package runtime

import (
	"fmt"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"
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
	// RequestID returns the ID of a request, if it is not in a header. If it returns
	// "", the header is used.
	RequestID func(r *http.Request) string

	// RequestIDHeader is the name of the header with the ID of a request. The
	// response is searched first, where middleware may have set it, then the request.
	// Empty means X-Request-Id.
	RequestIDHeader string

	// Classify returns the code of an error that has none in its tree. The
	// function [Classify] is tried after it.
	Classify func(err error) (Code, bool)

	// Observe is called with each error, for logs and metrics. Its code is one of
	// the catalogue, so it can be a label, and its cause is the error that the
	// handler returned. It is called even if the response has already started.
	Observe func(r *http.Request, e *Error)

	// Recover recovers from panics of handlers and answers them like an error.
	Recover bool

	// Browser says how to answer clients that prefer text/html to JSON.
	Browser Browser

	// Clock returns the time for bodies that contain it. Nil means [time.Now].
	Clock func() time.Time
}

// A Browser is a way to answer clients that prefer HTML.
type Browser int

// The ways to answer a browser.
const (
	BrowserJSON     Browser = iota // JSON, as for any other client
	BrowserPage                    // a small page that links to the documentation
	BrowserRedirect                // a redirect to the documentation, status 303
)

// Handler returns a handler that calls f and answers the error that it returns,
// if any. If f has started the response before, nothing more is written.
func (s Responder) Handler(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t := &tracker{ResponseWriter: w}
		if s.Recover {
			defer s.recover(t, r)
		}
		if err := f(t, r); err != nil {
			s.WriteHTTP(t, r, err)
		}
	})
}

// recover answers a panic, unless it is the one that aborts a response, or the
// response has started: the client must see that it is incomplete.
func (s Responder) recover(w http.ResponseWriter, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	late := begun(w)
	s.answer(w, r, &Error{code: defaultCode, cause: fmt.Errorf("panic: %v\n%s", v, debug.Stack())})
	if late {
		panic(http.ErrAbortHandler)
	}
}

// WriteHTTP answers a request with an error: with the first known code in err's
// tree, or the code that [Responder.Classify] or [Classify] returns, or otherwise as
// an internal error. An error received from another service is also answered as an
// internal error, unless it was returned by [Forward]. The client sees only the
// public part.
//
// It writes nothing if err is nil or a nil *Error, or if the response has
// already started. It knows the latter within a handler of this package, and if
// the writer reports it.
func (s Responder) WriteHTTP(w http.ResponseWriter, r *http.Request, err error) {
	if e, ok := err.(*Error); err == nil || ok && e == nil {
		return
	}
	s.answer(w, r, s.errorFor(err))
}

// errorFor returns the error that a client sees.
func (s Responder) errorFor(err error) *Error {
	e, _ := Public(err, s.Classify, Classify)
	return e
}

// ErrorFor returns the error to send if a framework would answer with a status by
// itself because of err. It is the error that [Responder.WriteHTTP] would answer
// with, or one with the code that [ClassifyStatus] returns for the status, or
// otherwise one without a code that has only the status and the options.
func (s Responder) ErrorFor(status int, err error, opts ...Option) *Error {
	e, told := Public(err, s.Classify, Classify)
	switch code, ok := ClassifyStatus(status); {
	case told:
	case ok:
		e = &Error{code: code, cause: err}
	case status >= 400 && status <= 599 && status != http.StatusInternalServerError:
		e = &Error{cause: err, received: &received{status: status, title: http.StatusText(status), forwarded: true}}
		e.apply(opts)
	}
	return e
}

// WriteStatus answers a request with the error of [Responder.ErrorFor].
func (s Responder) WriteStatus(w http.ResponseWriter, r *http.Request, status int, err error) {
	s.answer(w, r, s.ErrorFor(status, err))
}

func (s Responder) answer(w http.ResponseWriter, r *http.Request, e *Error) {
	if s.Observe != nil {
		s.Observe(r, e)
	}
	if begun(w) {
		return
	}
	i := e.shown()
	h := w.Header()
	for _, name := range []string{"Cache-Control", "Content-Encoding", "Content-Length", "Etag", "Last-Modified"} {
		h.Del(name) // they were meant for the response that failed
	}
	o := occasion{requestID: s.requestID(h, r, e), clock: s.Clock}
	if r != nil && r.URL != nil {
		o.path = r.URL.Path
	}
	e.setHeaders(h.Set, i, o)
	h.Set("X-Content-Type-Options", "nosniff")
	code := i.answered()
	var body []byte
	if s.Browser != BrowserJSON {
		h.Add("Vary", "Accept")
	}
	switch {
	case s.Browser == BrowserRedirect && i.link() != "" && prefersHTML(r):
		h.Set("Location", i.link())
		code = http.StatusSeeOther
	case s.Browser == BrowserPage && prefersHTML(r):
		h.Set("Content-Type", "text/html; charset=utf-8")
		body = e.page(i)
	default:
		h.Set("Content-Type", mediaType)
		body = e.appendBody(make([]byte, 0, 512), i, o)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if r == nil || r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client may be gone
	}
}

// answered returns the status of the code's responses.
func (i *info) answered() int {
	switch {
	case fixedStatus != 0:
		return fixedStatus
	case i.status != 0:
		return i.status
	}
	return http.StatusInternalServerError
}

// setHeaders sets the headers of the code, those of the template, and how long to
// wait.
func (e *Error) setHeaders(set func(name, value string), i *info, o occasion) {
	for _, h := range i.headers {
		set(h.name, h.value)
	}
	e.templateHeaders(set, i, o)
	if seconds := math.Ceil(e.retryAfter.Seconds()); seconds > 0 {
		set("Retry-After", strconv.FormatFloat(seconds, 'f', 0, 64))
	}
}

// GetStatus returns the status that the error is answered with. Frameworks call it
// and the methods after it.
func (e *Error) GetStatus() int { return e.public().shown().answered() }

// StatusCode is the same as GetStatus.
func (e *Error) StatusCode() int { return e.GetStatus() }

// ContentType returns the media type of the error's JSON.
func (e *Error) ContentType(string) string { return mediaType }

// GetHeaders returns the headers that the error is answered with, except for those
// of the body.
func (e *Error) GetHeaders() http.Header {
	h := http.Header{}
	e = e.public()
	e.setHeaders(h.Set, e.shown(), occasion{requestID: e.requestID})
	return h
}

// Headers is the same as GetHeaders.
func (e *Error) Headers() http.Header { return e.GetHeaders() }

// requestID returns the ID of the answered request. The ID in a received error
// is that of another request.
func (s Responder) requestID(h http.Header, r *http.Request, e *Error) string {
	if e.requestID != "" && e.received == nil {
		return e.requestID
	}
	if s.RequestID != nil && r != nil {
		if id := s.RequestID(r); id != "" {
			return id
		}
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
			return "" // not an ID
		}
	}
	return id
}

// Mux returns a handler that serves with a mux and answers requests without a
// handler with an error: with the code of [Classify], or otherwise with the status
// of the mux.
func (s Responder) Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		own := &refusal{header: http.Header{}}
		h.ServeHTTP(own, r)
		switch own.status {
		case http.StatusNotFound:
			s.NotFound(w, r)
		case http.StatusMethodNotAllowed:
			if allow := own.header.Get("Allow"); allow != "" {
				w.Header().Set("Allow", allow)
			}
			s.MethodNotAllowed(w, r)
		default:
			h.ServeHTTP(w, r)
		}
	})
}

// NotFound answers a request without a handler.
func (s Responder) NotFound(w http.ResponseWriter, r *http.Request) {
	s.WriteStatus(w, r, http.StatusNotFound, ErrNotFound)
}

// MethodNotAllowed answers a request whose method has no handler.
func (s Responder) MethodNotAllowed(w http.ResponseWriter, r *http.Request) {
	s.WriteStatus(w, r, http.StatusMethodNotAllowed, ErrMethodNotAllowed)
}

// refusal keeps the response that a mux writes by itself.
type refusal struct {
	header http.Header
	status int
}

func (w *refusal) Header() http.Header         { return w.header }
func (w *refusal) Write(b []byte) (int, error) { return len(b), nil }
func (w *refusal) WriteHeader(status int)      { w.status = status }
