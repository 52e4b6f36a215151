package runtime

import (
	"errors"
	"reflect"
)

// As sets target to an error with the code if target is a **[Error], or a pointer
// to an interface that *Error implements. It is called by [errors.As].
func (c Code) As(target any) bool {
	if e, ok := target.(**Error); ok {
		*e = New(c)
		return true
	}
	v := reflect.ValueOf(target)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Interface {
		return false
	}
	e := reflect.ValueOf(New(c))
	if !e.Type().Implements(v.Elem().Type()) {
		return false
	}
	v.Elem().Set(e)
	return true
}

// Is reports whether target is the error's code or a former name of it. It is
// called by [errors.Is].
func (e *Error) Is(target error) bool {
	return e != nil && e.code.Is(target)
}

// As sets target to the error's code if target is a *[Code]. It is called
// by [errors.As].
func (e *Error) As(target any) bool {
	code, ok := target.(*Code)
	if !ok || e == nil || e.code == "" {
		return false
	}
	*code = e.code
	return true
}

// As returns the first [*Error] in err's tree, or one made of the first [Code]
// if that comes earlier. It reports whether there was one.
func As(err error) (*Error, bool) {
	return search(err, func(*Error) bool { return true })
}

// CodeOf returns the code of the first [*Error] or [Code] in err's tree that
// has one, and reports whether there was one.
func CodeOf(err error) (Code, bool) {
	e, ok := search(err, func(e *Error) bool { return e.code != "" })
	return e.Code(), ok
}

// Wrap returns an error with the code and the parameters of the first [*Error] or
// [Code] in err's tree, changed by the options, and err as its cause. If there is
// none, the error has no code and is answered like any other error. Wrap returns
// nil if err is nil.
func Wrap(err error, opts ...Option) error {
	if err == nil {
		return nil
	}
	e := &Error{}
	if inner, ok := As(err); ok {
		*e = *inner
	}
	e.cause = err
	e.apply(opts)
	return e
}

// Forward returns err as an error that clients may see. Without it, an error
// received from another service is answered as the internal error, since its
// status, detail and ID are about a request that the client does not know.
// Forward returns err itself if nothing in its tree was received.
func Forward(err error) error {
	e, ok := search(err, func(e *Error) bool { return e.received != nil })
	if !ok {
		return err
	}
	out, r := *e, *e.received
	r.forwarded = true
	out.received = &r
	return &out
}

// Public returns the error that a client sees for err: the first in its tree with a
// known code, or one with the first code that the functions return, or otherwise the
// internal error, for which it reports false. Errors received from another service
// are ignored unless returned by [Forward].
func Public(err error, classify ...func(error) (Code, bool)) (*Error, bool) {
	e, ok := search(err, func(e *Error) bool {
		return !e.private() && (e.Known() || e.received != nil)
	})
	if ok {
		return e, true
	}
	for _, f := range classify {
		if f == nil {
			continue
		}
		if code, ok := f(err); ok && code.Known() {
			return &Error{code: code, cause: err}, true
		}
	}
	return &Error{code: defaultCode, cause: err}, false
}

// private reports whether the error was received and clients must not see it.
func (e *Error) private() bool {
	return e.received != nil && !e.received.forwarded
}

// most is the number of errors visited at most; a larger tree is taken to be cyclic.
const most = 10_000

// search returns the first wanted error of err's tree, in the order of
// [errors.Is]. A Code counts as an error with that code.
func search(err error, wanted func(*Error) bool) (*Error, bool) {
	left := most
	return searchTree(err, wanted, &left)
}

func searchTree(err error, wanted func(*Error) bool, left *int) (*Error, bool) {
	for err != nil && *left > 0 {
		*left--
		var e *Error
		switch x := err.(type) {
		case *Error:
			e = x
		case Code:
			e = &Error{code: x}
		case *withheld:
			err = x.error
			continue
		case interface{ As(any) bool }:
			e = asError(x)
		}
		if e != nil && wanted(e) {
			return e, true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, each := range many.Unwrap() {
				if e, ok := searchTree(each, wanted, left); ok {
					return e, true
				}
			}
			return nil, false
		}
		err = errors.Unwrap(err)
	}
	return nil, false
}

// asError is separate from searchTree because the argument of As escapes to the heap.
func asError(err interface{ As(any) bool }) *Error {
	var e *Error
	if !err.As(&e) {
		return nil
	}
	return e
}
