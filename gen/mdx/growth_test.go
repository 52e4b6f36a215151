package mdx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestGrowth holds the work of a parse against the size of the page: a page that is
// twice as long takes at most 2.3 times as many steps, whatever it repeats.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the packages that read a page once more")
	}
	type page struct{ Name, Text string }
	const size = 16 << 10
	var names []string
	var pages []page
	for name, text := range growing() {
		for _, ext := range []string{".mdx", ".md"} {
			names = append(names, strconv.Quote(name)+ext)
			pages = append(pages, page{"page" + ext, text(size)}, page{"page" + ext, text(2 * size)})
		}
	}
	in, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(buildSteps(t))
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
				name, len(pages[2*i].Text), once, len(pages[2*i+1].Text), twice, twice/once)
		}
		worst = max(worst, twice/once)
	}
	t.Logf("%d texts; the worst takes %.2f times as many steps", len(names), worst)
}

// buildSteps builds the command that counts steps. What counts is the code of the
// reader and of goldmark.
func buildSteps(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "steps")
	counted := strings.Join([]string{"github.com/unkeyed/errgen/gen/internal/steps", "github.com/unkeyed/errgen/gen/mdx/...", "github.com/yuin/goldmark/..."}, ",")
	cmd := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg="+counted, "-o", name, "github.com/unkeyed/errgen/gen/internal/steps")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// growing are texts that repeat something, of about the asked size: what the grammar
// has, on one line and as a block each, and openers with as many
// closers behind them.
func growing() map[string]func(size int) string {
	all := map[string]func(int) string{
		"deep lists":   nest,
		"a long table": func(n int) string { return table(n / 10) },
		"code spans of all lengths": func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + " ")
			}
			return b.String()
		},
		"components of all names": numbered("<A%d>\n"),
		"tags of all names":       numbered("<A%d>\n</B%[1]d>\n"),
		"labels of all names":     numbered("[a%d]: b\n[a%[1]d]\n\n"),
		"notes of all names":      numbered("[^a%d]: b\n"),
		"exports of all names":    numbered("export const a%d = 1\n"),
	}
	for name, s := range hostile {
		for _, end := range []string{"", "\n\n"} {
			all[name+end] = repeated(strings.TrimRight(s, "\n") + end)
		}
		all[name] = repeated(s)
	}
	for _, h := range halves {
		all[h[0]+"..."+h[1]] = func(size int) string {
			return repeated(h[0])(size/2) + repeated(h[1])(size/2)
		}
	}
	return all
}

func repeated(s string) func(size int) string {
	return func(size int) string { return strings.Repeat(s, size/max(1, len(s))) }
}

// numbered repeats a text with another number in it each time.
func numbered(format string) func(size int) string {
	return func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}
