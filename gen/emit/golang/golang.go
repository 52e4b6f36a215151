// Package golang generates a Go package from a catalogue: a constant and a
// constructor for each code, a table for lookups by code or type, and the code
// that raises, serves, decodes and matches errors. The package imports only the
// standard library and does no work at startup.
//
// The files, each starting with [emit.Header]:
//
//	doc_gen.go             the package's documentation, with the codes by group
//	codes_GROUP_gen.go     constants and constructors, by the first segment of codes
//	params_GROUP_gen.go    structs and constructors of the codes that have parameters
//	types_gen.go           structs of the lists that several codes share
//	paramsnew_gen.go,
//	paramswith_gen.go      functions that these constructors call
//	table_gen.go           the properties of each code, one line per code
//	catalogue_gen.go       the properties of the catalogue
//	hash_gen.go            the perfect hash of the table, which any new code changes
//	segments_gen.go        the forms of codes, their segments, and the facts of the catalogue
//	envelope_gen.go        functions that write and read error bodies
//	helpers_gen.go         helpers of those functions
//	codesconnect, codesgrpc
//	                       packages that send and receive errors over RPC frameworks
//	*_gen.go               the rest, the same for every catalogue except for the package clause
//
// A group of more than a thousand codes is split by the second segment. With the
// option runtime: none there are two files, codes_gen.go and code_gen.go, which
// have the constants, the table and the lookup functions.
//
// The rest are files of the folder runtime: real Go, compiled and tested there.
// A test compares the sample that they are tested with to the output of this
// package.
//
// Page text enters a file in two ways only: as a comment, through [doc], and as
// a string literal. Identifiers come only from package name.
package golang

import (
	"bytes"
	"fmt"
	"go/token"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Package      string   `yaml:"package" doc:"name of the Go package"`
	Names        string   `yaml:"names" enum:"full,category,specific" doc:"which segments of a code its identifier has; full: all of them; category: the last two if that is unique; specific: the last if that is unique. Only with full, a new page never renames the constant of another page"`
	Runtime      string   `yaml:"runtime" enum:"full,none" doc:"full: constants, and the code that raises, serves, decodes and matches errors; none: only the constants and the table, for programs that have their own error type"`
	Constructors string   `yaml:"constructors" enum:"all,params,none" doc:"which codes have a constructor: all, those with parameters, or none; use Code.With or New for the others"`
	HTTP         bool     `yaml:"http" doc:"whether to generate the code that serves and decodes HTTP responses; it imports net/http"`
	Classify     []string `yaml:"classify" doc:"codes for errors of the standard library, each as KIND=CODE; the kinds are canceled, deadline_exceeded, too_large, bad_json, not_found, method_not_allowed"`
	Connect      bool     `yaml:"connect" doc:"whether to generate a package that sends and receives the errors over Connect, named codesconnect if this one is codes; it imports connectrpc.com/connect"`
	GRPC         bool     `yaml:"grpc" doc:"whether to generate a package that sends and receives the errors over gRPC, named codesgrpc if this one is codes; it imports google.golang.org/grpc"`
	Test         bool     `yaml:"test" doc:"whether to generate a package for tests, named codestest if this one is codes; it checks responses and records exchanges for errgen verify traffic"`
	Domain       string   `yaml:"domain" pattern:"^[A-Za-z0-9.-]+$" want:"a domain" example:"api.example.com" doc:"the domain of the codes in error details of RPCs; by default the host of docs_url"`
	Import       string   `yaml:"import" pattern:"^[A-Za-z0-9._~/-]+$" want:"an import path" example:"example.com/shop/internal/codes" doc:"import path of the Go package, for the packages that import it; by default derived from the go.mod above out"`
}

// Target is Go.
var Target = emit.Typed[Options]{
	Name:       "go",
	Doc:        "a Go package of constants, constructors and a lookup table, standard library only",
	Default:    Options{Package: "codes", Names: "full", Runtime: "full", Constructors: "all", HTTP: true},
	NoMarkdown: true,
	Check:      check,
	Locate:     locate,
	Emit:       generate,
	Declare:    declared,
}.Target()

// full reports whether there is more than constants and a table.
func (m *model) full() bool { return m.options.Runtime != "none" }

func generate(c *catalog.Catalog, o *Options) ([]emit.File, error) {
	if !token.IsIdentifier(o.Package) || o.Package == "_" {
		return nil, &emit.OptionError{Message: fmt.Sprintf("package %q is not a Go package name", o.Package)}
	}
	m, err := resolve(c, o)
	if err != nil {
		return nil, err
	}
	if err := m.checkClasses(); err != nil {
		return nil, err
	}
	if err := m.checkRPC(); err != nil {
		return nil, err
	}
	if err := m.checkTest(); err != nil {
		return nil, err
	}
	if m.shapes, err = newShapes(); err != nil {
		return nil, err
	}
	if !m.full() {
		return constantsAlone(m)
	}
	single := func(f func(*model) (emit.File, error)) func() ([]emit.File, error) {
		return func() ([]emit.File, error) {
			file, err := f(m)
			return []emit.File{file}, err
		}
	}
	jobs := []func() ([]emit.File, error){single(docFile), single(catalogueFile), single(tableFile), single(hashFile), single(formFile)}
	jobs = append(jobs, func() ([]emit.File, error) {
		file, err := envelopeFile(m)
		if err != nil {
			return nil, err
		}
		helpers, err := helpersFile(m, file.Data)
		if helpers == nil {
			return []emit.File{file}, err
		}
		return []emit.File{file, *helpers}, err
	})
	for _, part := range split(m.entries) {
		jobs = append(jobs, single(func(m *model) (emit.File, error) { return codesFile(m, part) }))
		if with := part.withParams(); len(with.entries) > 0 {
			jobs = append(jobs, single(func(m *model) (emit.File, error) { return paramsFile(m, with) }))
		}
	}
	if len(m.sharedTypes()) > 0 {
		jobs = append(jobs, single(typesFile))
	}
	if _, constructed := m.usesParams(); constructed {
		jobs = append(jobs, func() ([]emit.File, error) { return newsFiles(m) })
	}
	if m.options.Test {
		jobs = append(jobs, single(testFile))
	}
	if m.options.Connect {
		jobs = append(jobs, single(func(m *model) (emit.File, error) { return m.rpcFile("connect") }))
	}
	if m.options.GRPC {
		jobs = append(jobs, single(func(m *model) (emit.File, error) { return m.rpcFile("grpc") }))
	}
	for _, name := range runtimeFiles(m) {
		jobs = append(jobs, single(func(m *model) (emit.File, error) { return m.runtimeFile(name) }))
	}
	return run(jobs)
}

// run makes each file, several at a time, and returns them in the order of the
// jobs.
func run(jobs []func() ([]emit.File, error)) ([]emit.File, error) {
	files := make([][]emit.File, len(jobs))
	failed := make([]error, len(jobs))
	next := make(chan int, len(jobs))
	for i := range jobs {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			for i := range next {
				files[i], failed[i] = jobs[i]()
			}
		})
	}
	workers.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(files...), nil
}

// render returns a file that jennifer made, formatted.
func render(path, pkg string, decls []jen.Code) (emit.File, error) {
	f := jen.NewFile(pkg)
	f.HeaderComment(emit.Header)
	for i, decl := range decls {
		if i > 0 {
			f.Line()
		}
		f.Add(decl)
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		// The whole source follows the first line.
		message, _, _ := strings.Cut(err.Error(), "\n")
		return emit.File{}, fmt.Errorf("%s: %s", path, message)
	}
	return emit.File{Path: path, Data: b.Bytes()}, nil
}
