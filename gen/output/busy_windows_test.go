package output_test

import (
	"os"
	"testing"
	"time"
)

// TestOpenFile: a file that another program has open for a moment is replaced, and
// one that is removed, once it is closed.
func TestOpenFile(t *testing.T) {
	r := newTree(t)
	r.apply(r.want("a.go", "1", "b.go", "1"))
	var open []*os.File
	for _, name := range []string{"out/a.go", "out/b.go"} {
		f, err := os.Open(r.path(name))
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, f)
	}
	time.AfterFunc(300*time.Millisecond, func() {
		for _, f := range open {
			f.Close()
		}
	})
	r.apply(r.want("a.go", "2"))
	if got := r.files(); len(got) != 1 || got["out/a.go"] != header+"2" {
		t.Errorf("there is %v", got)
	}
}
