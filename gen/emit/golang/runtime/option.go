package runtime

import (
	"fmt"
	"time"
)

// An Option adds to an error what its code does not say.
type Option func(*Error)

// WithDetail replaces the code's detail. Clients see it.
func WithDetail(detail string) Option {
	return func(e *Error) { e.detail = detail }
}

// WithDetailf replaces the code's detail by one that [fmt.Sprintf] makes.
// Clients see it.
func WithDetailf(format string, args ...any) Option {
	return WithDetail(fmt.Sprintf(format, args...))
}

// WithCause sets the error that led to this one. [errors.Is] and [errors.As]
// find it, logs show it, and clients never see it.
func WithCause(cause error) Option {
	return func(e *Error) { e.cause = cause }
}

// WithInstance sets the URI of this occurrence. Clients see it.
func WithInstance(uri string) Option {
	return func(e *Error) { e.instance = uri }
}

// WithRequestID sets the ID of the request that failed. Clients see it.
func WithRequestID(id string) Option {
	return func(e *Error) { e.requestID = id }
}

// RetryAfter says how long a client should wait before another attempt. It has
// no effect on a code that is not [Code.Retryable].
func RetryAfter(wait time.Duration) Option {
	return func(e *Error) {
		if e.code.Retryable() {
			e.retryAfter = max(wait, 0)
		}
	}
}
