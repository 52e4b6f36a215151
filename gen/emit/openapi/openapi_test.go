package openapi_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/openapi"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c, found := snapshot.Read(source.NewFile("catalogue.json", in["catalogue.json"]))
		for _, d := range found {
			t.Error(d.Message)
		}
		if text := string(in["envelope"]); text != "" {
			v, _ := jsonpos.Parse(text)
			template, faults := envelope.Parse(v, c.Knows)
			if len(faults) > 0 {
				t.Fatal(faults[0].Message)
			}
			c.Envelope = template
		}
		options := openapi.Target.Options().(*openapi.Options)
		if unknown := strings.TrimSpace(string(in["unknown"])); unknown != "" {
			options.Unknown = unknown
		}
		for line := range strings.Lines(string(in["responses"])) {
			options.Responses = append(options.Responses, line)
		}
		files, err := openapi.Target.Emit(c, options)
		if err != nil {
			return map[string][]byte{"error": []byte(err.Error() + "\n")}
		}
		return map[string][]byte{files[0].Path: files[0].Data}
	})
}

// documentOf returns the document of a catalogue.
func documentOf(t testing.TB, c *catalog.Catalog, unknown string) string {
	t.Helper()
	return conformance.EmitWith(t, openapi.Target, c, &openapi.Options{File: "openapi.yaml", Unknown: unknown})["openapi.yaml"]
}

// pages returns the catalogue of this repository's pages.
func pages(t testing.TB) *catalog.Catalog {
	t.Helper()
	project, err := gen.Load(gen.Options{Dir: "../../../errors"})
	if err != nil {
		t.Fatal(err)
	}
	return project.Catalog
}

// catalogues are what the documents of these tests are made of, by name.
func catalogues(t *testing.T) map[string]*catalog.Catalog {
	t.Helper()
	problem := *conformance.Catalog(t)
	problem.Envelope = envelope.Builtins()[1]
	hostile := *conformance.Hostile(1, 150)
	hostile.Envelope = envelope.Builtins()[1]
	out := map[string]*catalog.Catalog{
		"pages": pages(t), "sample": conformance.Catalog(t), "sample as problems": &problem,
		"hostile": conformance.Hostile(1, 150), "hostile as problems": &hostile, "empty": {}, "many": conformance.Many(1000),
	}
	for _, s := range conformance.Shapes(t) {
		out["shape "+s.Name] = s.Catalog
	}
	none := *conformance.Catalog(t)
	none.DefaultCode = ""
	none.Entries = nil
	for _, e := range conformance.Catalog(t).Entries {
		without := *e
		without.Status.V, without.Title.V, without.NoStatus, without.Examples = 0, "", true, nil
		none.Entries = append(none.Entries, &without)
	}
	out["no statuses"] = &none
	return out
}

var modes = []string{"accept", "refuse"}

// parsed returns documents as JSON, by name, each checked by a validator of npm's.
func parsed(t *testing.T, documents map[string]string) map[string]*document {
	t.Helper()
	input, err := json.Marshal(map[string]any{"modules": toolchain.NodeModules(t), "documents": documents})
	if err != nil {
		t.Fatal(err)
	}
	out := toolchain.Run(t, ".", input, toolchain.Program(t, "node"), "testdata/validate.mjs")
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*document{}
	for name, root := range v.(map[string]any) {
		d := &document{compiler: jsonschema.NewCompiler(), components: root.(map[string]any)["components"].(map[string]any)}
		if err := d.compiler.AddResource("doc.json", root); err != nil {
			t.Fatal(err)
		}
		all[name] = d
	}
	return all
}

// A document is one that was read.
type document struct {
	compiler   *jsonschema.Compiler
	components map[string]any
}

// response returns the schema of the body of a response, and the bodies that are
// shown with it.
func (d *document) response(t *testing.T, name string) (*jsonschema.Schema, []any) {
	t.Helper()
	response, ok := d.components["responses"].(map[string]any)[name].(map[string]any)
	if !ok {
		t.Fatalf("there is no response %s", name)
	}
	var shown []any
	for media, content := range response["content"].(map[string]any) {
		examples, _ := content.(map[string]any)["examples"].(map[string]any)
		for _, example := range examples {
			shown = append(shown, example.(map[string]any)["value"])
		}
		media = strings.NewReplacer("~", "~0", "/", "~1").Replace(media)
		schema, err := d.compiler.Compile("doc.json#/components/responses/" + name + "/content/" + media + "/schema")
		if err != nil {
			t.Fatal(err)
		}
		return schema, shown
	}
	t.Fatalf("the response %s has no content", name)
	return nil, nil
}

