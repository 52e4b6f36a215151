package runtime

// ParamsOf returns the parameters of the first [*Error] in err's tree that has
// parameters of type P, one of the Params types of this package. It reports
// whether there was any.
func ParamsOf[P any](err error) (P, bool) {
	var found *P
	_, ok := search(err, func(e *Error) bool {
		p, ok := any(e.params).(*P)
		found = p
		return ok
	})
	if !ok {
		var none P
		return none, false
	}
	return *found, true
}
