package golang

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
	"github.com/unkeyed/errgen/gen/form"
)

// runtimeSource is the part of a generated package that no catalogue changes, and
// what of it only some catalogues need.
//
//go:embed runtime/code.go runtime/form.go runtime/lookup.go runtime/url.go runtime/tree.go runtime/withheld.go runtime/error.go runtime/option.go runtime/json.go
//go:embed runtime/log.go runtime/decode.go runtime/members.go runtime/params.go runtime/paramsof.go runtime/paramsnew.go runtime/helpers.go
//go:embed runtime/server.go runtime/tracker.go runtime/browser.go runtime/client.go runtime/classify.go runtime/rpc.go
var runtimeSource embed.FS

// runtimeFiles returns the names of the files that a catalogue needs whole.
func runtimeFiles(m *maker) []string {
	files := []string{"code", "form", "lookup", "url", "tree", "withheld", "error", "option", "json", "log", "decode", "members", "params"}
	if m.Options.HTTP {
		files = append(files, "server", "tracker", "browser", "client")
	}
	if m.Options.Classifies() {
		files = append(files, "classify")
	}
	if m.Options.RPC() {
		files = append(files, "rpc")
	}
	if has, _ := m.usesParams(); has {
		files = append(files, "paramsof")
	}
	slices.Sort(files)
	return files
}

// The example of a code in the documentation of the runtime is one of the default form.
const (
	exampleCode = `// A Code identifies an error. It is the text that is sent, such as
// "err:system:category:specific". The codes of this package are its constants;
// any other string is an unknown code.
`
	anyCode = `// A Code identifies an error. It is the text that is sent. The codes of this
// package are its constants; any other string is an unknown code.
`
)

// runtimeFile returns a file of the folder runtime as one of the package.
func (m *maker) runtimeFile(name string) (emit.File, error) {
	pkg := m.Options.Package
	source, err := runtimeText(name)
	if err != nil {
		return emit.File{}, err
	}
	if !slices.ContainsFunc(m.Forms, func(f *form.Form) bool { return f.String() == form.Default.String() }) {
		source = bytes.Replace(source, []byte(exampleCode), []byte(anyCode), 1)
	}
	clause := []byte("package runtime\n")
	before, after, ok := bytes.Cut(source, clause)
	if !ok || strings.Contains(string(before), "*/") {
		return emit.File{}, fmt.Errorf("runtime/%s.go has no package clause", name)
	}
	b := bytes.NewBufferString(gofile.Header)
	b.Write(before)
	b.WriteString("package " + pkg + "\n")
	b.Write(after)
	return emit.File{Path: name + "_gen.go", Data: b.Bytes()}, nil
}

func runtimeText(name string) ([]byte, error) {
	return runtimeSource.ReadFile("runtime/" + name + ".go")
}

// pick returns the declarations of a file of the folder runtime that are used, or
// that these use, and what they import.
func pick(name string, used map[string]bool) (imports, decls []string, err error) {
	source, err := runtimeText(name)
	if err != nil {
		return nil, nil, err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name+".go", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	kept := map[ast.Decl]bool{}
	for again := true; again; {
		again = false
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || kept[d] || !used[f.Name.Name] {
				continue
			}
			kept[d], again = true, true
			ast.Inspect(f, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					used[id.Name] = true
				}
				return true
			})
		}
	}
	for _, d := range file.Decls {
		if !kept[d] {
			continue
		}
		f := d.(*ast.FuncDecl)
		start := f.Pos()
		if f.Doc != nil {
			start = f.Doc.Pos()
		}
		decls = append(decls, string(source[set.Position(start).Offset:set.Position(f.End()).Offset])+"\n")
	}
	text := strings.Join(decls, "")
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, nil, err
		}
		if strings.Contains(text, path[strings.LastIndexByte(path, '/')+1:]+".") {
			imports = append(imports, path)
		}
	}
	return imports, decls, nil
}

// words returns the identifiers of Go source.
func words(source []byte) map[string]bool {
	set := token.NewFileSet()
	var s scanner.Scanner
	s.Init(set.AddFile("", set.Base(), len(source)), source, nil, 0)
	out := map[string]bool{}
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok == token.IDENT {
			out[lit] = true
		}
	}
}

// helpersFile returns the file of what the template needs of the runtime; the
// source is that of the file that uses it. It is nil where that is nothing.
func helpersFile(m *maker, source []byte) (*emit.File, error) {
	used := words(source)
	if m.Template.Uses("request") {
		used["WithRequestMember"], used["member"] = true, true
	}
	if m.Options.RPC() {
		used["rpcStatus"] = true
	}
	imports, decls, err := pick("helpers", used)
	if err != nil || len(decls) == 0 {
		return nil, err
	}
	b := gofile.New(m.Options.Package)
	gofile.WriteImports(b, imports)
	b.WriteString(strings.Join(decls, "\n"))
	return &emit.File{Path: "helpers_gen.go", Data: gofile.Trimmed(b)}, nil
}
