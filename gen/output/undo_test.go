package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestUndo: when a file cannot be put in place after others were, these are put
// back. Planning refuses whatever could make that fail, so this goes in below it.
func TestUndo(t *testing.T) {
	dir := t.TempDir()
	put := func(name, data string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	put("updated", "old")
	put("deleted", "orphan")
	if err := os.MkdirAll(filepath.Join(dir, "folder", "full"), 0o777); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	change := func(name string, op Op) Change {
		c := Change{Name: name, Op: op, New: []byte("new"), at: place{dir, name}}
		file := filepath.Join(dir, name)
		if op != Create {
			if err := os.Chtimes(file, long, long); err != nil {
				t.Fatal(err)
			}
			c.was, _ = os.Stat(file)
			c.Old, _ = os.ReadFile(file)
		}
		return c
	}
	for _, failing := range []Change{change("folder", Create), change("folder", Delete)} {
		w := &writer{}
		err := w.change(nil, []Change{change("created", Create), change("deleted", Delete), change("updated", Update), failing})
		w.close()
		verb := map[Op]string{Create: "write", Delete: "delete"}[failing.Op]
		if err == nil || !strings.HasPrefix(err.Error(), verb+" folder: ") || strings.Contains(err.Error(), "put back") {
			t.Errorf("got %v", err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 3 {
			t.Errorf("left are %v (%v); want deleted, folder, updated", entries, err)
		}
		for name, want := range map[string]string{"updated": "old", "deleted": "orphan"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if string(data) != want {
				t.Errorf("%s holds %q, want %q (%v)", name, data, want, err)
			}
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil || !info.ModTime().Equal(long) || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
				t.Errorf("%s: %v %v, want the old time stamp and mode (%v)", name, info.ModTime(), info.Mode(), err)
			}
		}
	}
}

// TestUndoMany: of many changes that are made at once, one fails, and all others are undone,
// with the folders that were made for them.
func TestUndoMany(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var changes []Change
	add := func(rel string, op Op) {
		c := Change{Name: rel, Op: op, New: []byte("new"), at: place{dir, filepath.FromSlash(rel)}}
		if op != Create {
			file := filepath.Join(dir, c.at.rel)
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
				t.Fatal(err)
			}
			if c.was, err = os.Stat(file); err != nil {
				t.Fatal(err)
			}
			c.Old = []byte("old")
		}
		changes = append(changes, c)
	}
	for i := range 150 {
		add(fmt.Sprintf("old/%d/page", i), Update)
		add(fmt.Sprintf("new/a/%d/page", i), Create)
	}
	if err := os.MkdirAll(filepath.Join(dir, "old", "in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	changes = slices.Insert(changes, 170, Change{Name: "in the way", Op: Create, New: []byte("new"), at: place{dir, filepath.Join("old", "in the way")}})
	w := &writer{}
	err = w.change(nil, changes)
	w.removeFolders()
	w.close()
	if err == nil || !strings.HasPrefix(err.Error(), "write in the way: ") || strings.Contains(err.Error(), "put back") {
		t.Errorf("got %v", err)
	}
	n := 0
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		if data, err := os.ReadFile(path); string(data) != "old" || d.Name() != "page" {
			t.Errorf("%s holds %q (%v)", path, data, err)
		}
		return nil
	})
	if err != nil || n != 150 {
		t.Errorf("%d files are left, want 150 (%v)", n, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folders that were made are left (%v)", err)
	}
}
