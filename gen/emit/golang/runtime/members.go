package runtime

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// members are the members of a JSON object, in order.
type members []member

type member struct{ name, value []byte }

// membersOf returns the members of a JSON object, or nil for other JSON. They
// are slices of data, which must be valid. Slicing costs a fraction of decoding
// into a map.
func membersOf(data []byte) members {
	i := skipSpace(data, 0)
	if i == len(data) || data[i] != '{' {
		return nil
	}
	m := make(members, 0, 8)
	for i = skipSpace(data, i+1); data[i] != '}'; {
		end := skipValue(data, i)
		name := data[i+1 : end-1]
		if bytes.IndexByte(name, '\\') >= 0 {
			var unescaped string
			_ = json.Unmarshal(data[i:end], &unescaped) // it is valid
			name = []byte(unescaped)
		}
		i = skipSpace(data, skipSpace(data, end)+1) // over the colon
		end = skipValue(data, i)
		m = append(m, member{name, data[i:end]})
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
	return m
}

// skipSpace returns the index of the first byte from i on that is not a space.
func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\r' || data[i] == '\n') {
		i++
	}
	return i
}

// skipValue returns the index after the value that starts at i.
func skipValue(data []byte, i int) int {
	for depth := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
			if depth < 0 {
				return i // of what the number is in
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
	return i
}

// value returns the value of the last member with the name, or nil if there is
// none.
func (m members) value(name string) []byte {
	for i := len(m) - 1; i >= 0; i-- {
		if string(m[i].name) == name {
			return m[i].value
		}
	}
	return nil
}

func (m members) hasAny(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return m.value(name) != nil })
}

// object returns the members of a member that is an object, or nil if it is not.
func (m members) object(name string) members { return membersOf(m.value(name)) }

// text returns a member that is a string, or "" if it is absent or not a string.
func (m members) text(name string) string { return stringOf(m.value(name)) }

// stringOf returns the text of a JSON string, or "" for other values.
func stringOf(value []byte) string {
	s, _ := textOf(value)
	return s
}

// textOf returns the text of a JSON string, and whether the value is one.
func textOf(value []byte) (string, bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	if bytes.IndexByte(value, '\\') < 0 && utf8.Valid(value) {
		return string(value[1 : len(value)-1]), true
	}
	var s string
	err := json.Unmarshal(value, &s)
	return s, err == nil
}

// itemsOf returns the items of a list, and whether the value is one.
func itemsOf(data []byte) ([][]byte, bool) {
	i := skipSpace(data, 0)
	if i == len(data) || data[i] != '[' {
		return nil, false
	}
	var items [][]byte
	for i = skipSpace(data, i+1); data[i] != ']'; {
		end := skipValue(data, i)
		items = append(items, data[i:end])
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
	return items, true
}

// item returns an item of a list, or nil if the value is not a list or has fewer items.
func item(data []byte, n int) []byte {
	if items, _ := itemsOf(data); n < len(items) {
		return items[n]
	}
	return nil
}

// statusOf returns the HTTP status in a number or a string, or 0 if there is none.
func statusOf(value []byte) int {
	if s, ok := textOf(value); ok {
		n, err := strconv.ParseUint(s, 10, 16)
		if err != nil {
			return 0
		}
		value = strconv.AppendUint(nil, n, 10)
	}
	n, _ := wholeOf(value)
	if n < 100 || n > 599 {
		return 0
	}
	return int(n)
}

// wholeOf returns a 64-bit integer, however it is written.
func wholeOf(data []byte) (int64, bool) {
	if n, err := strconv.ParseInt(string(data), 10, 64); err == nil {
		return n, true
	}
	// A number with a fraction or an exponent is exact up to 2^53.
	f, err := strconv.ParseFloat(string(data), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 || !bytes.ContainsAny(data, ".eE") {
		return 0, false
	}
	return int64(f), true
}
