// Package openapi generates an OpenAPI 3.1 document from a catalogue. It has only
// components: a schema and a response for each code, a response for each status,
// one for any status, and the schemas of the bodies. The document of an API refers
// to them:
//
//	responses:
//	  "404":
//	    $ref: "errors.openapi.yaml#/components/responses/UnkeyDataKeyNotFound"
//	  default:
//	    $ref: "errors.openapi.yaml#/components/responses/Default"
//
// If an operation can return several codes with the same status, but not all of
// them, the option responses defines a response for those:
//
//	responses:
//	  - GetKeyNotFound = err:unkey:data:key_not_found, err:unkey:data:api_not_found
//
// # Errors that the document does not have
//
// A server may be newer than the document that a client was generated from. With
// unknown: accept, a response of several codes has one schema with the members of
// all of them, which also accepts the body of an unlisted code. With unknown:
// refuse it is a union of the schemas of its codes: each code has its own type in
// generated clients, and they fail on an unlisted code.
//
// # Bodies
//
// Schemas are derived from the catalogue's template of error bodies. The object
// with the value that identifies an error (the whole body if there is no such
// value) is the problem: it has a schema for each code, and the response of a code
// adds the rest of the body.
//
// The document is YAML because in JSON a new page would also add a comma to the
// line before. Page text enters the document in one way only: as a double-quoted
// scalar, through quote.
package openapi

import (
	"fmt"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File      string   `yaml:"file" doc:"name of the document" pattern:"^[A-Za-z0-9_][A-Za-z0-9_.-]*\\.ya?ml$" want:"the name of a YAML file" example:"openapi.yaml"`
	Responses []string `yaml:"responses" doc:"responses shared by several codes with the same status, each as NAME = CODE, CODE"`
	Unknown   string   `yaml:"unknown" doc:"what generated clients do with a code that is missing from the document; accept: a response of several codes has one schema with the members of all; refuse: it is a union in which each code has its own type" enum:"accept,refuse"`
}

const (
	accept = "accept"
	refuse = "refuse"
)

// Target is OpenAPI.
var Target = emit.Typed[Options]{
	Name:       "openapi",
	Doc:        "an OpenAPI 3.1 document with a schema and a response for each error",
	Default:    Options{File: "openapi.yaml", Unknown: accept},
	NoMarkdown: true,
	Check: func(c *catalog.Catalog, _ *Options) diag.List {
		return emit.Collisions("OpenAPI", claims(c))
	},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		chosen, err := choose(c, o.Responses)
		if err != nil {
			return nil, err
		}
		return []emit.File{{Path: o.File, Data: document(c, o, chosen)}}, nil
	},
	Declare: func(*catalog.Catalog, *Options) emit.Declared { return emit.Declared{} },
}.Target()

// own are the names that the document has whatever the codes are.
var own = []string{"ErrorCode", "ErrorResponse", "Problem", "Default"}

func claims(c *catalog.Catalog) []name.Claim {
	var out []name.Claim
	for _, each := range own {
		out = append(out, name.Claim{Identifier: each, Owner: "the document itself"})
	}
	casing := name.NewCasing(c.Initialisms)
	for _, e := range c.Entries {
		now := emit.Identifier(c, casing, e.Code.V)
		for _, each := range append([]string{now, problemOf(now)}, emit.FormerIdentifiers(c, casing, e)...) {
			out = append(out, name.Claim{Identifier: each, Owner: string(e.Code.V), Span: e.Code.Span})
		}
	}
	for _, status := range statuses(c) {
		owner := fmt.Sprintf("the status %d", status)
		out = append(out, name.Claim{Identifier: statusName(status), Owner: owner}, name.Claim{Identifier: problemOf(statusName(status)), Owner: owner})
	}
	return out
}

func statusName(status int) string { return fmt.Sprintf("Status%d", status) }
