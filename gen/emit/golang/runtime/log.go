package runtime

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strconv"
)

// LogValue returns the error as a group: code, status, detail, and what else it
// has. Unlike the JSON that clients see, it holds the cause.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.StringValue("<nil>")
	}
	attrs := []slog.Attr{
		slog.String("code", string(e.code)),
		slog.Int("status", e.HTTPStatus()),
	}
	for _, a := range []slog.Attr{
		slog.String("detail", e.Detail()),
		slog.String("instance", e.instance),
		slog.String("request_id", e.requestID),
	} {
		if a.Value.String() != "" {
			attrs = append(attrs, a)
		}
	}
	if e.params != nil {
		attrs = append(attrs, slog.Attr{Key: "params", Value: slog.GroupValue(logMembers(e.params.appendMembers(nil))...)})
	}
	if e.cause != nil {
		attrs = append(attrs, slog.Any("cause", e.cause))
	}
	return slog.GroupValue(attrs...)
}

// logMembers returns JSON members, each with a comma before it, as attributes.
func logMembers(members []byte) []slog.Attr {
	if len(members) == 0 {
		return nil
	}
	members[0] = '{'
	d := json.NewDecoder(bytes.NewReader(append(members, '}')))
	_, err := d.Token()
	var attrs []slog.Attr
	for err == nil && d.More() {
		var name json.Token
		var value json.RawMessage
		if name, err = d.Token(); err == nil {
			err = d.Decode(&value)
			attrs = append(attrs, slog.Attr{Key: name.(string), Value: logValue(value)})
		}
	}
	return attrs
}

// logValue returns a JSON value; one that has parts stays JSON.
func logValue(value json.RawMessage) slog.Value {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return slog.StringValue(s)
	}
	if b, err := strconv.ParseBool(string(value)); err == nil {
		return slog.BoolValue(b)
	}
	if n, err := strconv.ParseInt(string(value), 10, 64); err == nil {
		return slog.Int64Value(n)
	}
	if f, err := strconv.ParseFloat(string(value), 64); err == nil {
		return slog.Float64Value(f)
	}
	return slog.AnyValue(value)
}
