// Package python generates a Python module from a catalogue: an enumeration of the
// codes, an exception class for each code, category and system, and a decoder for
// responses. The module needs only Python 3.11 and its standard library, and passes
// mypy --strict.
//
// The template is runtime.py, a real module that is type-checked and run here. The
// part between its region marks is a sample; [Target] replaces it with the
// catalogue and changes nothing else.
//
// Page text enters the module in two ways only: as a docstring, through docText,
// and as a string literal, through quote. Internal names of the module start with
// an underscore and the classes of the catalogue end in Error, so the two never
// collide.
package python

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File string `yaml:"file" doc:"name of the module; with __init__.py the folder becomes a package and gets a py.typed file" pattern:"^[A-Za-z_][A-Za-z0-9_]*\\.py$" want:"the name of a Python file" example:"errors.py"`
}

// Target is Python.
var Target = emit.Target{
	Name:    "python",
	Doc:     "a Python module with the codes, an exception class for each and a response decoder, standard library only",
	Options: func() any { return &Options{File: "errors.py"} },
	Check: func(c *catalog.Catalog, _ any) diag.List {
		return emit.Collisions(name.Python.Name, resolve(c).claims())
	},
	Emit: func(c *catalog.Catalog, options any) ([]emit.File, error) {
		o, ok := options.(*Options)
		if !ok {
			return nil, fmt.Errorf("options are %T, want %T", options, o)
		}
		before, after := template()
		files := []emit.File{{Path: o.File, Data: []byte(before + regionStart + module(resolve(c)) + regionEnd + after)}}
		if o.File == "__init__.py" {
			files = append(files, emit.File{Path: "py.typed", Data: []byte("# " + emit.Header + "\n")})
		}
		return files, nil
	},
}

//go:embed runtime.py
var runtime string

// The marks around the sample in the template.
const (
	regionStart = "# region catalogue\n\n"
	regionEnd   = "# endregion\n\n"
)

// template returns what stands before and after the catalogue.
func template() (before, after string) {
	before, rest, ok := strings.Cut(runtime, regionStart)
	_, after, ok2 := strings.Cut(rest, regionEnd)
	if !ok || !ok2 {
		panic("python: runtime.py has no region catalogue")
	}
	return before, after
}
