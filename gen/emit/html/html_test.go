package html_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit/html"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
)

// assets are files that are the same for each site.
var assets = []string{"search.js", "style.css"}

// TestGolden compares what small sites become with what they are to become.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		only := strings.Fields(string(in["only"]))
		delete(in, "only")
		out := map[string][]byte{}
		for name, data := range planned(t, in) {
			if !slices.Contains(assets, name) && (len(only) == 0 || slices.Contains(only, name)) {
				out[name] = data
			}
		}
		return out
	})
}

// planned returns what errgen generate would write into the folder site.
func planned(t *testing.T, in map[string][]byte) map[string][]byte {
	t.Helper()
	project := load(t, in)
	found, err := project.Findings()
	if err != nil {
		t.Fatal(err)
	}
	if found.Err() != nil {
		t.Fatal(text(found))
	}
	plan, err := project.Plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, c := range plan.Changes {
		if name, ok := strings.CutPrefix(c.Name, "site/"); ok {
			out[name] = c.New
		}
	}
	return out
}

// load loads the project that files are.
func load(t *testing.T, in map[string][]byte) *gen.Project {
	t.Helper()
	dir := t.TempDir()
	for name, data := range in {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	project, err := gen.Load(gen.Options{Dir: dir})
	var wrong *gen.ConfigError
	if errors.As(err, &wrong) {
		t.Fatal(text(wrong.Found))
	}
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func text(found diag.List) string {
	var b strings.Builder
	_ = diag.Text(&b, found, diag.TextOptions{})
	return b.String()
}

func TestSnapshot(t *testing.T) { conformance.FromSnapshot(t, html.Target) }

func BenchmarkEmit(b *testing.B) { conformance.Benchmark(b, html.Target) }
