// Package python generates a Python module from a catalogue: an enumeration of
// the codes, an exception class for each code and group of codes, and a decoder
// for responses. The module needs only the standard library, and passes mypy
// --strict and pyright's strict mode.
//
// It consists of two files. The stub declares everything, for people, editors and
// type checkers. The module itself has the errors as a table, one line each, and
// creates a class or a member on first use: an import takes the same time for ten
// codes and for ten thousand.
//
// The files runtime.py and runtime.pyi are the templates: real files, which are
// type-checked and run here. The part between their region marks is a sample;
// [Target] replaces it with the catalogue and changes little else. With the
// option runtime: none the module is an enumeration and a table in plain Python;
// see plain.go.
//
// Page text enters the files in three ways: as a docstring, through docText; as a
// string literal, through quote; and in the table, which is JSON in a raw string,
// through quoteJSON. Names that the module does not export start with an
// underscore, and every class of the catalogue ends in Error, so that the two
// never collide.
package python

import (
	_ "embed"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File    string `yaml:"file" doc:"name of the module; with __init__.py the folder becomes a package and gets a py.typed file" pattern:"^[A-Za-z_][A-Za-z0-9_]*\\.py$" want:"the name of a Python file" example:"errors.py"`
	Runtime string `yaml:"runtime" doc:"full: exception classes and a response decoder; none: only the codes and their table, for a program that has its own error type" enum:"full,none"`
	Minimum string `yaml:"minimum" doc:"the oldest Python version that the module has to support" enum:"3.9,3.11"`
}

const (
	runtimeFull = "full"
	runtimeNone = "none"
	python39    = "3.9"
	python311   = "3.11"
)

// Target is Python.
var Target = emit.Typed[Options]{
	Name:       "python",
	Doc:        "a Python module with the codes, an exception class for each and a response decoder, standard library only",
	Default:    Options{File: "errors.py", Runtime: runtimeFull, Minimum: python311},
	NoMarkdown: true,
	Check: func(c *catalog.Catalog, o *Options) diag.List {
		return emit.Collisions(name.Python.Name, resolve(c, o).claims())
	},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		m := resolve(c, o)
		var files []emit.File
		if o.Runtime == runtimeNone {
			files = append(files, emit.File{Path: o.File, Data: []byte(plain(m))})
		} else {
			files = append(files,
				emit.File{Path: o.File, Data: []byte(module(m))},
				emit.File{Path: o.File + "i", Data: []byte(stub(m))})
		}
		if o.File == "__init__.py" {
			files = append(files, emit.File{Path: "py.typed", Data: []byte("# " + emit.Header + "\n")})
		}
		return files, nil
	},
	Declare: func(_ *catalog.Catalog, o *Options) emit.Declared {
		if o.Runtime == runtimeNone {
			return emit.Declared{}
		}
		return emit.Declared{Constructs: emit.Raised}
	},
}.Target()

//go:embed runtime.py
var runtime string

//go:embed runtime.pyi
var runtimeStub string

// The texts of the templates that options change.
const (
	needs          = "The module needs Python " + python311 + " or later"
	okCheck        = "        if response.ok:\n            return\n"
	isErrorCheck   = "        if not response.is_error:\n            return\n"
	redirectCheck  = "        if response.is_redirect:\n            return\n"
	asynchronous   = "    async def check_session(response):\n"
	regionEnd      = "\n# endregion\n"
	regionSettings = "# region catalogue\n"
	regionTable    = "# region table\n"
)

// module returns the Python module.
func module(m *model) string {
	text := replaceOnce(runtime, needs, m.needs())
	text = region(text, regionSettings, settings(m))
	return region(text, regionTable, table(m))
}

// stub returns the stub of the module.
func stub(m *model) string {
	text := replaceOnce(runtimeStub, needs, m.needs())
	if m.body.success {
		// A success may be an error.
		text = replaceOnce(text, asynchronous+okCheck, asynchronous)
		text = replaceOnce(text, okCheck, redirectCheck)
		text = strings.ReplaceAll(text, isErrorCheck, redirectCheck)
	}
	return region(text, regionSettings, declarations(m))
}

func (m *model) needs() string { return "The module needs Python " + m.minimum + " or later" }

// region puts text in the place of what is between the marks of a region.
func region(template, start, text string) string {
	before, rest, ok := strings.Cut(template, start)
	_, after, ok2 := strings.Cut(rest, regionEnd)
	if !ok || !ok2 {
		panic("python: a template lacks " + start)
	}
	return before + start + "\n" + text + regionEnd + after
}

func replaceOnce(template, old, with string) string {
	if !strings.Contains(template, old) {
		panic("python: a template lacks " + old)
	}
	return strings.Replace(template, old, with, 1)
}
