package golang

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
)

// mostShared is how many values share an allocation with their error.
const mostShared = 8

// newWith begins the names of the functions that make errors with parameters.
const newWith = "newWith"

func newFunc(params int) string {
	if params > mostShared {
		return newWith
	}
	return newWith + strconv.Itoa(params)
}

// plainKinds returns the types of the parameters of a code that has a few, none of
// them a list or optional. Constructors of such codes share a function for each
// sequence of types, to which they hand their arguments as they are: a constructor
// that makes values takes half as long again to compile. It returns nil for another
// code; its sequence would seldom be that of a second one.
func plainKinds(e *model.Entry) []catalog.ParamType {
	if len(e.Params) > perLine {
		return nil
	}
	var kinds []catalog.ParamType
	for i := range e.Params {
		p := &e.Params[i]
		if p.List || p.Optional.V {
			return nil
		}
		kinds = append(kinds, p.Kind)
	}
	return kinds
}

// plainFunc returns the name of such a function.
func plainFunc(kinds []catalog.ParamType) string {
	var b strings.Builder
	b.WriteString("new")
	for _, kind := range kinds {
		b.WriteString(valueNames[kind])
	}
	return b.String()
}

// writePlain writes such a function.
func writePlain(b *bytes.Buffer, kinds []catalog.ParamType) {
	var types, args, values []string
	for i, kind := range kinds {
		types = append(types, article(model.GoTypes[kind]))
		args = append(args, "v"+strconv.Itoa(i+1))
		values = append(values, strings.ToLower(valueNames[kind])+"Value("+args[i]+")")
	}
	last := len(types) - 1
	what := types[last]
	if last > 0 {
		what = strings.Join(types[:last], ", ") + " and " + what
	}
	fmt.Fprintf(b, "// %[1]s returns an error with %[2]s.\n//\n//go:noinline\nfunc %[1]s(code Code, opts []Option, %[3]s) *Error {\n\treturn %[4]s(code, opts, %[5]s)\n}\n\n",
		plainFunc(kinds), what, strings.Join(byType(args, func(i int) string { return model.GoTypes[kinds[i]] }), ", "), newFunc(len(kinds)), strings.Join(values, ", "))
}

func article(typ string) string {
	if typ == "int64" {
		return "an " + typ
	}
	return "a " + typ
}

// newsFiles returns the files of what the constructors call: a function for each
// number of parameters and for each sequence of plain ones, and those that make
// values, without what none calls.
func newsFiles(m *maker) ([]emit.File, error) {
	arities := map[int]bool{}
	plain := map[string][]catalog.ParamType{}
	used := map[string]bool{}
	for _, e := range m.Entries {
		if len(e.Params) == 0 || !m.Constructs(e) {
			continue
		}
		arities[min(len(e.Params), mostShared+1)] = true
		if kinds := plainKinds(e); kinds != nil {
			plain[plainFunc(kinds)] = kinds
		}
		for i := range e.Params {
			p := &e.Params[i]
			for _, word := range strings.FieldsFunc(valueOf(p), func(r rune) bool { return strings.ContainsRune("(), ", r) }) {
				used[word] = true
			}
			for _, member := range p.Members {
				used["add"+valueNames[member.Kind]] = true
			}
		}
	}
	imports, decls, err := pick("paramsnew", used)
	if err != nil {
		return nil, err
	}
	values := gofile.New(m.Options.Package)
	gofile.WriteImports(values, imports)
	values.WriteString(strings.Join(decls, "\n"))
	with := gofile.New(m.Options.Package)
	if slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(plain))...), func(k catalog.ParamType) bool { return k == catalog.Time }) {
		gofile.WriteImports(with, []string{"time"})
	}
	for n := 1; n <= mostShared; n++ {
		if arities[n] {
			writeNew(with, n)
		}
	}
	if arities[mostShared+1] {
		with.WriteString("// newWith returns an error with many values.\nfunc newWith(code Code, opts []Option, values ...value) *Error {\n" +
			"\te := &Error{code: code, values: values}\n\te.apply(opts)\n\treturn e\n}\n\n")
	}
	for _, function := range slices.Sorted(maps.Keys(plain)) {
		writePlain(with, plain[function])
	}
	return []emit.File{{Path: "paramsnew_gen.go", Data: gofile.Trimmed(values)}, {Path: "paramswith_gen.go", Data: gofile.Trimmed(with)}}, nil
}

// writeNew writes the function that makes an error with n values, by one
// allocation.
func writeNew(b *bytes.Buffer, n int) {
	args := make([]string, n)
	for i := range args {
		args[i] = "v" + strconv.Itoa(i+1)
	}
	list := strings.Join(args, ", ")
	fmt.Fprintf(b, "// %[1]s returns an error with %[2]s, which share its allocation.\n//\n//go:noinline\nfunc %[1]s(code Code, opts []Option, %[3]s value) *Error {\n",
		newFunc(n), plural(n, "value"), list)
	fmt.Fprintf(b, "\te := &struct {\n\t\terr    Error\n\t\tvalues [%d]value\n\t}{err: Error{code: code}, values: [...]value{%s}}\n", n, list)
	b.WriteString("\te.err.values = e.values[:]\n\te.err.apply(opts)\n\treturn &e.err\n}\n\n")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// usesParams reports whether any entry has parameters, and whether any has a
// constructor that takes some.
func (m *maker) usesParams() (any, constructed bool) {
	for _, e := range m.Entries {
		if len(e.Params) > 0 {
			any = true
			constructed = constructed || m.Constructs(e)
		}
	}
	return any, constructed
}
