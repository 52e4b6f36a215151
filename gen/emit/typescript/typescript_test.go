package typescript

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

func emitted(t *testing.T) string {
	t.Helper()
	files, err := Target.Emit(conformance.Catalog(t), Target.Options())
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 || files[0].Path != "errors.ts" {
		t.Fatalf("emitted %v, want errors.ts alone", files)
	}
	return string(files[0].Data)
}

// TestTemplate: the sample in the template is what is emitted for the catalogue
// of the conformance tests, so that whoever works on the template sees and
// compiles the real thing.
func TestTemplate(t *testing.T) {
	got := emitted(t)
	if os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile("runtime.ts", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(runtime, got); diff != "" {
		t.Errorf("runtime.ts is not what is emitted for its sample (-runtime.ts +emitted):\n%s", diff)
	}
}

// compile writes files and what the compiler is told beside them, compiles them
// with its strictest settings, and returns their folder.
func compile(t *testing.T, files map[string]string) string {
	t.Helper()
	tsc := toolchain.Node(t, "tsc")
	dir := t.TempDir()
	files["tsconfig.json"] = read(t, "testdata/tsconfig.json")
	files["package.json"] = `{"type": "module"}`
	toolchain.Write(t, dir, files)
	toolchain.Run(t, dir, nil, tsc, "--project", ".")
	return dir
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTypes: the module compiles, and so does a program that uses it; what it
// does wrong on purpose is rejected.
func TestTypes(t *testing.T) {
	compile(t, map[string]string{"errors.ts": emitted(t), "types.ts": read(t, "testdata/types.ts")})
}

func TestConformance(t *testing.T) {
	dir := compile(t, map[string]string{"errors.ts": emitted(t)})
	toolchain.Write(t, dir, map[string]string{"out/conformance.mjs": read(t, "testdata/conformance.mjs")})
	out := toolchain.Run(t, dir, conformance.Vectors, toolchain.Program(t, "node"), "out/conformance.mjs")
	if !bytes.Contains(out, []byte(" passed, 0 failed")) {
		t.Errorf("%s", out)
	}
}

// TestShapes: what servers write in any shape is read, and so is what they might.
func TestShapes(t *testing.T) {
	shapes := conformance.Shapes(t)
	files := map[string]string{}
	for _, s := range shapes {
		s.Catalog.Envelope = s.Template
		files[s.Name+"/errors.ts"] = conformance.Emit(t, Target, s.Catalog)["errors.ts"]
	}
	dir := compile(t, files)
	for _, s := range shapes {
		cases, err := json.Marshal(map[string]any{"write": s.Write, "read": s.Read})
		if err != nil {
			t.Fatal(err)
		}
		program := "out/" + s.Name + "/conformance.mjs"
		toolchain.Write(t, dir, map[string]string{program: read(t, "testdata/conformance.mjs")})
		if out := toolchain.Run(t, dir, cases, toolchain.Program(t, "node"), program); !bytes.Contains(out, []byte(" passed, 0 failed")) {
			t.Errorf("%s: %s", s.Name, out)
		}
	}
}

func TestBehaviour(t *testing.T) {
	dir := compile(t, map[string]string{"errors.ts": emitted(t)})
	toolchain.Write(t, dir, map[string]string{"out/behaviour.mjs": read(t, "testdata/behaviour.mjs")})
	toolchain.Run(t, dir, nil, toolchain.Program(t, "node"), "out/behaviour.mjs")
}
