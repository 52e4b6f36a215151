package runtime

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// lead returns the first sentence of the description.
func (i *info) lead() string {
	if i.summary == "" {
		return i.description
	}
	return i.summary
}

// appendParams appends a member with an object of the values that have no place of
// their own. If there are none, its value is absent, or it is left out if absent is
// empty.
func (e *Error) appendParams(b []byte, name string, i *info, asText bool, absent string) []byte {
	before := len(b)
	b = append(b, name...)
	start := len(b)
	if b = e.appendMembers(b, i, asText); len(b) > start {
		return object(b, start)
	}
	if absent == "" {
		return b[:before]
	}
	return append(b, absent...)
}

// appendNumber appends a text as a number if it consists of digits, otherwise as a string.
func appendNumber(b []byte, s string) []byte {
	digits := strings.TrimPrefix(s, "-")
	const most = 18
	if digits == "" || len(digits) > most || digits[0] == '0' && s != "0" || strings.Trim(digits, "0123456789") != "" {
		return appendString(b, s)
	}
	return append(b, s...)
}

// appendPiece appends a fact as part of a JSON string.
func appendPiece(b []byte, s string, i *info) []byte {
	if i.quote {
		return appendEscaped(b, s)
	}
	return append(b, s...)
}

// detailText returns the detail, "" if there is none.
func (e *Error) detailText(i *info) string {
	switch {
	case e.detail != "" || e.received != nil:
		return e.detail
	case e.values != nil:
		return string(e.fill(nil, i))
	}
	return i.plainDetail()
}

// valueText returns a value as people read it, "" if it is absent.
func (e *Error) valueText(i *info, name string) string {
	v, k := e.value(i, name)
	if v.absent() {
		return ""
	}
	return string(v.append(nil, k))
}

// numberText returns a number as text, "" for 0.
func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// rawText returns the text of a JSON string, and other JSON unchanged.
func rawText(data string) string {
	if s, ok := textOf([]byte(data)); ok {
		return s
	}
	return data
}

// seconds returns how long to wait before trying again, in whole seconds.
func (e *Error) seconds() int {
	return int((e.retryAfter + time.Second - 1) / time.Second)
}

// timestamp returns when the response is written.
func (o occasion) timestamp() string { return string(o.appendTimestamp(nil)) }

// appendTimestamp appends when the response is written.
func (o occasion) appendTimestamp(b []byte) []byte {
	now := time.Now
	if o.clock != nil {
		now = o.clock
	}
	return now().UTC().AppendFormat(b, time.RFC3339)
}

// fieldValue returns a text as a header value. Characters other than printable
// ASCII are percent-encoded, so that no text can end the header.
func fieldValue(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return strings.Trim(b.String(), " ")
}

// keep keeps the value of a parameter that has a place of its own.
func (r *reading) keep(param string, value []byte) {
	if value != nil {
		r.own = append(r.own, member{[]byte(param), value})
	}
}

// setStatus keeps a status.
func (r *reading) setStatus(value []byte) {
	r.any = r.any || value != nil
	r.status = statusOf(value)
}

// setWait keeps how long to wait, a number of seconds.
func (r *reading) setWait(value []byte) {
	if n, ok := wholeOf(value); ok && n > 0 && n < 1<<32 {
		r.retryAfter = time.Duration(n) * time.Second
	}
}

// literal compares a value with the one that every body has.
func (r *reading) literal(value []byte, want string) {
	if value == nil || bytes.Equal(value, []byte(want)) {
		return
	}
	s, ok := textOf(value)
	if t, isText := textOf([]byte(want)); !ok || !isText || s != t {
		r.differs = true
	}
}

// cut returns the parts of a text between the given texts, in order; the first
// and the last may be empty. It returns nil if the text does not contain them.
func cut(s string, around ...string) []string {
	rest, ok := strings.CutPrefix(s, around[0])
	if !ok || s == "" {
		return nil
	}
	var out []string
	for n, next := range around[1:] {
		var piece string
		if n+2 == len(around) {
			piece, ok = strings.CutSuffix(rest, next)
		} else {
			piece, rest, ok = strings.Cut(rest, next)
		}
		if !ok {
			return nil
		}
		out = append(out, piece)
	}
	return out
}

// rpcStatus returns the gRPC name of the status for an HTTP status.
func rpcStatus(status int) string {
	switch status {
	case 400, 411, 413, 414, 415, 422, 431:
		return "INVALID_ARGUMENT"
	case 401, 407:
		return "UNAUTHENTICATED"
	case 403, 451:
		return "PERMISSION_DENIED"
	case 404, 410:
		return "NOT_FOUND"
	case 405, 501, 505:
		return "UNIMPLEMENTED"
	case 408, 504:
		return "DEADLINE_EXCEEDED"
	case 409:
		return "ABORTED"
	case 416:
		return "OUT_OF_RANGE"
	case 429, 507:
		return "RESOURCE_EXHAUSTED"
	case 499:
		return "CANCELLED"
	case 502, 503:
		return "UNAVAILABLE"
	}
	switch {
	case status >= 400 && status < 500:
		return "FAILED_PRECONDITION"
	case status >= 500:
		return "INTERNAL"
	}
	return "UNKNOWN"
}

// spell returns the words of a text in another spelling: order_not_found,
// order-not-found, ORDER_NOT_FOUND, orderNotFound, OrderNotFound, order not found.
func spell(s, how string) string {
	words := wordsOf(s)
	switch how {
	case "snake":
		return strings.ToLower(strings.Join(words, "_"))
	case "kebab":
		return strings.ToLower(strings.Join(words, "-"))
	case "upper":
		return strings.ToUpper(strings.Join(words, "_"))
	case "lower":
		return strings.ToLower(strings.Join(words, " "))
	}
	var b strings.Builder
	for i, w := range words {
		w = strings.ToLower(w)
		if i > 0 || how == "pascal" {
			r, size := utf8.DecodeRuneInString(w)
			b.WriteRune(unicode.ToUpper(r))
			w = w[size:]
		}
		b.WriteString(w)
	}
	return b.String()
}

// wordsOf returns the words of a text: HTTP, Server and error2 for "HTTPServer_error2".
func wordsOf(s string) []string {
	var out []string
	runes := []rune(s)
	start := 0
	end := func(i int) {
		if i > start {
			out = append(out, string(runes[start:i]))
		}
	}
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			end(i)
			start = i
		}
	}
	end(len(runes))
	return out
}

// WithRequestMember sets a member that the body shows about the request, for
// example its ID. A value that cannot be written as JSON is left out.
func WithRequestMember(name string, value any) Option {
	return func(e *Error) {
		data, err := json.Marshal(value)
		if err == nil {
			e.request = &fragment{name, string(data), e.request}
		}
	}
}

// member returns a value that the body shows about the request as JSON, or ""
// if there is none.
func (e *Error) member(name string) string {
	for f := e.request; f != nil; f = f.before {
		if f.name == name {
			return f.json
		}
	}
	return ""
}
