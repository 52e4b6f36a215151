package gen_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/output"
	"github.com/unkeyed/errgen/gen/snapshot"
)

// generated loads the project at dir and returns what it would write, by name.
func generated(t *testing.T, dir string) map[string]string {
	t.Helper()
	project, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := clean(project); err != nil {
		t.Fatal(err)
	}
	plan, err := project.Plan(nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, c := range plan.Changes {
		if c.Op != output.Create {
			t.Fatalf("%s: %v, want a new file", c.Path, c.Op)
		}
		files[filepath.Base(c.Path)] = string(c.New)
	}
	var list bytes.Buffer
	if err := snapshot.Write(&list, project.Catalog); err != nil {
		t.Fatal(err)
	}
	files["list.json"] = list.String()
	return files
}

// checkout writes a corpus of n pages to a new folder.
func checkout(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	if err := corpus.Write(dir, n); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n\ngo 1.25\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestSameBytes: the output is a function of the pages and errgen.yaml, not of
// the path of the checkout, the number of cores, the time zone or the order in
// which files were written.
func TestSameBytes(t *testing.T) {
	const pages = 150
	want := generated(t, checkout(t, pages))

	t.Setenv("TZ", "Pacific/Kiritimati")
	t.Setenv("LANG", "tr_TR.UTF-8")
	deep := filepath.Join(t.TempDir(), "another", "place with spaces")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(deep, os.DirFS(checkout(t, pages))); err != nil {
		t.Fatal(err)
	}
	for _, cores := range []int{1, 2, 8} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		if diff := cmp.Diff(want, generated(t, deep)); diff != "" {
			t.Errorf("with %d cores the output differs (-first +now):\n%s", cores, diff)
		}
	}
}

// TestOnePageMore: a page that is added changes the lines of its own code and of
// no other. The perfect hash lives in a file of its own, which is left out here.
func TestOnePageMore(t *testing.T) {
	dir := checkout(t, 150)
	before := generated(t, dir)
	pages := corpus.Pages(150)
	page := strings.NewReplacer(
		"billing:authentication:"+specific(pages[5].Path), "billing:authentication:added_later",
		pages[5].Path[:len(pages[5].Path)-4], "billing/authentication/added_later",
		specific(pages[5].Path), "added_later",
		strings.ReplaceAll(specific(pages[5].Path), "_", " "), "added later",
	).Replace(pages[5].Text)
	if err := os.WriteFile(filepath.Join(dir, "pages", "billing", "authentication", "added_later.mdx"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	after := generated(t, dir)
	for name := range after {
		if strings.HasPrefix(name, "hash") {
			continue
		}
		if removed := missingLines(before[name], after[name]); len(removed) > 0 {
			t.Errorf("%s: adding a page took these lines away:\n%s", name, strings.Join(removed, "\n"))
		}
		if !strings.Contains(after[name], "added_later") && !strings.Contains(after[name], "AddedLater") && before[name] != after[name] {
			t.Errorf("%s changed and does not name the new code", name)
		}
	}
}

func specific(path string) string {
	return strings.TrimSuffix(filepath.Base(path), ".mdx")
}

// missingLines returns the lines of before, in order, that after has not kept in
// that order.
func missingLines(before, after string) []string {
	rest := strings.Split(after, "\n")
	var missing []string
	for _, line := range strings.Split(before, "\n") {
		at := -1
		for i, l := range rest {
			if l == line {
				at = i
				break
			}
		}
		if at < 0 {
			missing = append(missing, line)
			continue
		}
		rest = rest[at+1:]
	}
	return missing
}
