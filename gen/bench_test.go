package gen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/corpus"
)

// BenchmarkPages measures pages of about 2 KB: floor reads the files one after
// the other and parses each with goldmark as it comes, without meaning; load
// makes the catalogue; findings judges it; generate also makes the Go package
// and compares it with what is on disk. The ratio of the others to floor is what
// errgen adds; floor uses one core.
func BenchmarkPages(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		dir := b.TempDir()
		if err := corpus.Write(dir, n); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/x\n"), 0o644); err != nil {
			b.Fatal(err)
		}
		pages := corpus.Pages(n)
		run := func(name string, do func() error) {
			b.Run(fmt.Sprintf("%s/pages=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := do(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
			})
		}
		run("floor", func() error {
			for _, p := range pages {
				data, err := os.ReadFile(filepath.Join(dir, "pages", filepath.FromSlash(p.Path)))
				if err != nil {
					return err
				}
				goldmark.DefaultParser().Parse(text.NewReader(data))
			}
			return nil
		})
		load := func() (*gen.Project, error) { return gen.Load(gen.Options{Dir: dir, NoMarkdown: true}) }
		run("load", func() error {
			_, err := load()
			return err
		})
		run("findings", func() error {
			p, err := load()
			if err != nil {
				return err
			}
			return clean(p)
		})
		run("generate", func() error {
			p, err := load()
			if err != nil {
				return err
			}
			if err := clean(p); err != nil {
				return err
			}
			_, err = p.Plan(nil)
			return err
		})
	}
}

// clean fails where the project has a finding, which the corpus has not.
func clean(p *gen.Project) error {
	found, err := p.Findings()
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("%s: %s", found[0].Span.File.Name, found[0].Message)
	}
	return err
}
