// Package catalogjson writes the catalogue as JSON, as errgen list --format json
// prints it. A repository without the pages can set catalogue: in its errgen.yaml
// to this file and generate the same code as from the pages.
package catalogjson

import (
	"bytes"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// Options are those of the target in errgen.yaml.
type Options struct {
	File   string `yaml:"file" doc:"name of the catalogue file" pattern:"^[A-Za-z0-9_][A-Za-z0-9_.-]*\\.json$" want:"the name of a JSON file" example:"catalogue.json"`
	Slim   bool   `yaml:"slim" doc:"whether to leave out sections, related errors and examples, for repositories that only generate code: about a tenth of the size, with one line per error"`
	Schema bool   `yaml:"schema" doc:"whether to also write the JSON Schema of the catalogue, to a file whose name ends in .schema.json"`
}

// Target is the catalogue as JSON.
var Target = emit.Typed[Options]{
	Name:    "json",
	Doc:     "the catalogue as JSON, which errgen can read instead of the pages",
	Default: Options{File: "catalogue.json"},
	Emit: func(c *catalog.Catalog, o *Options) ([]emit.File, error) {
		var b bytes.Buffer
		write := snapshot.Write
		if o.Slim {
			write = snapshot.WriteSlim
		}
		if err := write(&b, c); err != nil {
			return nil, err
		}
		files := []emit.File{{Path: o.File, Data: own(b.Bytes())}}
		if o.Schema {
			path := strings.TrimSuffix(o.File, ".json") + ".schema.json"
			files = append(files, emit.File{Path: path, Data: own(snapshot.Schema())})
		}
		return files, nil
	},
}.Target()

// own makes the header the first member of an object, which begins with a line
// of its own.
func own(object []byte) []byte {
	return bytes.Replace(object, []byte("{\n"), []byte("{\n  \"$comment\": \""+emit.Header+"\",\n"), 1)
}
