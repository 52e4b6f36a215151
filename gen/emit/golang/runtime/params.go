package runtime

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// A param is a parameter of a code: its name in JSON, and its type.
type param struct {
	name     string
	kind     kind
	optional bool
	own      bool    // has a place of its own in the body
	unlogged bool    // must not be logged
	members  []param // of the objects in a list
}

// A kind is the type of a parameter.
type kind uint8

const (
	isText kind = iota
	isInt
	isFloat
	isBool
	isTime
	isTexts
	isInts
	isFloats
	isBools
	isTimes
	isObjects
)

// A value is the value of a parameter. It is small, so that an error and its
// values share one allocation. The zero value means that the parameter is
// absent.
type value struct {
	text   string // of a string or a time; the JSON of a list
	number uint64 // bits of any other type
}

// given is the text of values that are not strings; a string has the number 1. So
// no value that is present is zero.
const given = "given"

func (v value) absent() bool { return v == value{} }

// appendJSON appends a value as JSON.
func (v value) appendJSON(b []byte, k kind) []byte {
	switch k {
	case isText:
		return appendString(b, v.text)
	case isTime:
		b = append(b, '"')
		b = append(b, v.text...)
		return append(b, '"')
	}
	return v.append(b, k)
}

// appendText appends the text of a value as a JSON string.
func (v value) appendText(b []byte, k kind) []byte {
	switch k {
	case isInt, isFloat, isBool, isTime:
		b = append(b, '"')
		b = v.append(b, k)
		return append(b, '"')
	}
	return appendString(b, v.text)
}

// append appends a value as text.
func (v value) append(b []byte, k kind) []byte {
	switch k {
	case isInt:
		return appendInt(b, int64(v.number))
	case isFloat:
		return appendFloat(b, math.Float64frombits(v.number))
	case isBool:
		return strconv.AppendBool(b, v.number != 0)
	}
	return append(b, v.text...)
}

// appendFloat appends f as JSON. Infinities and NaN, which JSON lacks, are
// null.
func appendFloat(b []byte, f float64) []byte {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return append(b, "null"...)
	}
	format := byte('f')
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, 64)
}

// fill appends the detail with its values filled in. The template in the table
// has names in braces; doubled braces are literal ones.
func (e *Error) fill(b []byte, i *info) []byte {
	if i == nil {
		return b
	}
	rest := i.detail
	next := 0 // names are usually in the order of the parameters
	for {
		n := strings.IndexByte(rest, '{')
		if i.braces {
			n = strings.IndexAny(rest, "{}")
		}
		if n < 0 {
			return append(b, rest...)
		}
		b = append(b, rest[:n]...)
		if rest = rest[n+1:]; i.braces && rest != "" && (rest[0] == '{' || rest[0] == '}') {
			b = append(b, rest[0])
			rest = rest[1:]
			continue
		}
		for range e.values {
			p, v := &i.params[next], e.values[next]
			if next++; next == len(e.values) {
				next = 0
			}
			if after, ok := strings.CutPrefix(rest, p.name); ok && after != "" && after[0] == '}' {
				if !v.absent() {
					b = v.append(b, p.kind)
				}
				rest = after[1:]
				break
			}
		}
	}
}

// value returns a value by the name of its parameter, and its type.
func (e *Error) value(i *info, name string) (value, kind) {
	for n, v := range e.values {
		if p := &i.params[n]; p.name == name {
			return v, p.kind
		}
	}
	return value{}, 0
}

// appendMembers appends the values as JSON members, each after a comma, without
// those that have their own places.
func (e *Error) appendMembers(b []byte, i *info, asText bool) []byte {
	for n, v := range e.values {
		p := &i.params[n]
		if p.own || v.absent() {
			continue
		}
		b = append(b, ',', '"')
		b = append(b, p.name...)
		b = append(b, '"', ':')
		if asText {
			b = v.appendText(b, p.kind)
		} else {
			b = v.appendJSON(b, p.kind)
		}
	}
	return b
}

// read returns the value of JSON, absent if it has another type.
func (p *param) read(data []byte) value {
	var err error
	switch p.kind {
	case isText:
		if s, ok := textOf(data); ok {
			return value{text: s, number: 1}
		}
	case isInt:
		if n, ok := wholeOf(data); ok {
			return value{text: given, number: uint64(n)}
		}
	case isFloat:
		var f *float64
		if err = json.Unmarshal(data, &f); err == nil && f != nil {
			return value{text: given, number: math.Float64bits(*f)}
		}
	case isBool:
		switch string(data) {
		case "true":
			return value{text: given, number: 1}
		case "false":
			return value{text: given}
		}
	case isTime:
		if s, ok := textOf(data); ok && isTimeText(s) {
			return value{text: s, number: 1}
		}
	default:
		if items, ok := p.readList(data); ok {
			return value{text: items, number: 1}
		}
	}
	return value{}
}

// readText returns the value of a text, for templates that write parameters as
// texts.
func (p *param) readText(s string) value {
	data := []byte(s)
	if !json.Valid(data) {
		return value{}
	}
	return p.read(bytes.TrimSpace(data))
}

// readList returns a list as the error keeps it, and false if an item has
// another type: a list without some items would look complete.
func (p *param) readList(data []byte) (string, bool) {
	items, ok := itemsOf(data)
	if !ok {
		return "", false
	}
	one := param{kind: p.kind - isTexts + isText}
	b := []byte{'['}
	for n, item := range items {
		if n > 0 {
			b = append(b, ',')
		}
		if p.kind != isObjects {
			v := one.read(item)
			if v.absent() {
				return "", false
			}
			b = v.appendJSON(b, one.kind)
			continue
		}
		m := membersOf(item)
		if m == nil {
			return "", false
		}
		start := len(b)
		for i := range p.members {
			member := &p.members[i]
			data := m.value(member.name)
			if member.optional && (data == nil || string(data) == "null") {
				continue
			}
			v := member.read(data)
			if v.absent() {
				return "", false
			}
			b = append(b, ',', '"')
			b = append(b, member.name...)
			b = append(b, '"', ':')
			b = v.appendJSON(b, member.kind)
		}
		b = object(b, start)
	}
	return string(append(b, ']')), true
}

// object makes an object of members, each with a comma before it.
func object(b []byte, start int) []byte {
	if len(b) == start {
		return append(b, '{', '}')
	}
	b[start] = '{'
	return append(b, '}')
}

func isTimeText(s string) bool {
	return new(time.Time).UnmarshalText([]byte(s)) == nil
}
