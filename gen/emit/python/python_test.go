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

// emitted returns what the target makes of the catalogue of the conformance tests.
func emitted(t *testing.T) map[string]string {
	t.Helper()
	return conformance.Emit(t, Target, conformance.Catalog(t))
}

// TestTemplate: the sample in the templates is what is emitted for the catalogue
// of the conformance tests, so that whoever works on a template sees and checks
// the real thing.
func TestTemplate(t *testing.T) {
	got := emitted(t)
	if os.Getenv("ERRGEN_UPDATE") != "" {
		for path, text := range map[string]string{"runtime.py": got["errors.py"], "runtime.pyi": got["errors.pyi"]} {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	want := map[string]string{"errors.py": runtime, "errors.pyi": runtimeStub}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the templates are not what is emitted for their sample (-template +emitted):\n%s", diff)
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
	conform(t, conformance.Catalog(t), conformance.Vectors)
}

// TestShapes: each body in use is read as what it says.
func TestShapes(t *testing.T) {
	for _, s := range conformance.Shapes(t) {
		t.Run(s.Name, func(t *testing.T) {
			s.Catalog.Envelope = s.Template
			cases, err := json.Marshal(map[string]any{"write": s.Write, "read": s.Read})
			if err != nil {
				t.Fatal(err)
			}
			conform(t, s.Catalog, cases)
		})
	}
}

// conform runs cases through what is emitted for a catalogue.
func conform(t *testing.T, c *catalog.Catalog, cases []byte) {
	t.Helper()
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"errors.py":      conformance.Emit(t, Target, c)["errors.py"],
		"conformance.py": read(t, "testdata/conformance.py"),
	})
	out := toolchain.Run(t, dir, cases, toolchain.Program(t, "python3"), "conformance.py")
	if !bytes.Contains(out, []byte(" cases, 0 failed")) || bytes.HasPrefix(out, []byte("0 ")) {
		t.Errorf("%s", out)
	}
}

// TestTypes: mypy --strict has nothing to say of the module, nor of a program
// that uses it, and the program does what it should.
func TestTypes(t *testing.T) {
	dir := t.TempDir()
	files := emitted(t)
	files["types_test.py"] = read(t, "testdata/types.py")
	toolchain.Write(t, dir, files)
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
	o := Target.Options().(*Options)
	o.File = "__init__.py"
	files := conformance.EmitWith(t, Target, conformance.Catalog(t), o)
	want := emitted(t)
	if files["__init__.py"] != want["errors.py"] || files["__init__.pyi"] != want["errors.pyi"] || files["py.typed"] != "# "+emit.Header+"\n" || len(files) != 3 {
		t.Errorf("emitted %q, want __init__.py and py.typed", slices.Sorted(maps.Keys(files)))
	}
}
