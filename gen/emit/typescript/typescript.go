// Package typescript generates a TypeScript module from a catalogue: the codes,
// information about each of them, an error class that is generic in its code, and a
// decoder for responses. The module has no dependencies, not even on the types of
// browsers or Node, needs ES2020, and passes the compiler's strictest settings.
//
// # Three modules
//
// runtime.ts has all of that. none.ts is for programs that have an error type: the
// codes, the table and isErrorCode. types.ts has only types, which cost a bundle
// nothing, for libraries that only want the compiler to refuse an unregistered code.
//
// Each is a template: a real module that is compiled and tested here. The part
// between its region marks is a sample; [Target] replaces it with the catalogue and
// changes nothing else. Page text enters a module in two ways only: as a comment,
// through docText, and as a string literal, through quote.
//
// # Codes that are numbers
//
// The constants are what programs compare with what they see on the wire. Where
// bodies have the code as a number, they are numbers, so that error.code ===
// 40142 holds; otherwise they are strings, even if they consist of digits: a
// number would lose the zeros of "00100". A received code that is not a number
// stays a string.
//
// # Size
//
// A bundle contains the parts of a module that are used. A code written as a
// literal costs its own text; the object of constants costs the names of all
// codes; decode and fromResponse cost the table of all errors. slim decodes
// without the table, so its size does not depend on the number of codes.
package typescript

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
	File    string `yaml:"file" doc:"name of the module" pattern:"^[A-Za-z0-9_][A-Za-z0-9_.-]*\\.m?ts$" want:"the name of a TypeScript file" example:"errors.ts"`
	Runtime string `yaml:"runtime" doc:"full: codes, an error class and a decoder; none: only the codes and their table" enum:"full,none"`
	Types   bool   `yaml:"types" doc:"write only types, which add nothing to a bundle; runtime is then ignored"`
}

// Target is TypeScript.
var Target = emit.Typed[Options]{
	Name:       "typescript",
	Doc:        "a TypeScript module with the codes, a typed error class and a response decoder, no dependencies",
	Default:    Options{File: "errors.ts", Runtime: "full"},
	NoMarkdown: true,
	Check: func(c *catalog.Catalog, _ *Options) diag.List {
		return emit.Collisions(name.TypeScript.Name, claims(c))
	},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		return []emit.File{{Path: o.File, Data: []byte(o.module().emit(c))}}, nil
	},
	Declare: func(_ *catalog.Catalog, o *Options) emit.Declared {
		if o.Types || o.Runtime == "none" {
			return emit.Declared{}
		}
		return emit.Declared{Constructs: emit.Raised}
	},
}.Target()

// A module is one of those that the target writes.
type module struct {
	template string
	write    func(*printer) // the part that depends on the catalogue
}

func (o *Options) module() module {
	switch {
	case o.Types:
		return types
	case o.Runtime == "none":
		return none
	}
	return full
}

var (
	full = module{runtimeText, func(p *printer) {
		p.codes()
		p.retired()
		p.factTypes(true)
		p.params()
		p.info()
		p.table()
		p.decoder()
	}}
	none = module{noneText, func(p *printer) {
		p.codes()
		p.factTypes(true)
		p.params()
		p.info()
		p.table()
	}}
	types = module{typesText, func(p *printer) {
		p.codeType()
		p.factTypes(false)
		p.params()
	}}
)

//go:embed runtime.ts
var runtimeText string

//go:embed none.ts
var noneText string

//go:embed types.ts
var typesText string

// The marks around the sample in a template.
const (
	regionStart = "// #region catalogue\n\n"
	regionEnd   = "// #endregion\n"
)

func (m module) emit(c *catalog.Catalog) string {
	before, rest, ok := strings.Cut(m.template, regionStart)
	_, after, ok2 := strings.Cut(rest, regionEnd)
	if !ok || !ok2 {
		panic("typescript: a template has no region catalogue")
	}
	p := newPrinter(c)
	m.write(p)
	return before + regionStart + string(p.Bytes()) + regionEnd + after
}

// own are the types of the module that those of facts could meet.
var own = []string{"ErrorCode", "ErrorInfo", "ErrorParams"}

func claims(c *catalog.Catalog) []name.Claim {
	p := newPrinter(c)
	var out []name.Claim
	for _, e := range c.Entries {
		claim := name.Claim{Identifier: p.ident(e.Code.V), Owner: string(e.Code.V), Span: e.Code.Span}
		out = append(out, claim)
		for _, former := range emit.FormerIdentifiers(c, p.casing, e) {
			claim.Identifier = former
			out = append(out, claim)
		}
	}
	for _, each := range own {
		out = append(out, name.Claim{Identifier: "type " + each, Owner: "the generated module"})
	}
	for _, f := range p.facts() {
		if f.typ == "string" {
			continue // a fact of any text has no type of its own
		}
		out = append(out, name.Claim{Identifier: "type " + f.typ, Owner: "the fact " + f.Name})
	}
	return out
}
