package output

import (
	"os"
	"path/filepath"
	"runtime"
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
