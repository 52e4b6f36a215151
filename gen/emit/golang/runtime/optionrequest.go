package runtime

import (
	"encoding/json"
	"slices"
)

// WithRequestMember sets what the body shows of the request under a name, for
// example its ID. A value that has no form in JSON is left out.
func WithRequestMember(name string, value any) Option {
	return func(e *Error) {
		data, err := json.Marshal(value)
		if err == nil {
			e.request = append(slices.Clip(e.request), fragment{name, string(data)})
		}
	}
}

// member returns what the body shows of the request, as JSON, "" if that is
// nothing.
func (e *Error) member(name string) string {
	for i := len(e.request) - 1; i >= 0; i-- {
		if e.request[i].name == name {
			return e.request[i].json
		}
	}
	return ""
}
