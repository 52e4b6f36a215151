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
// What several files need is in packages of its own: model settles what the package
// declares, body writes and reads error bodies, table has what is known of each code
// and how it is found, and gofile has the comments and what files begin with.
//
// Page text enters a file in two ways only: as a comment, through [gofile.Comment],
// and as a string literal. Identifiers come only from package name.
package golang

import (
	"fmt"
	"go/token"
	"runtime"
	"slices"
	"sync"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/golang/body"
	"github.com/unkeyed/errgen/gen/emit/golang/model"
	"github.com/unkeyed/errgen/gen/emit/golang/table"
)

// Options are those of the target in errgen.yaml.
type Options = model.Options

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

// A maker makes the files of a package.
type maker struct{ *table.Model }

func generate(c *catalog.Catalog, o *Options) ([]emit.File, error) {
	if !token.IsIdentifier(o.Package) || o.Package == "_" {
		return nil, &emit.OptionError{Message: fmt.Sprintf("package %q is not a Go package name", o.Package)}
	}
	names, err := model.New(c, o)
	if err != nil {
		return nil, err
	}
	m := &maker{table.New(body.New(names))}
	if err := m.CheckClasses(); err != nil {
		return nil, err
	}
	if err := m.checkRPC(); err != nil {
		return nil, err
	}
	if err := m.checkTest(); err != nil {
		return nil, err
	}
	if !m.Options.Full() {
		return constantsAlone(m)
	}
	single := func(f func(*maker) (emit.File, error)) func() ([]emit.File, error) {
		return func() ([]emit.File, error) {
			file, err := f(m)
			return []emit.File{file}, err
		}
	}
	of := func(f func(*table.Model) (emit.File, error)) func() ([]emit.File, error) {
		return single(func(m *maker) (emit.File, error) { return f(m.Model) })
	}
	jobs := []func() ([]emit.File, error){single(docFile), of(table.CatalogueFile), of(table.File), of(table.HashFile), of(table.FormFile)}
	jobs = append(jobs, func() ([]emit.File, error) {
		file, err := body.File(m.Model.Model)
		if err != nil {
			return nil, err
		}
		helpers, err := helpersFile(m, file.Data)
		if helpers == nil {
			return []emit.File{file}, err
		}
		return []emit.File{file, *helpers}, err
	})
	for _, part := range split(m.Entries) {
		jobs = append(jobs, single(func(m *maker) (emit.File, error) { return codesFile(m, part) }))
		if with := part.withParams(); len(with.entries) > 0 {
			jobs = append(jobs, single(func(m *maker) (emit.File, error) { return paramsFile(m, with) }))
		}
	}
	if len(m.SharedTypes()) > 0 {
		jobs = append(jobs, single(typesFile))
	}
	if _, constructed := m.usesParams(); constructed {
		jobs = append(jobs, func() ([]emit.File, error) { return newsFiles(m) })
	}
	if m.Options.Test {
		jobs = append(jobs, single(testFile))
	}
	if m.Options.Connect {
		jobs = append(jobs, single(func(m *maker) (emit.File, error) { return m.rpcFile("connect") }))
	}
	if m.Options.GRPC {
		jobs = append(jobs, single(func(m *maker) (emit.File, error) { return m.rpcFile("grpc") }))
	}
	for _, name := range runtimeFiles(m) {
		jobs = append(jobs, single(func(m *maker) (emit.File, error) { return m.runtimeFile(name) }))
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
