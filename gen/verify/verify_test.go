package verify_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
)

// TestGolden lays the inputs out in a folder without git and verifies its sources.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		dir := t.TempDir()
		for name, data := range in {
			at := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		p, err := gen.Load(gen.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		judged, read, err := p.VerifySource(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := diag.Text(&out, judged.Found, diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%d files\n", read)
		return map[string][]byte{"findings": []byte(out.String())}
	})
}

// BenchmarkFiles reads a repository of 20,000 files, of which one in twenty
// mentions a code.
func BenchmarkFiles(b *testing.B) {
	dir := b.TempDir()
	write := func(name, text string) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write("errgen.yaml", "version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\n")
	for i := range 100 {
		write(fmt.Sprintf("errors/shop/data/e%d.mdx", i), fmt.Sprintf("---\nstatus: 404\n---\n\n<Danger>err:shop:data:e%d</Danger>\n", i))
	}
	line := strings.Repeat("func handle(w http.ResponseWriter, r *http.Request) error { return nil } // of the usual length\n", 40)
	for i := range 20_000 {
		text := line
		if i%20 == 0 {
			text += fmt.Sprintf("return errors.New(\"err:shop:data:e%d\")\n", i/20%100)
		}
		write(fmt.Sprintf("src/p%d/f%d.go", i/100, i), text)
	}
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		judged, read, err := p.VerifySource(context.Background(), nil)
		if err != nil || len(judged.Found) > 0 || read < 20_000 {
			b.Fatal(read, judged, err)
		}
	}
	b.ReportMetric(20_000*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}
