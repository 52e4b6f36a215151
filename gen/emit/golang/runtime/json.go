package runtime

import (
	"strconv"
	"unicode/utf8"
)

// blank is the type of a problem that means no more than its status does.
const blank = "about:blank"

// AppendJSON appends the public half of the error to b, as the body of a
// response has it.
func (e *Error) AppendJSON(b []byte) []byte {
	return e.appendBody(b, e.RequestID())
}

// MarshalJSON returns the public half of the error, as the body of a response
// has it.
func (e *Error) MarshalJSON() ([]byte, error) {
	return e.AppendJSON(nil), nil
}

func (e *Error) appendBody(b []byte, requestID string) []byte {
	if e == nil {
		e = &Error{}
	}
	if !nested {
		return e.appendProblem(b, requestID)
	}
	b = append(b, `{"meta":{"requestId":`...)
	b = appendString(b, requestID)
	b = append(b, `},"error":`...)
	b = e.appendProblem(b, "")
	return append(b, '}')
}

// appendProblem appends an object of RFC 9457. Each member is written with a
// comma before it; the first comma then becomes the brace.
func (e *Error) appendProblem(b []byte, requestID string) []byte {
	i := e.code.info()
	if i == nil {
		i = e.unknown()
	}
	start := len(b)
	if nested {
		b = e.appendDetail(b, i)
		b = appendMember(b, `,"instance":`, e.instance)
		b = appendStatus(b, i)
		b = appendFact(b, `,"title":`, i.title, i)
		b = appendFact(b, `,"type":`, i.typ, i)
	} else {
		b = appendFact(b, `,"type":`, i.typ, i)
		b = appendFact(b, `,"title":`, i.title, i)
		b = appendStatus(b, i)
		b = e.appendDetail(b, i)
		b = appendMember(b, `,"instance":`, e.instance)
	}
	if e.params != nil {
		b = e.params.appendMembers(b)
	}
	b = appendMember(b, `,"requestId":`, requestID)
	b[start] = '{'
	return append(b, '}')
}

// unknown returns what is said of an error whose code this package has not: what
// was received, else that it is an internal error.
func (e *Error) unknown() *info {
	i := &info{status: e.HTTPStatus(), title: e.Title(), typ: e.Type(), quote: true}
	if i.typ == "" {
		i.typ = blank
	}
	if i.title == "" && i.status == 500 {
		i.title = "Internal Server Error"
	}
	return i
}

func (e *Error) appendDetail(b []byte, i *info) []byte {
	if e.detail != "" || e.params == nil || e.received != nil {
		detail := e.detail
		if detail == "" && e.received == nil {
			detail = i.plainDetail()
		}
		return appendMember(b, `,"detail":`, detail)
	}
	before := len(b)
	b = append(b, `,"detail":"`...)
	start := len(b)
	b = e.params.appendDetail(b)
	if len(b) == start {
		return b[:before]
	}
	for _, c := range b[start:] {
		if !plain(c) {
			return quoteTail(b, start)
		}
	}
	return append(b, '"')
}

// quoteTail makes a JSON string of b[start:], which follows a quote.
func quoteTail(b []byte, start int) []byte {
	end := len(b)
	b = appendString(b, b[start:end])
	return append(b[:start-1], b[end:]...)
}

func appendStatus(b []byte, i *info) []byte {
	return appendInt(append(b, `,"status":`...), int64(i.status))
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// appendFact appends a member whose value is known not to need escapes, unless i
// says otherwise.
func appendFact(b []byte, name, value string, i *info) []byte {
	if i.quote {
		return appendMember(b, name, value)
	}
	b = append(b, name...)
	b = append(b, '"')
	b = append(b, value...)
	return append(b, '"')
}

// appendMember appends a member unless its value is empty.
func appendMember(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return appendString(append(b, name...), value)
}

// plain reports whether c stands in a JSON string as it is, and is no part of a
// longer character.
func plain(c byte) bool {
	return ' ' <= c && c < utf8.RuneSelf && c != '"' && c != '\\'
}

// appendString appends s as a JSON string. It escapes what JSON requires to be
// escaped and what would end a line of JavaScript; what is no UTF-8 becomes
// U+FFFD.
func appendString[T string | []byte](b []byte, s T) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0 // of what is still to be copied
	for i := 0; i < len(s); {
		if plain(s[i]) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
		if r >= utf8.RuneSelf && r != '\u2028' && r != '\u2029' && (r != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		b = append(b, s[start:i]...)
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		}
		i += size
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
