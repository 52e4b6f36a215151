package runtime

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// An RPC is the public part of an error as RPC frameworks send it. The packages
// for these frameworks use it.
type RPC struct {
	Status     uint32 // number of the gRPC status, from 1 to 16
	Code       Code   // "" if only the status is known
	Message    string
	Params     map[string]string // parameters as text, a list as JSON
	RetryAfter time.Duration
	RequestID  string
}

// RPC returns the public part of the error.
func (e *Error) RPC() RPC {
	e = e.public()
	i := e.shown()
	r := RPC{Status: i.rpcNumber(), Code: e.code, Message: e.Detail(), RetryAfter: e.retryAfter}
	if e.received == nil {
		r.RequestID = e.requestID
	}
	if r.Message == "" {
		r.Message = i.description
	}
	if r.Message == "" {
		r.Message = i.title
	}
	r.Message, r.RequestID = strings.ToValidUTF8(r.Message, "\ufffd"), strings.ToValidUTF8(r.RequestID, "\ufffd")
	if e.values == nil {
		return r
	}
	r.Params = make(map[string]string, len(e.values))
	for n, v := range e.values {
		if p := &i.params[n]; !v.absent() {
			r.Params[p.name] = strings.ToValidUTF8(string(v.append(nil, p.kind)), "\ufffd")
		}
	}
	return r
}

// FromRPC returns the error that was sent, with the framework's error as its cause.
// Like any error that was received, it is not shown to clients; see [Forward].
// Servers may send the cause, so it must be safe to show.
func FromRPC(r RPC, cause error) *Error {
	e := &Error{code: r.Code, detail: r.Message, requestID: r.RequestID, retryAfter: r.RetryAfter, cause: cause,
		received: &received{shown: true, retry: r.RetryAfter > 0}}
	i, _ := find(string(r.Code))
	if i == nil {
		e.received.status = rpcHTTP(r.Status)
		return e
	}
	e.code = i.code
	texts := reading{asText: true}
	for _, name := range slices.Sorted(maps.Keys(r.Params)) {
		texts.params = append(texts.params, member{[]byte(name), appendString(nil, r.Params[name])})
	}
	e.values = texts.values(i)
	return e
}

// rpcNames are the gRPC statuses by number.
var rpcNames = [...]string{
	"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
	"FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
}

// rpcNumber returns the number of the code's gRPC status: the one on its page, or
// otherwise the one nearest to its HTTP status.
func (i *info) rpcNumber() uint32 {
	name := i.grpc
	if name == "" {
		name = rpcStatus(i.status)
	}
	return uint32(max(slices.Index(rpcNames[:], name), 1))
}

// rpcHTTP returns the HTTP status that is nearest to a gRPC status.
func rpcHTTP(number uint32) int {
	statuses := [...]int{500, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401}
	if number >= uint32(len(statuses)) {
		return 500
	}
	return statuses[number]
}
