package openapi_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/openapi"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/source"
)

func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c, found := catalog.FromJSON(source.NewFile("catalogue.json", in["catalogue.json"]))
		for _, d := range found {
			t.Error(d.Message)
		}
		c.Envelope, _ = envelope.Builtin(strings.TrimSpace(string(in["envelope"])))
		options := openapi.Target.Options().(*openapi.Options)
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

// catalogues are what the documents of these tests are made of, by name.
func catalogues(t *testing.T) map[string]*catalog.Catalog {
	t.Helper()
	project, err := gen.Load(gen.Options{Dir: "../../../errors"})
	if err != nil {
		t.Fatal(err)
	}
	pages := project.Catalog
	problem := *conformance.Catalog(t)
	problem.Envelope = envelope.Builtins()[1]
	hostile := *conformance.Hostile(1, 300)
	hostile.Envelope = envelope.Builtins()[1]
	return map[string]*catalog.Catalog{
		"pages": pages, "sample": conformance.Catalog(t), "sample as problems": &problem,
		"hostile": conformance.Hostile(1, 300), "hostile as problems": &hostile, "empty": {}, "many": conformance.Many(10_000),
	}
}

// validated returns a document, validated by a validator of npm's, as JSON.
func validated(t *testing.T, dir, document string) any {
	t.Helper()
	input, err := json.Marshal(map[string]string{"modules": toolchain.NodeModules(t), "source": document})
	if err != nil {
		t.Fatal(err)
	}
	out := toolchain.Run(t, dir, input, toolchain.Program(t, "node"), "testdata/validate.mjs")
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestValid: each document is valid, says what the pages say, and its examples
// are what its schemas ask for.
func TestValid(t *testing.T) {
	toolchain.NodeModules(t)
	for name, c := range catalogues(t) {
		t.Run(name, func(t *testing.T) {
			document := validated(t, ".", conformance.Emit(t, openapi.Target, c)["openapi.yaml"]).(map[string]any)
			components := document["components"].(map[string]any)
			schemas := components["schemas"].(map[string]any)
			if got, want := len(schemas), len(c.Entries)+3; got != want && c.Envelope != envelope.Builtins()[1] || got != want-1 && c.Envelope == envelope.Builtins()[1] {
				t.Errorf("%d schemas, want one for each of %d codes and those of bodies", got, len(c.Entries))
			}
			if len(c.Entries) < 1000 {
				checkExamples(t, document)
			}
		})
	}
}

// checkExamples compares each example with the schema that it stands beside.
func checkExamples(t *testing.T, document map[string]any) {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("doc.json", document); err != nil {
		t.Fatal(err)
	}
	responses, _ := document["components"].(map[string]any)["responses"].(map[string]any)
	for name, response := range responses {
		for media, content := range response.(map[string]any)["content"].(map[string]any) {
			at := strings.NewReplacer("~", "~0", "/", "~1").Replace(media)
			schema, err := compiler.Compile("doc.json#/components/responses/" + name + "/content/" + at + "/schema")
			if err != nil {
				t.Fatal(err)
			}
			examples, _ := content.(map[string]any)["examples"].(map[string]any)
			for _, example := range examples {
				if err := schema.Validate(example.(map[string]any)["value"]); err != nil {
					t.Errorf("the example of %s: %v", name, err)
				}
			}
			if schema.Validate(map[string]any{"meta": map[string]any{}, "error": map[string]any{"type": "x", "status": 1}}) == nil {
				t.Errorf("the schema of %s has nothing against another error", name)
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
			toolchain.Run(t, ".", []byte(conformance.Emit(t, openapi.Target, c)["openapi.yaml"]), program)
		})
	}
}

func TestOnePageMore(t *testing.T) { conformance.OnePageMore(t, openapi.Target) }

func TestFromSnapshot(t *testing.T) { conformance.FromSnapshot(t, openapi.Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, openapi.Target) }
