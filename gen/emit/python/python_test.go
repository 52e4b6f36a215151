package python

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

func emitted(t *testing.T) string {
	t.Helper()
	files, err := Target.Emit(conformance.Catalog(t), Target.Options())
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 1 || files[0].Path != "errors.py" {
		t.Fatalf("emitted %v, want errors.py alone", files)
	}
	return string(files[0].Data)
}

// TestTemplate: the sample in the template is what is emitted for the catalogue
// of the conformance tests, so that whoever works on the template sees and
// compiles the real thing.
func TestTemplate(t *testing.T) {
	got := emitted(t)
	if os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile("runtime.py", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(runtime, got); diff != "" {
		t.Errorf("runtime.py is not what is emitted for its sample (-runtime.py +emitted):\n%s", diff)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestConformance(t *testing.T) {
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{"errors.py": emitted(t), "conformance.py": read(t, "testdata/conformance.py")})
	out := toolchain.Run(t, dir, conformance.Vectors, toolchain.Program(t, "python3"), "conformance.py")
	if !bytes.Contains(out, []byte(" passed, 0 failed")) {
		t.Errorf("%s", out)
	}
}

// TestTypes: mypy --strict has nothing to say of the module, nor of a program
// that uses it, and the program does what it should.
func TestTypes(t *testing.T) {
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{"errors.py": emitted(t), "types_test.py": read(t, "testdata/types.py")})
	toolchain.Run(t, dir, nil, toolchain.Program(t, "python3"), "-W", "error", "types_test.py")
	toolchain.Run(t, dir, nil, toolchain.Program(t, "mypy"), "--strict", "errors.py", "types_test.py")
}

// TestRuff: the default rules of ruff find nothing.
func TestRuff(t *testing.T) {
	dir := t.TempDir()
	modules := toolchain.NodeModules(t)
	toolchain.Write(t, dir, map[string]string{"ruff.mjs": read(t, "testdata/ruff.mjs")})
	for name, c := range map[string]*catalog.Catalog{"sample": conformance.Catalog(t), "hostile": conformance.Hostile(2, 60), "empty": {}} {
		input, err := json.Marshal(map[string]string{"modules": modules, "source": conformance.Emit(t, Target, c)["errors.py"]})
		if err != nil {
			t.Fatal(err)
		}
		if out := toolchain.Run(t, dir, input, toolchain.Program(t, "node"), "ruff.mjs"); len(out) > 0 {
			t.Errorf("%s:\n%s", name, out)
		}
	}
}

// TestPackage: a module that is a package is marked as typed.
func TestPackage(t *testing.T) {
	files := conformance.EmitWith(t, Target, conformance.Catalog(t), &Options{File: "__init__.py"})
	if files["__init__.py"] != emitted(t) || files["py.typed"] != "# "+emit.Header+"\n" || len(files) != 2 {
		t.Errorf("emitted %q, want __init__.py and py.typed", slices.Sorted(maps.Keys(files)))
	}
}
