package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
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
	var top members
	if err := json.Unmarshal(body, &top); err != nil {
		return nil, fmt.Errorf("decode error body: %w", err)
	}
	problem, meta := top, top
	if inner := get[members](top, "error"); inner != nil {
		problem, meta = inner, get[members](top, "meta")
	}
	if !problem.hasAny("type", "title", "status", "detail", "code") {
		return nil, errors.New("decode error body: it has none of type, title, status, detail and code")
	}
	e := &Error{
		detail:    get[string](problem, "detail"),
		instance:  get[string](problem, "instance"),
		requestID: get[string](meta, "requestId"),
		received: &received{
			title: get[string](problem, "title"),
			typ:   get[string](problem, "type"),
			body:  string(body),
		},
	}
	if status := get[int](problem, "status"); 100 <= status && status <= 599 {
		e.received.status = status
	}
	e.code = codeOf(e.received.typ, get[string](problem, "code"))
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

// members are those of a JSON object.
type members map[string]json.RawMessage

func (m members) hasAny(names ...string) bool {
	for _, name := range names {
		if _, ok := m[name]; ok {
			return true
		}
	}
	return false
}

// get returns the value of a member, zero if it is absent or of another type.
func get[T any](m members, name string) T {
	var v, zero T
	if json.Unmarshal(m[name], &v) != nil {
		return zero
	}
	return v
}
