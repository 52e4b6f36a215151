package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// classes are the codes of errors of the standard library; one that is empty is
// none.
type classes struct {
	canceled, deadlineExceeded, tooLarge, badJSON, notFound, methodNotAllowed Code
}

// Classify returns the code of an error of the standard library, if this package
// was told one for its kind: a request that the client gave up, a deadline that
// has passed, a body that is too large or is not the JSON that was wanted, a path
// or a method without a handler. [WriteHTTP] asks it of errors without a code.
func Classify(err error) (Code, bool) {
	var large *http.MaxBytesError
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	var code Code
	switch {
	case errors.As(err, &large):
		code = standard.tooLarge
	case errors.Is(err, context.Canceled):
		code = standard.canceled
	case errors.Is(err, context.DeadlineExceeded):
		code = standard.deadlineExceeded
	case errors.As(err, &syntax), errors.As(err, &wrong):
		code = standard.badJSON
	case errors.Is(err, ErrNotFound):
		code = standard.notFound
	case errors.Is(err, ErrMethodNotAllowed):
		code = standard.methodNotAllowed
	}
	return code, code != ""
}

// ClassifyStatus returns the code of what a framework answers with a status by
// itself, if this package was told one for its kind; see [Classify].
func ClassifyStatus(status int) (Code, bool) {
	var code Code
	switch status {
	case http.StatusBadRequest:
		code = standard.badJSON
	case http.StatusNotFound:
		code = standard.notFound
	case http.StatusMethodNotAllowed:
		code = standard.methodNotAllowed
	case http.StatusRequestEntityTooLarge:
		code = standard.tooLarge
	case 499:
		code = standard.canceled
	case http.StatusGatewayTimeout:
		code = standard.deadlineExceeded
	}
	return code, code != ""
}

// Errors for requests without a handler, for Classify functions.
const (
	ErrNotFound         routeError = "not found"
	ErrMethodNotAllowed routeError = "method not allowed"
)

type routeError string

func (e routeError) Error() string { return string(e) }
