package runtime

import (
	"math"
	"time"
)

func textValue(v string) value { return value{text: v, number: 1} }

func intValue(v int64) value { return value{text: given, number: uint64(v)} }

func floatValue(v float64) value { return value{text: given, number: math.Float64bits(v)} }

func boolValue(v bool) value {
	if v {
		return value{text: given, number: 1}
	}
	return value{text: given}
}

func timeValue(v time.Time) value { return textValue(v.Format(time.RFC3339Nano)) }

// optionalValue returns the value of a parameter that may be nil.
func optionalValue[T any](v *T, of func(T) value) value {
	if v == nil {
		return value{}
	}
	return of(*v)
}

// listValue returns the value of a list; add appends an item as JSON.
func listValue[T any](items []T, add func([]byte, T) []byte) value {
	b := []byte{'['}
	for n, item := range items {
		if n > 0 {
			b = append(b, ',')
		}
		b = add(b, item)
	}
	return textValue(string(append(b, ']')))
}

// optionalList returns the value of a list that may be nil.
func optionalList[T any](items []T, add func([]byte, T) []byte) value {
	if items == nil {
		return value{}
	}
	return listValue(items, add)
}

func addText(b []byte, v string) []byte { return appendString(b, v) }

func addInt(b []byte, v int64) []byte { return appendInt(b, v) }

func addFloat(b []byte, v float64) []byte { return appendFloat(b, v) }

func addBool(b []byte, v bool) []byte { return boolValue(v).append(b, isBool) }

func addTime(b []byte, v time.Time) []byte { return timeValue(v).appendJSON(b, isTime) }
