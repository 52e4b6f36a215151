// Package golang makes a Go package of a catalogue: a constant and a constructor
// for each code, a table that is looked up by URN or type URL, and the code that
// raises, serves, decodes and matches errors. What it makes imports the standard
// library alone and does no work when a program starts.
//
// The files, of which each begins with [emit.Header]:
//
//	codes_SYSTEM_gen.go    constants and constructors, by system
//	params_SYSTEM_gen.go   structs and constructors of the codes that have parameters
//	table_gen.go           what is known of each code, one line a code
//	hash_gen.go            the perfect hash of the table, which any new code changes
//	*_gen.go               the rest, the same for every catalogue but for its package clause
//
// A system of more than a thousand codes is split by category.
//
// The last are the files of the folder runtime: real Go, compiled and tested
// there. A test compares the sample that they are tested with to what this
// package emits.
//
// Text of a page gets into a file in two ways: as a comment, through [doc], and
// as a string literal. Identifiers come from package name alone.
package golang

import (
	"bytes"
	"fmt"
	"go/token"
	"runtime"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Package      string `yaml:"package" doc:"name of the Go package"`
	Names        string `yaml:"names" enum:"full,category,specific" doc:"how much of a code its identifier has: full has system, category and specific; category leaves the system out where the rest is unique; specific leaves both out where the rest is unique. Only with full can a new page never rename another page's constant"`
	Constructors bool   `yaml:"constructors" doc:"whether to make a constructor for each code"`
	HTTP         bool   `yaml:"http" doc:"whether to make what serves and reads HTTP responses, which imports net/http"`
}

// Target is Go.
var Target = emit.Target{
	Name: "go",
	Doc:  "a Go package of constants, constructors and a lookup table, standard library only",
	Options: func() any {
		return &Options{Package: "codes", Names: "full", Constructors: true, HTTP: true}
	},
	Check: check,
	Emit: func(c *catalog.Catalog, options any) ([]emit.File, error) {
		o, ok := options.(*Options)
		if !ok {
			return nil, fmt.Errorf("options are %T, want %T", options, o)
		}
		return generate(c, o)
	},
}

func generate(c *catalog.Catalog, o *Options) ([]emit.File, error) {
	if !token.IsIdentifier(o.Package) || o.Package == "_" {
		return nil, &emit.OptionError{Message: fmt.Sprintf("package %q is no name of a Go package", o.Package)}
	}
	m, err := resolve(c, o)
	if err != nil {
		return nil, err
	}
	if m.shapes, err = newShapes(); err != nil {
		return nil, err
	}
	jobs := []func() (emit.File, error){
		func() (emit.File, error) { return tableFile(m) },
		func() (emit.File, error) { return hashFile(m) },
	}
	for _, part := range split(m.entries) {
		jobs = append(jobs, func() (emit.File, error) { return codesFile(m, part) })
		if with := part.withParams(); len(with.entries) > 0 {
			jobs = append(jobs, func() (emit.File, error) { return paramsFile(m, with) })
		}
	}
	for _, name := range runtimeFiles(m) {
		jobs = append(jobs, func() (emit.File, error) { return runtimeFile(name, o.Package) })
	}
	return run(jobs)
}

// run makes each file, several at a time, and returns them in the order of the
// jobs.
func run(jobs []func() (emit.File, error)) ([]emit.File, error) {
	files := make([]emit.File, len(jobs))
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
	return files, nil
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
