package output_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/output"
)

func TestEdits(t *testing.T) {
	dir := newTree(t).dir
	page, link, fresh := filepath.Join(dir, "page.mdx"), filepath.Join(dir, "link.mdx"), filepath.Join(dir, "new", "page.mdx")
	write := func(path, text string, mode os.FileMode) {
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write(page, "one\ntwo\n", 0o600)
	write(filepath.Join(dir, "there.mdx"), "linked\n", 0o644)
	if err := os.Symlink("there.mdx", link); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, ".errgen-0123456789abcdef.tmp")
	write(left, "left by a killed run", 0o644)

	edits, err := output.NewEdits([]output.Edit{
		{Path: page, Old: []byte("one\ntwo\n"), New: []byte("one\n2\n")},
		{Path: link, Old: []byte("linked\n"), New: []byte("still linked\n")},
		{Path: fresh, New: []byte("fresh\n")},
	}, output.Options{Boundary: tree{t, dir}.boundary(), Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	var diff bytes.Buffer
	if err := edits.Diff(&diff); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(diff.String(), "-two\n+2\n") || strings.Contains(diff.String(), "stale") {
		t.Errorf("the diff is\n%s", &diff)
	}
	if got, _ := os.ReadFile(page); string(got) != "one\ntwo\n" {
		t.Fatalf("planning wrote %q", got)
	}
	if err := edits.Apply(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{page: "one\n2\n", link: "still linked\n", fresh: "fresh\n"} {
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is no link any more (%v)", err)
	}
	if info, err := os.Stat(page); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the page's permissions changed (%v)", err)
	}
	if _, err := os.Lstat(left); !os.IsNotExist(err) {
		t.Errorf("what a killed run left is still there (%v)", err)
	}
}

// TestEditsOfTheChanged: a file that somebody has saved since it was read is left
// alone, and so are the others of the same run.
func TestEditsOfTheChanged(t *testing.T) {
	r := newTree(t)
	dir := r.dir
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	for _, path := range []string{one, two} {
		if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edits, err := output.NewEdits([]output.Edit{
		{Path: one, Old: []byte("old"), New: []byte("new")},
		{Path: two, Old: []byte("older"), New: []byte("new")},
	}, output.Options{Boundary: r.boundary(), Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := edits.Apply(); err == nil || !strings.Contains(err.Error(), "write two: it has changed since it was read") {
		t.Errorf("got %v", err)
	}
	exists, err := output.NewEdits([]output.Edit{{Path: one, New: []byte("new")}}, output.Options{Boundary: r.boundary(), Base: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := exists.Apply(); err == nil || !strings.Contains(err.Error(), "file already exists") {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(one); string(got) != "old" {
		t.Errorf("one holds %q", got)
	}
}
