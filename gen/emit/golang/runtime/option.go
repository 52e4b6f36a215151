package runtime

import (
	"fmt"
	"time"
)

// An Option adds details of the occurrence to an error.
type Option func(*Error)

// WithDetail replaces the code's detail. Clients see it.
func WithDetail(detail string) Option {
	return func(e *Error) { e.detail = detail }
}

// WithDetailf replaces the code's detail by one formatted with
// [fmt.Sprintf]. Clients see it.
func WithDetailf(format string, args ...any) Option {
	return WithDetail(fmt.Sprintf(format, args...))
}

// WithCause sets the error that led to this one. [errors.Is] and [errors.As]
// find it, logs show it, and clients never see it.
func WithCause(cause error) Option {
	return func(e *Error) { e.cause = cause }
}

// WithHiddenCause sets the error that led to this one, for logs only:
// [errors.Is] and [errors.As] do not find it, so callers cannot depend on it.
func WithHiddenCause(cause error) Option {
	return func(e *Error) {
		e.cause = nil
		if cause != nil {
			e.cause = hiddenCause{cause}
		}
	}
}

// hiddenCause is a cause that Unwrap does not return.
type hiddenCause struct{ error }

// Format prints the cause as it prints itself.
func (h hiddenCause) Format(s fmt.State, verb rune) {
	_, _ = fmt.Fprintf(s, fmt.FormatString(s, verb), h.error)
}

// WithInstance sets the URI of this occurrence. Clients see it.
func WithInstance(uri string) Option {
	return func(e *Error) { e.instance = uri }
}

// WithRequestID sets the ID of the request that failed. Clients see it.
func WithRequestID(id string) Option {
	return func(e *Error) { e.requestID = id }
}

// RetryAfter sets how long a client should wait before trying again.
func RetryAfter(wait time.Duration) Option {
	return func(e *Error) { e.retryAfter = max(wait, 0) }
}
