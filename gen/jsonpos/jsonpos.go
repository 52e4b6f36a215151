// Package jsonpos parses JSON into a small tree whose values know their position in
// the text, and reports mistakes in the words of the person who wrote it: "extra
// comma after the last member", not "invalid character '}'".
//
// Common mistakes in examples (an extra or missing comma, a comment, three dots,
// single quotes) are reported and skipped, so that one of them does not hide the
// rest of the text. Anything else ends parsing; the tree then has what came before.
package jsonpos

import "strconv"

// A Kind is what a [Value] is.
type Kind uint8

// The kinds of values.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String returns the kind as messages name it.
func (k Kind) String() string {
	return [...]string{"null", "true or false", "a number", "text", "a list", "an object"}[k]
}

// A Value is one JSON value. Start and End are the bytes of its text.
type Value struct {
	Kind       Kind
	Start, End int
	Text       string   // String: decoded, always valid UTF-8; Number and Bool: as written
	Members    []Member // Object: in order, each name once
	Items      []*Value // Array
}

// A Member is one member of an object. Start and End are the bytes of its name,
// quotes included.
type Member struct {
	Name       string
	Start, End int
	Value      *Value
}

// Get returns the value of the member of that name, or nil if v is nil, not an
// object, or has no such member.
func (v *Value) Get(name string) *Value {
	if v == nil {
		return nil
	}
	for _, m := range v.Members {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// Int returns a number that is written as a whole one and fits an int.
func (v *Value) Int() (int, bool) {
	if v == nil || v.Kind != Number {
		return 0, false
	}
	n, err := strconv.Atoi(v.Text)
	return n, err == nil
}

// Describe says what a value is and, where that is short, how it is written.
func (v *Value) Describe() string {
	switch v.Kind {
	case Number:
		return "the number " + v.Text
	case Bool:
		return v.Text
	case String:
		return "the text " + strconv.Quote(v.Text)
	}
	return v.Kind.String()
}

// AsText returns the value as text: text as it is, numbers and truth values as they are
// written, lists and objects as JSON.
func (v *Value) AsText() string {
	if v.Kind == String {
		return v.Text
	}
	return string(v.Append(nil))
}

// Append appends the value as compact JSON in one canonical form: members in
// their order, numbers as written, text as by [AppendString].
func (v *Value) Append(b []byte) []byte {
	switch v.Kind {
	case Null:
		return append(b, "null"...)
	case Bool, Number:
		return append(b, v.Text...)
	case String:
		return AppendString(b, v.Text)
	case Array:
		b = append(b, '[')
		for i, item := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.Append(b)
		}
		return append(b, ']')
	}
	b = append(b, '{')
	for i, m := range v.Members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(AppendString(b, m.Name), ':')
		b = m.Value.Append(b)
	}
	return append(b, '}')
}
