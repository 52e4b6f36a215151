package runtime

// with completes an error that shares an allocation with its parameters.
func (e *Error) with(code Code, p params, opts []Option) *Error {
	e.code, e.params = code, p
	for _, opt := range opts {
		opt(e)
	}
	return e
}
