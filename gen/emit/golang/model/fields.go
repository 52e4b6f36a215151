package model

import (
	"slices"

	"github.com/unkeyed/errgen/gen/name"
)

// A Field is one of the struct that holds what is known of a code.
type Field struct {
	Name, Type, Doc string
	Full            bool // only where errors are made, not where there are constants alone
}

// Fields are those that every table has.
var Fields = []Field{
	{"code", "Code", "", false},
	{"status", "int", "0 if there is no HTTP status", false},
	{"title", "string", "", false},
	{"typ", "string", "URI", false},
	{"pageURL", "string", "empty if it is the type", false},
	{"detail", "string", "a template if there are params", false},
	{"description", "string", "", false},
	{"replacedBy", "Code", "", false},
	{"params", "[]param", "", true},
	{"of", "string", "name of the struct of the params", true},
	{"headers", "[]header", "", true},
	{"retry", "judgement", "", false},
	{"deprecated", "bool", "", false},
	{"retired", "bool", "", false},
	{"braces", "bool", "detail has literal braces", true},
	{"quote", "bool", "a text in bodies has characters that JSON escapes", true},
}

// TableFields are the names that a row of the table has.
var TableFields = func() []string {
	var out []string
	for _, f := range Fields {
		out = append(out, f.Name)
	}
	// Methods of a row have names of their own.
	return append(out, "grpc", "answered", "complete", "identity", "lead", "link", "mayRetry", "page", "plainDetail", "resembles", "rpcNumber")
}()

// FactField returns the field of a fact.
func (m *Model) FactField(a Accessor) string {
	field := m.Casing.Camel(a.Name)
	if slices.Contains(TableFields, field) || name.Go.IsKeyword(field) || field == "" || field[0] < 'a' {
		return field + "Fact"
	}
	return field
}
