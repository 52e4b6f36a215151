package runtime

// newWith returns an error with parameters. The two are one allocation.
func newWith[P any, Q interface {
	*P
	params
}](code Code, p P, opts []Option) *Error {
	e := &struct {
		error  Error
		params P
	}{Error{code: code}, p}
	e.error.params = Q(&e.params)
	for _, opt := range opts {
		opt(&e.error)
	}
	return &e.error
}
