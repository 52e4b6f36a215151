package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// classes are the codes for errors of the standard library, empty for none.
type classes struct {
	canceled, deadlineExceeded, tooLarge, badJSON, notFound, methodNotAllowed Code
}

// Classify returns the code that is configured for the kind of an error of the
// standard library: a request canceled by the client, an exceeded deadline, a
// body that is too large or not the expected JSON, a path or a method without a
// handler. [WriteHTTP] calls it for errors without a code.
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

// ClassifyStatus returns the code that is configured for the errors that a
// framework answers with a status by itself; see [Classify].
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
