// Package steps compares the work of reading a text with its size. It counts the
// statements that run: unlike seconds, they are the same on every machine and in
// every run.
package steps

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Growth tests that a text which is twice as long takes at most 2.3 times as many steps
// to read. Each text is asked for in two sizes; kind is one of those of command count.
func Growth(t *testing.T, kind string, size int, texts map[string]func(size int) string) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the packages that are counted once more")
	}
	type text struct{ Kind, Text string }
	var names []string
	var all []text
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		all = append(all, text{kind, texts[name](size)}, text{kind, texts[name](2 * size)})
	}
	in, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(build(t))
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var steps []float64
	if err := json.Unmarshal(out, &steps); err != nil {
		t.Fatal(err)
	}
	worst := 0.0
	for i, name := range names {
		once, twice := steps[2*i], steps[2*i+1]
		if twice > 2.3*once {
			t.Errorf("%s: %d bytes take %.0f steps, %d bytes %.0f, %.2f times as many",
				strconv.Quote(name), len(all[2*i].Text), once, len(all[2*i+1].Text), twice, twice/once)
		}
		worst = max(worst, twice/once)
	}
	t.Logf("%d texts as %s; the worst takes %.2f times as many steps", len(names), kind, worst)
}

// build builds the command that counts the steps of errgen and of the libraries that
// read for it.
func build(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "count")
	counted := strings.Join([]string{"github.com/unkeyed/errgen/gen/...", "github.com/yuin/goldmark/...", "gopkg.in/yaml.v3"}, ",")
	cmd := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg="+counted, "-o", name, "github.com/unkeyed/errgen/gen/internal/steps/count")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}
