package golang

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
)

// constantsAlone returns the two files of a package without errors: the constants
// with the table, and what looks it up.
func constantsAlone(m *model) ([]emit.File, error) {
	b := begin(m.options.Package)
	writeCodes(b, m, m.entries)
	if len(m.entries) > 0 {
		b.WriteByte('\n')
	}
	writeTable(b, m)
	b.WriteByte('\n')
	if err := writeCatalogue(b, m); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	writeForms(b, m)
	b.WriteByte('\n')
	if err := writeHash(b, m); err != nil {
		return nil, err
	}
	code, err := lookupAlone(m)
	if err != nil {
		return nil, err
	}
	return []emit.File{{Path: "code_gen.go", Data: code}, {Path: "codes_gen.go", Data: b.Bytes()}}, nil
}

// aloneFiles are those of the folder runtime that constants need.
var aloneFiles = []string{"code", "form", "lookup", "url"}

// lookupAlone joins these files to one.
func lookupAlone(m *model) ([]byte, error) {
	var imports []string
	var body strings.Builder
	for _, name := range aloneFiles {
		source, err := runtimeText(name)
		if err != nil {
			return nil, err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name+".go", source, parser.ImportsOnly)
		if err != nil {
			return nil, err
		}
		end := file.Name.End()
		for _, d := range file.Decls {
			end = d.End()
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(imports, path) {
				imports = append(imports, path)
			}
		}
		body.WriteString(strings.TrimSpace(string(source[set.Position(end).Offset:])) + "\n\n")
	}
	slices.Sort(imports)
	var b bytes.Buffer
	b.Write(header)
	fmt.Fprintf(&b, "%s\npackage %s\n\n", docLines("Package "+m.options.Package+" defines error codes as constants, and provides information about each. "+
		"It is generated from the pages that document the errors, imports only the standard library, does no work at startup, and needs Go 1.24."), m.options.Package)
	writeImports(&b, imports)
	text := body.String()
	b.WriteString(text)
	return trimmed(&b), nil
}
