package runtime

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// blank is the type of a problem that has no meaning beyond its status.
const blank = "about:blank"

// An occasion has the values in a body that depend on the response.
type occasion struct {
	requestID string
	path      string
	clock     func() time.Time // nil: time.Now
}

// AppendJSON appends the public part of the error to b, as in the body of a
// response. An error that was received is written as the internal error,
// unless it was returned by [Forward].
func (e *Error) AppendJSON(b []byte) []byte {
	e = e.public()
	return e.appendBody(b, e.shown(), occasion{requestID: e.requestID})
}

// MarshalJSON returns the JSON of [Error.AppendJSON].
func (e *Error) MarshalJSON() ([]byte, error) { return e.AppendJSON(nil), nil }

// UnmarshalJSON decodes the error as [Decode] does. The error may be shown to
// clients, as if returned by [Forward].
func (e *Error) UnmarshalJSON(data []byte) error {
	read, err := Decode(data)
	if err != nil {
		return err
	}
	read.received.forwarded = true
	*e = *read
	return nil
}

// public returns the error that clients may see.
func (e *Error) public() *Error {
	switch {
	case e == nil:
		return &Error{}
	case e.private():
		return &Error{code: defaultCode, cause: e}
	}
	return e
}

// shown returns the info that a body has of the error's code. For an unknown code
// it has the received values, or otherwise those of the internal error.
func (e *Error) shown() *info {
	if i := e.code.info(); i != nil {
		return i
	}
	i := &info{code: e.code, status: e.HTTPStatus(), title: e.Title(), typ: e.Type(), quote: true}
	if i.typ == "" {
		i.typ = blank
	}
	if i.title == "" && i.status == 500 {
		i.title = "Internal Server Error"
	}
	i.complete()
	return i
}

// appendDetail appends a member with the detail, or with another text if there is
// no detail, or nothing if there is neither.
func (e *Error) appendDetail(b []byte, name string, i *info, other string) []byte {
	if e.detail != "" || e.values == nil || e.received != nil {
		detail := e.detail
		if detail == "" && e.received == nil {
			detail = i.plainDetail()
		}
		if detail == "" {
			detail = other
		}
		return appendMember(b, name, detail)
	}
	before := len(b)
	b = append(b, name...)
	b = append(b, '"')
	start := len(b)
	b = e.fill(b, i)
	if len(b) == start {
		return appendMember(b[:before], name, other)
	}
	if plainBytes(b[start:]) < len(b)-start {
		return quoteTail(b, start)
	}
	return append(b, '"')
}

// quoteTail makes a JSON string of b[start:], which follows a quote.
func quoteTail(b []byte, start int) []byte {
	end := len(b)
	b = appendString(b, b[start:end])
	return append(b[:start-1], b[end:]...)
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// appendFact appends a member unless its value is empty. The value needs no
// escapes, unless i says otherwise.
func appendFact(b []byte, name, value string, i *info) []byte {
	if i.quote || value == "" {
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

// plain reports whether c needs no escape in a JSON string and is not part of a
// multi-byte character.
func plain(c byte) bool {
	return ' ' <= c && c < utf8.RuneSelf && c != '"' && c != '\\'
}

// plainBytes returns the number of plain bytes at the start of s. It checks eight
// at a time: the high bit of each is set if it is not plain, provided that the
// bytes before it are.
func plainBytes[T string | []byte](s T) int {
	const (
		one  = 0x0101010101010101
		high = 0x80 * one
	)
	i := 0
	for ; i+8 <= len(s); i += 8 {
		eight := s[i : i+8]
		w := uint64(eight[0]) | uint64(eight[1])<<8 | uint64(eight[2])<<16 | uint64(eight[3])<<24 |
			uint64(eight[4])<<32 | uint64(eight[5])<<40 | uint64(eight[6])<<48 | uint64(eight[7])<<56
		control, quote, backslash := w-' '*one, (w^'"'*one)-one, (w^'\\'*one)-one
		if (w|control|quote|backslash)&high != 0 {
			break
		}
	}
	for i < len(s) && plain(s[i]) {
		i++
	}
	return i
}

// appendString appends s as a JSON string. It escapes what JSON requires and
// the line terminators of JavaScript; invalid UTF-8 becomes U+FFFD.
func appendString[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	b = appendEscaped(b, s)
	return append(b, '"')
}

// appendEscaped appends s as part of a JSON string.
func appendEscaped[T string | []byte](b []byte, s T) []byte {
	const hex = "0123456789abcdef"
	start := 0 // of the part not copied yet
	for i := plainBytes(s); i < len(s); i += plainBytes(s[i:]) {
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
	return append(b, s[start:]...)
}
