package python

import (
	"bytes"
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
