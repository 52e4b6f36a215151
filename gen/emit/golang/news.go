package golang

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
)

// mostShared is how many values share an allocation with their error.
const mostShared = 8

func newFunc(params int) string {
	if params > mostShared {
		return model.NewWith
	}
	return model.NewWith + strconv.Itoa(params)
}

// newsFiles returns the files of what the constructors call: a function for each
// number of parameters, and those that make values, without what none calls.
func newsFiles(m *maker) ([]emit.File, error) {
	arities := map[int]bool{}
	used := map[string]bool{}
	for _, e := range m.Entries {
		if len(e.Params) == 0 || !m.constructs(e) {
			continue
		}
		arities[min(len(e.Params), mostShared+1)] = true
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
	for n := 1; n <= mostShared; n++ {
		if arities[n] {
			writeNew(with, n)
		}
	}
	if arities[mostShared+1] {
		with.WriteString("// newWith returns an error with many values.\nfunc newWith(code Code, opts []Option, values ...value) *Error {\n" +
			"\te := &Error{code: code, values: values}\n\te.apply(opts)\n\treturn e\n}\n")
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
			constructed = constructed || m.constructs(e)
		}
	}
	return any, constructed
}
