package adopt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestRewrite rewrites a module of files that each do something odd. An archive has
// the files, and below want/ those that change and what is left.
func TestRewrite(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a module")
	}
	archive, err := txtar.ParseFile("testdata/odd.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[name] = string(f.Data)
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	from, err := Read(t.Context(), filepath.Join(dir, "old"))
	if err != nil {
		t.Fatal(err)
	}
	var values strings.Builder
	for _, v := range from.Values {
		fmt.Fprintf(&values, "%s %q %s %v\n", v.Expr, v.Text, v.Type, v.Constant())
	}
	got := map[string]string{"values": values.String()}
	known := map[string]string{"a:one": "One", "a:two": "Two"}
	plan := &Plan{
		From: from, Path: "example.com/m/fresh", Name: "fresh",
		Code:   func(s string) (string, bool) { ident, ok := known[s]; return ident, ok },
		Type:   func(string) (string, bool) { return "", false },
		Older:  func(s string) (string, bool) { return "Two", s == "a:two_once" },
		Status: func(code string) (int, bool) { return 404, known[code] != "" },
	}
	result, err := plan.Rewrite(t.Context(), dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	relative := func(path string) string {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(rel)
	}
	for _, e := range result.Edits {
		got[relative(e.Path)] = string(e.New)
	}
	for name, notes := range map[string][]Note{"left": result.Left, "switches": result.Switches} {
		for _, n := range notes {
			got[name] += fmt.Sprintf("%s:%d:%d: %s\n", relative(n.At.Filename), n.At.Line, n.At.Column, n.Text)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is not wanted, got\n%s", name, got[name])
		}
	}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s: got\n%swant\n%s", name, got[name], text)
		}
	}
}

func TestReadNothing(t *testing.T) {
	if _, err := Read(t.Context(), t.TempDir()); err == nil {
		t.Error("an empty folder is a package")
	}
}