// TestValid: each document is valid, and the examples of the pages are what its
// schemas ask for.
func TestValid(t *testing.T) {
	all := catalogues(t)
	documents := map[string]string{}
	for name, c := range all {
		for _, mode := range modes {
			documents[name+", "+mode] = documentOf(t, c, mode)
		}
	}
	examples := 0
	for name, d := range parsed(t, documents) {
		if strings.HasPrefix(name, "many") {
			continue
		}
		for response := range d.components["responses"].(map[string]any) {
			schema, shown := d.response(t, response)
			for _, example := range shown {
				examples++
				if err := schema.Validate(example); err != nil {
					t.Errorf("%s: the example of %s: %v", name, response, err)
				}
			}
			if schema.Validate(map[string]any{}) == nil && !strings.HasPrefix(name, "empty") {
				t.Errorf("%s: the schema of %s accepts {}", name, response)
			}
		}
	}
	if examples < 100 {
		t.Errorf("the documents have %d examples, want those of the pages", examples)
	}
}

// TestBodies: what a server writes in each shape is what the document says of its
// code, of its status and of any error, and of no other code.
func TestBodies(t *testing.T) {
	documents := map[string]string{}
	for _, s := range conformance.Shapes(t) {
		for _, mode := range modes {
			documents[s.Name+mode] = documentOf(t, s.Catalog, mode)
		}
	}
	all := parsed(t, documents)
	for _, s := range conformance.Shapes(t) {
		idents := identifiers(s.Catalog)
		for _, mode := range modes {
			d := all[s.Name+mode]
			for _, w := range s.Write {
				body, err := jsonschema.UnmarshalJSON(strings.NewReader(w.Body))
				if err != nil {
					t.Fatal(err)
				}
				for code, ident := range idents {
					schema, _ := d.response(t, ident)
					err := schema.Validate(body)
					if code == w.Code && err != nil {
						t.Errorf("%s, %s: the schema of %s refuses %s\n%v", s.Name, mode, ident, w.Body, err)
					}
					if code != w.Code && err == nil {
						t.Errorf("%s, %s: the schema of %s accepts the body of %s: %s", s.Name, mode, ident, w.Code, w.Body)
					}
				}
				for _, group := range []string{"Default", "Status" + strconv.Itoa(w.Status)} {
					schema, _ := d.response(t, group)
					if err := schema.Validate(body); err != nil {
						t.Errorf("%s, %s: the schema of %s refuses %s\n%v", s.Name, mode, group, w.Body, err)
					}
				}
			}
		}
	}
}

func identifiers(c *catalog.Catalog) map[catalog.Code]string {
	out := map[catalog.Code]string{}
	for _, e := range c.Entries {
		out[e.Code.V] = emit.Identifier(c, name.NewCasing(c.Initialisms), e.Code.V)
	}
	return out
}

// TestNewer: a server that has a code more than the document answers with what the
// document takes for an error where unknown codes are accepted, and refuses where
// they are not.
func TestNewer(t *testing.T) {
	older := func(s conformance.Shape, code catalog.Code) *catalog.Catalog {
		c := *s.Catalog
		c.Entries = slices.DeleteFunc(slices.Clone(c.Entries), func(e *catalog.Entry) bool { return e.Code.V == code })
		return &c
	}
	documents := map[string]string{}
	for _, s := range conformance.Shapes(t) {
		for _, w := range s.Write {
			for _, mode := range modes {
				documents[s.Name+mode+string(w.Code)] = documentOf(t, older(s, w.Code), mode)
			}
		}
	}
	all := parsed(t, documents)
	for _, s := range conformance.Shapes(t) {
		for _, w := range s.Write {
			for _, mode := range modes {
				body, err := jsonschema.UnmarshalJSON(strings.NewReader(w.Body))
				if err != nil {
					t.Fatal(err)
				}
				d := all[s.Name+mode+string(w.Code)]
				groups := []string{"Default"}
				if status := "Status" + strconv.Itoa(w.Status); d.components["responses"].(map[string]any)[status] != nil {
					groups = append(groups, status)
				}
				for _, group := range groups {
					schema, _ := d.response(t, group)
					if err := schema.Validate(body); (err == nil) != (mode == "accept") {
						t.Errorf("%s, %s: the schema of %s without %s gives %v for %s", s.Name, mode, group, w.Code, err, w.Body)
					}
				}
			}
		}
	}
}

// TestValidator asks a validator in Go, which is another's reading of the
// standard.
func TestValidator(t *testing.T) {
	program := filepath.Join(t.TempDir(), "validator")
	build := exec.Command(toolchain.Program(t, "go"), "build", "-o", program, ".")
	build.Dir = "testdata/validator"
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	if out, err := build.CombinedOutput(); err != nil {
		if os.Getenv("CI") == "" {
			t.Skipf("the validator could not be built, so documents are not checked with it:\n%s", out)
		}
		t.Fatalf("%v\n%s", err, out)
	}
	for name, c := range catalogues(t) {
		t.Run(name, func(t *testing.T) {
			for _, mode := range modes {
				toolchain.Run(t, ".", []byte(documentOf(t, c, mode)), program)
			}
		})
	}
}

func TestOnePageMore(t *testing.T) { conformance.OnePageMore(t, openapi.Target) }

func TestFromSnapshot(t *testing.T) { conformance.FromSnapshot(t, openapi.Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, openapi.Target) }
