package runtime

import "log/slog"

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
		attrs = append(attrs, slog.Attr{Key: "params", Value: slog.GroupValue(e.params.logAttrs()...)})
	}
	if e.cause != nil {
		attrs = append(attrs, slog.Any("cause", e.cause))
	}
	return slog.GroupValue(attrs...)
}
