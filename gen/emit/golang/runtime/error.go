package runtime

import (
	"errors"
	"strconv"
	"time"
)

// An Error is one occurrence of a [Code]. It has a public half, which clients
// are sent, and a cause, which they never are.
//
// Constructors and [Decode] make Errors; nothing changes them afterwards, so
// any number of goroutines may read one. Its methods take a nil *Error as one
// that says nothing.
type Error struct {
	code       Code
	detail     string
	instance   string
	requestID  string
	retryAfter time.Duration
	cause      error
	params     params    // nil if there are none
	received   *received // nil unless decoded
}

// params are the parameters of an occurrence; each set of them is a struct.
type params interface {
	// appendDetail appends the detail, filled in.
	appendDetail(b []byte) []byte
	// appendMembers appends JSON members, each with a comma before it.
	appendMembers(b []byte) []byte
	// decode returns new parameters of the same type, with the members that are
	// there and have the right types.
	decode(m members) params
}

// received is what a response says that the code alone may not.
type received struct {
	status int
	title  string
	typ    string
	body   string
}

// New returns an error with the code.
//
// Inlining it into thousands of constructors would double the time that they
// take to compile.
//
//go:noinline
func New(code Code, opts ...Option) *Error {
	e := &Error{code: code}
	for _, opt := range opts {
		opt(e)
	}
	return e
}

// Code returns the code. It is "" if a response named none.
func (e *Error) Code() Code {
	if e == nil {
		return ""
	}
	return e.code
}

// Known reports whether this package has the error's code.
func (e *Error) Known() bool { return e.Code().Known() }

// HTTPStatus returns the status of the response that the error was read from,
// else that of its code.
func (e *Error) HTTPStatus() int {
	if e != nil && e.received != nil && e.received.status != 0 {
		return e.received.status
	}
	return e.Code().HTTPStatus()
}

// Title returns the short name of the problem.
func (e *Error) Title() string {
	if e != nil && e.received != nil && e.received.title != "" {
		return e.received.title
	}
	return e.Code().Title()
}

// Type returns the URL that identifies the problem.
func (e *Error) Type() string {
	if e != nil && e.received != nil && e.received.typ != "" {
		return e.received.typ
	}
	return e.Code().Type()
}

// Detail says what happened this time. It is public.
func (e *Error) Detail() string {
	if e == nil {
		return ""
	}
	switch {
	case e.detail != "" || e.received != nil:
		return e.detail
	case e.params != nil:
		return string(e.params.appendDetail(nil))
	}
	return e.code.info().plainDetail()
}

// plainDetail returns the detail unless it has parameters to be filled in.
func (i *info) plainDetail() string {
	if i == nil || i.params != nil {
		return ""
	}
	return i.detail
}

// Instance returns the URI of this occurrence, "" if it has none.
func (e *Error) Instance() string {
	if e == nil {
		return ""
	}
	return e.instance
}

// RequestID returns the ID of the request that failed, "" if it is not known.
func (e *Error) RequestID() string {
	if e == nil {
		return ""
	}
	return e.requestID
}

// Retryable reports whether the same request may succeed later. An unknown code
// is judged by its status, 429 or 503, or by its having a [Error.RetryAfter].
func (e *Error) Retryable() bool {
	if e == nil {
		return false
	}
	if i := e.code.info(); i != nil {
		return i.retryable
	}
	return e.retryAfter > 0 || e.HTTPStatus() == 429 || e.HTTPStatus() == 503
}

// RetryAfter returns how long to wait before another attempt, 0 if that is not
// said.
func (e *Error) RetryAfter() time.Duration {
	if e == nil {
		return 0
	}
	return e.retryAfter
}

// Body returns the body that the error was read from, "" if it was not read
// from one. Of a body that is not JSON it is the first few kilobytes.
func (e *Error) Body() string {
	if e == nil || e.received == nil {
		return ""
	}
	return e.received.body
}

// Unwrap returns the cause, nil if there is none.
func (e *Error) Unwrap() error {
	if e == nil {
		return nil
	}
	return e.cause
}

// Is reports whether target is the error's code, or an older name of it. It is
// what [errors.Is] asks.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && e != nil && same(e.code, code)
}

// As sets target to the error's code if target is a *[Code]. It is what
// [errors.As] asks.
func (e *Error) As(target any) bool {
	code, ok := target.(*Code)
	if !ok || e == nil || e.code == "" {
		return false
	}
	*code = e.code
	return true
}

// Error returns the code, the detail and the cause, with colons between. It is
// meant for logs: it holds the cause, which clients should not see.
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := string(e.code)
	if s == "" {
		s = e.Type()
	}
	if s == "" || s == blank {
		s = "HTTP status " + strconv.Itoa(e.HTTPStatus())
		if title := e.Title(); title != "" {
			s += " " + title
		}
	}
	if detail := e.Detail(); detail != "" {
		s += ": " + detail
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// As returns the first [*Error] in err's tree, and one made of the first [Code]
// if that comes earlier. It reports whether there was any.
func As(err error) (*Error, bool) {
	return search(err, func(*Error) bool { return true })
}

// CodeOf returns the code of the first [*Error] or [Code] in err's tree that
// has one, and reports whether there was any.
func CodeOf(err error) (Code, bool) {
	e, ok := search(err, func(e *Error) bool { return e.code != "" })
	return e.Code(), ok
}

// search returns the first wanted error of err's tree, in the order of
// [errors.Is]. A Code is taken as an error that has it.
func search(err error, wanted func(*Error) bool) (*Error, bool) {
	for err != nil {
		var e *Error
		switch x := err.(type) {
		case *Error:
			e = x
		case Code:
			e = &Error{code: x}
		case interface{ As(any) bool }:
			e = asError(x)
		}
		if e != nil && wanted(e) {
			return e, true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, each := range many.Unwrap() {
				if e, ok := search(each, wanted); ok {
					return e, true
				}
			}
			return nil, false
		}
		err = errors.Unwrap(err)
	}
	return nil, false
}

// asError is apart from search because what an As is given lives on the heap.
func asError(err interface{ As(any) bool }) *Error {
	var e *Error
	if !err.As(&e) {
		return nil
	}
	return e
}
