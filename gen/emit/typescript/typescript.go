// Package typescript generates a TypeScript module from a catalogue: the codes,
// information about each of them, an error class that is generic in its code, and a
// decoder for responses. The module has no dependencies, not even on the types of
// browsers or Node, and passes the compiler's strictest settings.
//
// The template is runtime.ts, a real module that is compiled and tested here. The
// part between its region marks is a sample; [Target] replaces it with the
// catalogue and changes nothing else.
//
// Page text enters the module in two ways only: as a comment, through docText, and
// as a string literal, through quote.
package typescript

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
	File string `yaml:"file" doc:"name of the module" pattern:"^[A-Za-z0-9_][A-Za-z0-9_.-]*\\.m?ts$" want:"the name of a TypeScript file" example:"errors.ts"`
}

// Target is TypeScript.
var Target = emit.Target{
	Name:    "typescript",
	Doc:     "a TypeScript module with the codes, a typed error class and a response decoder, no dependencies",
	Options: func() any { return &Options{File: "errors.ts"} },
	Check: func(c *catalog.Catalog, _ any) diag.List {
		return emit.Collisions(name.TypeScript.Name, claims(c))
	},
	Emit: func(c *catalog.Catalog, options any) ([]emit.File, error) {
		o, ok := options.(*Options)
		if !ok {
			return nil, fmt.Errorf("options are %T, want %T", options, o)
		}
		before, after := template()
		p := newPrinter(c)
		p.codes()
		p.factTypes(true)
		p.params()
		p.info()
		p.table()
		p.decoder()
		return []emit.File{{Path: o.File, Data: []byte(before + regionStart + string(p.Bytes()) + regionEnd + after)}}, nil
	},
}

//go:embed runtime.ts
var runtime string

// The marks around the sample in the template.
const (
	regionStart = "// #region catalogue\n\n"
	regionEnd   = "// #endregion\n\n"
)

// template returns what stands before and after the catalogue.
func template() (before, after string) {
	before, rest, ok := strings.Cut(runtime, regionStart)
	_, after, ok2 := strings.Cut(rest, regionEnd)
	if !ok || !ok2 {
		panic("typescript: runtime.ts has no region catalogue")
	}
	return before, after
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
		out = append(out, name.Claim{Identifier: "type " + f.typ, Owner: "the fact " + f.Name})
	}
	return out
}
