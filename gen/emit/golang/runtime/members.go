package runtime

import (
	"bytes"
	"encoding/json"
	"slices"
	"unicode/utf8"
)

// members are those of a JSON object, in its order.
type members []member

type member struct{ name, value []byte }

// membersOf returns the members of a JSON object, and nil for other JSON. They
// are parts of data, which must be valid. To cut it is all that is wanted, and
// costs a fraction of decoding it into a map.
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

// skipSpace returns the index of the first byte from i on that is no space.
func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\r' || data[i] == '\n') {
		i++
	}
	return i
}

// skipValue returns the index after the value that begins at i.
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

// value returns the value of a member, nil if there is none of that name. Of
// several it is the last.
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

// text returns a member that is a string, "" if it is absent or none. It is what
// get does, without the costs of a decoder for a string that has no escapes.
func (m members) text(name string) string {
	raw := m.value(name)
	if len(raw) < 2 || raw[0] != '"' {
		return ""
	}
	if bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1 : len(raw)-1])
	}
	return get[string](m, name)
}

// get returns the value of a member, zero if it is absent or of another type.
func get[T any](m members, name string) T {
	var v, zero T
	if json.Unmarshal(m.value(name), &v) != nil {
		return zero
	}
	return v
}
