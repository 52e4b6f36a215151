package conformance_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
)

type vectors struct {
	Read   []map[string]any
	Create []map[string]any
}

// TestGo runs the cases through the package that the Go target emits.
func TestGo(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles generated code")
	}
	program, err := os.ReadFile("testdata/main.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := map[string]string{"go.mod": "module example.com/made\n\ngo 1.24\n", "main.go": string(program)}
	for path, text := range conformance.Emit(t, golang.Target, conformance.Catalog(t)) {
		files["codes/"+path] = text
	}
	toolchain.Write(t, dir, files)
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	binary := filepath.Join(dir, "made")
	toolchain.Run(t, dir, nil, toolchain.Program(t, "go"), "build", "-o", binary, ".")
	var got struct{ Read, Create []map[string]any }
	if err := json.Unmarshal(toolchain.Run(t, dir, conformance.Vectors, binary), &got); err != nil {
		t.Fatal(err)
	}
	var want vectors
	if err := json.Unmarshal(conformance.Vectors, &want); err != nil {
		t.Fatal(err)
	}
	compare(t, want.Read, got.Read)
	compare(t, want.Create, got.Create)
}

func compare(t *testing.T, cases, got []map[string]any) {
	t.Helper()
	if len(got) != len(cases) {
		t.Fatalf("%d results of %d cases", len(got), len(cases))
	}
	for i, c := range cases {
		name := c["name"].(string)
		want, _ := c["want"].(map[string]any)
		if (want == nil) != (got[i] == nil) {
			t.Errorf("%s: got %v, want %v", name, got[i], want)
			continue
		}
		part := map[string]any{}
		for member := range want {
			part[member] = got[i][member]
		}
		if diff := cmp.Diff(plain(want), plain(part)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// plain returns a result in the form that is compared: times in UTC, and objects
// without members of the zero value, as a Go struct has no absent ones.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			if member = plain(member); member != nil && member != "" && member != 0.0 && member != false {
				out[name] = member
			}
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			out = append(out, plain(item))
		}
		return out
	case string:
		if at, err := time.Parse(time.RFC3339Nano, v); err == nil {
			if at.IsZero() {
				return nil
			}
			return at.UTC().Format(time.RFC3339Nano)
		}
	}
	return v
}
