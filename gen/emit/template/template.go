// Package template writes any text from a template that a team provides: constants
// in a language that errgen does not support, a table, JSON that other tools
// already read.
//
// Templates are those of text/template. Dot is the catalogue, with the member names
// of the JSON catalogue (errgen list --format json, and the schema that the json
// target writes). Members that the JSON leaves out are present, too:
//
//	{{range .errors}}{{.code}} has the status {{.status}}
//	{{end}}
//
// With each: code the template runs once for each error, with the error as dot,
// and out has a placeholder: {name} is the identifier of the code in Go, and each
// segment of the code's form is one as well. The function catalogue then returns
// the catalogue.
//
// Page text is untrusted. Use the [Functions] to escape it.
//
// Templates cannot access files, the environment or the network. One that runs
// for more than 10 seconds or writes more than 64 MiB is stopped.
package template

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	Template string `yaml:"template" required:"true" format:"path" example:"errors.json.tmpl" doc:"path of the template, relative to errgen.yaml"`
	Each     string `yaml:"each" enum:"catalogue,code" doc:"whether the template runs once for the catalogue or once for each code, with {name} or a segment in out"`

	file  string // to write; with each: code, with placeholders
	input emit.Input
	limit int           // bytes that it may write; 0 is maxBytes
	time  time.Duration // that it may take; 0 is maxTime
}

// Target is the target that a template makes.
var Target = emit.Typed[Options]{
	Name:    "template",
	Doc:     "any text, from your own template",
	Default: Options{Each: "catalogue"},
	OutFile: func(o *Options) *string { return &o.file },
	Inputs: func(o *Options) []*emit.Input {
		o.input.Path = o.Template
		return []*emit.Input{&o.input}
	},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) { return o.emit(c) },
}.Target()

func (o *Options) emit(c *catalog.Catalog) ([]emit.File, error) {
	if err := o.checkFile(); err != nil {
		return nil, err
	}
	casing := name.NewCasing(c.Initialisms)
	data, err := newData(c, casing)
	if err != nil {
		return nil, err
	}
	run, err := o.newRun(data)
	if err != nil {
		return nil, err
	}
	if o.Each != "code" {
		text, err := run.text(data.catalogue, "")
		if err != nil {
			return nil, err
		}
		return []emit.File{owned(o.file, text)}, nil
	}
	files := make([]emit.File, 0, len(c.Entries))
	codes := make(map[string]catalog.Code, len(c.Entries)) // by file
	for i, e := range c.Entries {
		file, err := o.fileOf(e, emit.Identifier(c, casing, e.Code.V))
		if err != nil {
			return nil, err
		}
		if other, ok := codes[file]; ok {
			return nil, &emit.OptionError{Message: fmt.Sprintf("out gives %s and %s the same file %s: use {name}", other, e.Code.V, quoted(file))}
		}
		codes[file] = e.Code.V
		text, err := run.text(data.errors[i], e.Code.V)
		if err != nil {
			return nil, err
		}
		files = append(files, owned(file, text))
	}
	return files, nil
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// checkFile reports an out that cannot be a file of this target.
func (o *Options) checkFile() error {
	has := placeholder.MatchString(o.file)
	switch {
	case o.file == "":
		return &emit.OptionError{Message: "out is a folder, want a file"}
	case o.Each == "code" && !has:
		return &emit.OptionError{Message: `out has no placeholder, but each: code writes a file for each code: add {name}`}
	case o.Each != "code" && has:
		return &emit.OptionError{Message: `out has a placeholder, which needs each: code`}
	}
	return nil
}

// part is what may stand for a placeholder in a file name.
var part = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9_.-]*$`)

// fileOf returns the name of the file of an error.
func (o *Options) fileOf(e *catalog.Entry, identifier string) (file string, err error) {
	values := map[string]string{"name": identifier, "code": string(e.Code.V)}
	names := []string{"{name}", "{code}"}
	for _, s := range segments(e) {
		if _, taken := values[s.name]; !taken {
			values[s.name] = s.value
			names = append(names, "{"+s.name+"}")
		}
	}
	file = placeholder.ReplaceAllStringFunc(o.file, func(p string) string {
		value, ok := values[p[1:len(p)-1]]
		switch {
		case !ok && err == nil:
			err = &emit.OptionError{Message: fmt.Sprintf("out has the placeholder %s, want one of %s", p, strings.Join(names, " "))}
		case ok && !part.MatchString(value) && err == nil:
			err = &emit.OptionError{Message: fmt.Sprintf("out has the placeholder %s, but %s of %s is not a valid file name: use {name}", p, quoted(value), e.Code.V)}
		}
		return value
	})
	return path.Clean(file), err
}

func quoted(s string) string { return `"` + diag.Printable(s) + `"` }

// at returns the finding of a template: where text/template says that it failed,
// or at its first line.
func (o *Options) at(err error, code catalog.Code) error {
	message, offset := err.Error(), 0
	if m := located.FindStringSubmatch(message); m != nil {
		var line, column int
		fmt.Sscan(m[1], &line)
		fmt.Sscan(m[2], &column)
		offset = o.offset(line, column)
		message = m[3]
	}
	if m := executing.FindStringSubmatch(message); m != nil {
		message = m[1]
	}
	var stopped *limitError
	if errors.As(err, &stopped) {
		message = stopped.Error()
	}
	if code != "" {
		message += ", for the code " + string(code)
	}
	d := diag.Diagnostic{
		Rule: "config", Severity: diag.Error, Message: message, Hint: hint(message),
		Span: o.input.File.Span(offset, offset),
	}
	return &emit.FoundError{Found: diag.List{d}}
}

var (
	located   = regexp.MustCompile(`(?s)^template: [^:]*:(\d+)(?::(\d+))?: (.*)$`)
	executing = regexp.MustCompile(`(?s)^executing "[^"]*" at <.*?>: (.*)$`)
	noEntry   = regexp.MustCompile(`map has no entry for key "([^"]*)"`)
)

func hint(message string) string {
	if noEntry.MatchString(message) {
		return "members have the same names as in the output of errgen list --format json; errgen list --schema documents them"
	}
	return ""
}

// offset returns the offset of a place as text/template counts: lines from 1, bytes
// from 0.
func (o *Options) offset(line, column int) int {
	text := string(o.input.File.Data)
	at := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return min(at+column, len(text))
}
