// Package codes holds the error codes of Unkey, as the pages in the folder
// errors describe them: a constant for each code, a constructor for each error,
// and what it takes to serve errors over HTTP and to read them back. It imports
// the standard library alone and does no work when a program starts.
//
// # Raising
//
// A [Code] is an error by itself. A constructor adds what is known of this
// occurrence; those of codes with parameters take them as arguments:
//
//	return codes.UnkeyDataKeyNotFound
//	return codes.NewUnkeyDataKeyNotFound(codes.WithCause(err))
//	return codes.NewUserBadRequestRequestBodyTooLarge(limit)
//
// Whatever wraps an error, with %w or [errors.Join], keeps its code.
//
// # Serving
//
// A [HandlerFunc] is a handler that may return an error. [WriteHTTP] answers
// with the first known code in the error's tree; any other error becomes the
// catalogue's internal error. A client sees the code's status, title, type and
// detail, and the parameters, but never a cause or a text that was wrapped
// around. A [Responder] is for those who take the request's ID from another
// header, or would rather show a page to a browser.
//
// # Matching
//
// [FromResponse] makes an error of a response, [Decode] of a body. They go by
// the type URL, never by the status. Match with [errors.Is], switch on what
// [CodeOf] returns, and read parameters with [ParamsOf]:
//
//	err := codes.FromResponse(resp)
//	switch code, _ := codes.CodeOf(err); code {
//	case codes.UnkeyDataKeyNotFound:
//		return nil, false
//	case codes.UserTooManyRequestsWorkspaceRateLimited:
//		e, _ := codes.As(err)
//		time.Sleep(e.RetryAfter())
//	}
//
// A code that is newer than the program is no failure: [Code.Known] is false,
// and the status, the detail and the body can be read.
//
// # Looking up
//
// [Lookup] finds a code by its URN or by its type URL, also by those it had
// before. [All] iterates over every code, in order.
//
// # Changing it
//
// Everything here but this file and the tests is generated. Edit the page of a
// code, errors/SYSTEM/CATEGORY/SPECIFIC.mdx, and run go generate.
package codes

//go:generate go run github.com/unkeyed/errgen/cmd/errgen generate --config ../../errors/errgen.yaml
