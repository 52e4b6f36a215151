package runtime

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// An Error is one occurrence of a [Code]. It has a public part, which is sent
// to clients, and a cause, which never is.
//
// Constructors, [New] and [Decode] return Errors. They do not change
// afterwards, so goroutines may share them. A nil *Error is valid and empty.
type Error struct {
	code       Code
	detail     string
	instance   string
	requestID  string
	retryAfter time.Duration
	cause      error
	values     []value   // of the parameters, in the order of the table; nil if there are none
	request    *fragment // what the body shows of the request, in reverse order
	received   *received // nil unless decoded
}

// received has the values of a response that may differ from those of the code.
type received struct {
	shown     bool // the cause is fit to be seen by frameworks
	status    int
	phrase    string // of the status
	title     string
	typ       string
	body      string
	retry     bool // it says when to try again, even if at once
	forwarded bool // clients may see it
}

// A fragment is a member of a body as JSON, and the ones before it.
type fragment struct {
	name   string
	json   string
	before *fragment
}

// A header is a response header.
type header struct{ name, value string }

// Inlining New into thousands of constructors would double the time that they take
// to compile.

// New returns an error with the code. For a code with parameters, use its
// constructor.
//
//go:noinline
func New(code Code, opts ...Option) *Error {
	e := &Error{code: code}
	e.apply(opts)
	return e
}

// With returns an error with the code, as [New] does.
func (c Code) With(opts ...Option) *Error { return New(c, opts...) }

func (e *Error) apply(opts []Option) {
	for _, opt := range opts {
		if opt != nil {
			opt(e)
		}
	}
}

// Code returns the code. It is "" if a response had none.
func (e *Error) Code() Code {
	if e == nil {
		return ""
	}
	return e.code
}

// Known reports whether this package has the error's code.
func (e *Error) Known() bool { return e.Code().Known() }

// HTTPStatus returns the status of the response that the error was decoded
// from, or otherwise that of its code.
func (e *Error) HTTPStatus() int {
	if e != nil && e.received != nil && e.received.status != 0 {
		return e.received.status
	}
	return e.Code().HTTPStatus()
}

// Title returns a short name that is the same for each occurrence.
func (e *Error) Title() string {
	if e == nil {
		return ""
	}
	if r := e.received; r != nil && r.title != "" {
		return r.title
	}
	title := e.code.Title()
	if title == "" && e.received != nil && e.code == "" {
		return e.received.phrase
	}
	return title
}

// Type returns the URI that identifies the problem.
func (e *Error) Type() string {
	if e != nil && e.received != nil && e.received.typ != "" {
		return e.received.typ
	}
	return e.Code().Type()
}

// Detail returns what happened in this occurrence. It is public.
func (e *Error) Detail() string {
	if e == nil {
		return ""
	}
	if e.detail != "" || e.received != nil {
		return e.detail
	}
	i := e.code.info()
	if e.values != nil {
		return string(e.fill(nil, i))
	}
	return i.plainDetail()
}

// plainDetail returns the detail, unless it has parameters to fill in.
func (i *info) plainDetail() string {
	if i == nil || i.params != nil {
		return ""
	}
	return i.detail
}

// Instance returns the URI of this occurrence, or "" if it has none.
func (e *Error) Instance() string {
	if e == nil {
		return ""
	}
	return e.instance
}

// RequestID returns the ID of the failed request, or "" if it is unknown.
func (e *Error) RequestID() string {
	if e == nil {
		return ""
	}
	return e.requestID
}

// Retryable reports whether the same request may succeed later. That is always so
// if the response says when to try again. If the documentation of the code does
// not say, or the code is unknown, the status decides.
func (e *Error) Retryable() bool {
	if e == nil {
		return false
	}
	i := e.code.info()
	switch {
	case i != nil && i.retry != unsaid:
		return i.retry == yes
	case e.retryAfter > 0 || e.received != nil && e.received.retry:
		return true
	}
	return passes(e.HTTPStatus())
}

// RetryAfter returns how long to wait before trying again, or 0 if unknown.
func (e *Error) RetryAfter() time.Duration {
	if e == nil {
		return 0
	}
	return e.retryAfter
}

// Body returns the body that the error was decoded from, or "" if there was
// none. If the body is not JSON, only the first few kilobytes are kept.
func (e *Error) Body() string {
	if e == nil || e.received == nil {
		return ""
	}
	return e.received.body
}

// Unwrap returns the cause, or nil if there is none or it is hidden; see
// [WithHiddenCause].
//
// Some frameworks look in the tree of an error for one of their own, and send that:
// a status of gRPC, an error of Connect, Twirp, Fiber. A cause that has one in its
// tree is returned within an error by which [errors.Is] and [errors.As] find
// everything but that.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	if _, hidden := e.cause.(hiddenCause); hidden {
		return nil
	}
	if (e.received == nil || !e.received.shown) && answers(e.cause) {
		return &withheld{e.cause}
	}
	return e.cause
}

// Error returns the code and the detail, separated by a colon. It does not
// include the cause, since the text of an error is often sent to clients. To see
// the cause, print the error with %+v or log it with package slog.
//
// If the error was decoded from a response without a code, the text has the
// status and the beginning of the body.
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	if e.code == "" {
		return e.statusText()
	}
	if detail := e.Detail(); detail != "" {
		return string(e.code) + ": " + detail
	}
	return string(e.code)
}

// statusText returns the text of an error without a code.
func (e *Error) statusText() string {
	s := "HTTP status " + strconv.Itoa(e.HTTPStatus())
	add := func(separator, text string) {
		if text != "" {
			s += separator + text
		}
	}
	r := e.received
	if r == nil {
		r = &received{}
	}
	switch {
	case r.phrase == "":
		add(" ", r.title)
	case r.title == r.phrase:
		add(" ", r.phrase)
	default:
		add(" ", r.phrase)
		add(": ", r.title)
	}
	add(": ", e.detail)
	add(": ", excerpt(r.body))
	return s
}

// excerpt returns the first 200 printable characters of a text, with runs of
// others replaced by a space.
func excerpt(s string) string {
	const most = 200
	var b strings.Builder
	n, gap := 0, false
	for _, r := range s {
		if r == ' ' || !unicode.IsPrint(r) {
			gap = n > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			n++
			gap = false
		}
		if n >= most {
			break
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSuffix(b.String(), " ")
}

// Format prints the text of the error and, for %+v, its cause.
func (e *Error) Format(s fmt.State, verb rune) {
	if verb == 'v' && s.Flag('+') && e != nil && e.cause != nil {
		_, _ = fmt.Fprintf(s, "%s: %+v", e.Error(), e.cause)
		return
	}
	_, _ = fmt.Fprintf(s, fmt.FormatString(s, verb), e.Error())
}
