package runtime

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// Decode returns the error that a response's body describes: a problem object
// of RFC 9457, or one that is the member "error" of a larger object. The code is
// told by the type URL, else by a member "code", never by the status. One that
// this package has not is kept: [Error.Known] is then false, and the rest can be
// read as usual.
//
// Decode fails only where the body is no such object. Members of a wrong type
// are taken as absent.
func Decode(body []byte) (*Error, error) {
	if !json.Valid(body) {
		return nil, errors.New("decode error body: it is not JSON")
	}
	top := membersOf(body)
	problem, meta := top, top
	if inner := membersOf(top.value("error")); inner != nil {
		problem, meta = inner, membersOf(top.value("meta"))
	}
	if !problem.hasAny("type", "title", "status", "detail", "code") {
		return nil, errors.New("decode error body: it has none of type, title, status, detail and code")
	}
	e := &Error{
		detail:    problem.text("detail"),
		instance:  problem.text("instance"),
		requestID: meta.text("requestId"),
		received: &received{
			title: problem.text("title"),
			typ:   problem.text("type"),
			body:  string(body),
		},
	}
	if status, err := strconv.Atoi(string(problem.value("status"))); err == nil && 100 <= status && status <= 599 {
		e.received.status = status
	}
	e.code = codeOf(e.received.typ, problem.text("code"))
	if i := e.code.info(); i != nil && i.params != nil {
		e.params = i.params.decode(problem)
	}
	return e, nil
}

// codeOf returns the code of a type URL or, if that is none, the one stated. An
// unknown one is returned too if it has the form of a code.
func codeOf(typ, stated string) Code {
	for _, s := range []string{typ, stated} {
		if code, ok := Lookup(s); ok {
			return code
		}
	}
	if path, ok := strings.CutPrefix(typ, docsURL); ok {
		if code, err := Parse(prefix + strings.ReplaceAll(path, "/", ":")); err == nil {
			return code
		}
	}
	code, _ := Parse(stated)
	return code
}
