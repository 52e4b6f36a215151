package golang

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// runtimeSource is the part of a generated package that no catalogue changes.
//
//go:embed runtime/code.go runtime/lookup.go runtime/error.go runtime/option.go runtime/json.go runtime/log.go
//go:embed runtime/decode.go runtime/members.go runtime/paramsof.go runtime/paramsnew.go runtime/paramsbool.go runtime/paramsfloat.go runtime/paramstime.go
//go:embed runtime/paramsobjects.go runtime/server.go runtime/tracker.go runtime/browser.go runtime/client.go
var runtimeSource embed.FS

// runtimeFiles returns the names of the files that a catalogue needs. What it
// does not need is left out, so that nothing in the package is unused.
func runtimeFiles(m *model) []string {
	files := []string{"code", "lookup", "error", "option", "json", "log", "decode", "members"}
	if m.options.HTTP {
		files = append(files, "server", "tracker", "browser", "client")
	}
	uses := func(is func(param) bool) bool {
		return slices.ContainsFunc(m.entries, func(e *entry) bool {
			return slices.ContainsFunc(e.params, func(p param) bool { return is(p) || slices.ContainsFunc(p.members, is) })
		})
	}
	for name, is := range map[string]func(param) bool{
		"paramsof":      func(param) bool { return true },
		"paramsnew":     func(param) bool { return m.options.Constructors },
		"paramsbool":    func(p param) bool { return p.kind == catalog.Bool },
		"paramsfloat":   func(p param) bool { return p.kind == catalog.Float },
		"paramstime":    func(p param) bool { return p.kind == catalog.Time },
		"paramsobjects": func(p param) bool { return p.kind == catalog.Object },
	} {
		if uses(is) {
			files = append(files, name)
		}
	}
	slices.Sort(files)
	return files
}

// runtimeFile returns a file of the folder runtime as one of the package.
func runtimeFile(name, pkg string) (emit.File, error) {
	source, err := runtimeSource.ReadFile("runtime/" + name + ".go")
	if err != nil {
		return emit.File{}, err
	}
	clause := []byte("package runtime\n")
	before, after, ok := bytes.Cut(source, clause)
	if !ok || strings.Contains(string(before), "*/") {
		return emit.File{}, fmt.Errorf("runtime/%s.go has no package clause", name)
	}
	b := bytes.NewBuffer(bytes.Clone(header))
	b.Write(before)
	b.WriteString("package " + pkg + "\n")
	b.Write(after)
	return emit.File{Path: name + "_gen.go", Data: b.Bytes()}, nil
}
