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
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/emit/golang/table"
)

// constantsAlone returns the two files of a package without errors: the constants
// with the table, and what looks it up.
func constantsAlone(m *maker) ([]emit.File, error) {
	b := gofile.New(m.Options.Package)
	writeCodes(b, m, m.Entries)
	if len(m.Entries) > 0 {
		b.WriteByte('\n')
	}
	table.WriteTable(b, m.Model)
	b.WriteByte('\n')
	if err := table.WriteCatalogue(b, m.Model); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	table.WriteForms(b, m.Model)
	b.WriteByte('\n')
	if err := table.WriteHash(b, m.Model); err != nil {
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
func lookupAlone(m *maker) ([]byte, error) {
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
	b.WriteString(gofile.Header)
	fmt.Fprintf(&b, "%s\npackage %s\n\n", gofile.Comment("Package "+m.Options.Package+" defines error codes as constants, and provides information about each. "+
		"It is generated from the pages that document the errors, imports only the standard library, does no work at startup, and needs Go 1.24."), m.Options.Package)
	gofile.WriteImports(&b, imports)
	text := body.String()
	b.WriteString(text)
	return gofile.Trimmed(&b), nil
}
