package runtime

import (
	"encoding/json"
	"log/slog"
	"math"
)

// LogValue returns the error as a group with its code, status, detail and so
// on. Unlike the JSON that clients see, it includes the cause.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.StringValue("<nil>")
	}
	attrs := e.attrs(make([]slog.Attr, 0, 8))
	switch cause := e.cause.(type) {
	case nil:
	case hiddenCause:
		attrs = append(attrs, slog.Any("cause", cause.error))
	default:
		attrs = append(attrs, slog.Any("cause", cause))
	}
	return slog.GroupValue(attrs...)
}

// Attrs returns the attributes of the first [*Error] or [Code] in err's tree:
// code, status, detail, parameters and so on, without the cause. Use it to log
// a wrapped error, of which package slog sees only the text. It returns nil if
// there is none.
func Attrs(err error) []slog.Attr {
	e, ok := As(err)
	if !ok {
		return nil
	}
	return e.attrs(make([]slog.Attr, 0, 8))
}

func (e *Error) attrs(to []slog.Attr) []slog.Attr {
	to = append(to, slog.String("code", string(e.code)), slog.Int("status", e.HTTPStatus()))
	add := func(name, text string) {
		if text != "" {
			to = append(to, slog.String(name, text))
		}
	}
	add("detail", e.loggedDetail())
	add("instance", e.instance)
	add("request_id", e.requestID)
	for f := e.request; f != nil; f = f.before {
		add("request_"+f.name, f.json)
	}
	if i := e.code.info(); i != nil && e.values != nil {
		params := make([]slog.Attr, 0, len(e.values))
		for n, v := range e.values {
			switch p := &i.params[n]; {
			case v.absent():
			case p.unlogged:
				params = append(params, slog.String(p.name, "[redacted]"))
			default:
				params = append(params, slog.Attr{Key: p.name, Value: v.logged(p.kind)})
			}
		}
		to = append(to, slog.Attr{Key: "params", Value: slog.GroupValue(params...)})
	}
	return to
}

// loggedDetail returns the detail, or its template if that has a parameter that
// must not be logged.
func (e *Error) loggedDetail() string {
	i := e.code.info()
	if e.values != nil && i != nil && (e.detail == "" || e.received != nil) {
		for n := range i.params {
			if i.params[n].unlogged {
				return i.detail
			}
		}
	}
	return e.Detail()
}

// logged returns a value for logs; a list is JSON.
func (v value) logged(k kind) slog.Value {
	switch k {
	case isText, isTime:
		return slog.StringValue(v.text)
	case isInt:
		return slog.Int64Value(int64(v.number))
	case isFloat:
		return slog.Float64Value(math.Float64frombits(v.number))
	case isBool:
		return slog.BoolValue(v.number != 0)
	}
	return slog.AnyValue(json.RawMessage(v.text))
}
