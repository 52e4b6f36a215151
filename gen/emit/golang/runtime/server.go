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
	// RequestID returns the ID of a request that is not in a header. If it returns
	// none, the header is used.
	RequestID func(r *http.Request) string

	// RequestIDHeader names the header that has the ID of a request. It is looked
	// for in the response first, where middleware may have set it, and then in the
	// request. Empty means X-Request-Id.
	RequestIDHeader string

	// Classify returns the code of an error that has none in its tree. The
	// function [Classify] is asked after it.
	Classify func(err error) (Code, bool)

	// Observe is called with each error, for logs and metrics: its code is one of
	// the catalogue, so it can be a label, and its cause is the error that the
	// handler returned. It is called even if the handler had already started the
	// response.
	Observe func(r *http.Request, e *Error)

	// Recover answers a handler's panic like an error, and stops the panic.
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
		if s.Recover {
			defer s.recover(t, r)
		}
		if err := f(t, r); err != nil {
			s.WriteHTTP(t, r, err)
		}
	})
}

// recover answers a panic, unless it is the one by which handlers end a response,
// or the response was begun: the client must see that it is not whole.
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
// tree, else with that of [Responder.Classify] or of [Classify], else as an internal
// error. So is one that was received from another service, unless it is one of
// [Forward]. The client sees the public half alone.
//
// It writes nothing if err is nil, or a nil *Error, or if the response was begun
// before; the latter it knows within a handler of this package, and of a writer
// that says so.
func (s Responder) WriteHTTP(w http.ResponseWriter, r *http.Request, err error) {
	if e, ok := err.(*Error); err == nil || ok && e == nil {
		return
	}
	s.answer(w, r, s.errorFor(err))
}

// errorFor returns the error that a client is told of.
func (s Responder) errorFor(err error) *Error {
	e, _ := Public(err, s.Classify, Classify)
	return e
}

// ErrorFor returns the error that a client is told of where a framework would
// answer with a status of its own, because of err: what [Responder.WriteHTTP] would
// answer with, else the code that [ClassifyStatus] has for the status, else one
// without a code that has nothing but the status and what the options say.
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

// WriteStatus answers a request with [Responder.ErrorFor].
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
		h.Del(name) // they were meant for the answer that did not come about
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
		_, _ = w.Write(body) // a client that has gone cannot be told
	}
}

// answered returns the status of responses.
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

// GetStatus returns the status that the error is answered with. It and the methods
// after it are what frameworks ask an error for.
func (e *Error) GetStatus() int { return e.public().shown().answered() }

// StatusCode returns what GetStatus returns.
func (e *Error) StatusCode() int { return e.GetStatus() }

// ContentType returns the media type of the error's JSON.
func (e *Error) ContentType(string) string { return mediaType }

// GetHeaders returns the headers that the error is answered with, but for those of
// the body.
func (e *Error) GetHeaders() http.Header {
	h := http.Header{}
	e = e.public()
	e.setHeaders(h.Set, e.shown(), occasion{requestID: e.requestID})
	return h
}

// Headers returns what GetHeaders returns.
func (e *Error) Headers() http.Header { return e.GetHeaders() }

// requestID returns the ID of the request that is answered. One that the error
// was received with is another request's.
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
			return "" // no ID; the client wrote something else there
		}
	}
	return id
}

// Mux returns a handler that serves by a mux, and answers what the mux has no
// handler for as an error: with the codes of [Classify], else with the status that
// the mux would have answered.
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

// NotFound answers a request for which there is no handler.
func (s Responder) NotFound(w http.ResponseWriter, r *http.Request) {
	s.WriteStatus(w, r, http.StatusNotFound, ErrNotFound)
}

// MethodNotAllowed answers a request with a method for which there is no
// handler.
func (s Responder) MethodNotAllowed(w http.ResponseWriter, r *http.Request) {
	s.WriteStatus(w, r, http.StatusMethodNotAllowed, ErrMethodNotAllowed)
}

// refusal keeps what a mux answers by itself.
type refusal struct {
	header http.Header
	status int
}

func (w *refusal) Header() http.Header         { return w.header }
func (w *refusal) Write(b []byte) (int, error) { return len(b), nil }
func (w *refusal) WriteHeader(status int)      { w.status = status }
