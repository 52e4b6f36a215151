package gen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/internal/corpus"
)

// BenchmarkSite measures the site of pages of about 2 KB: all of it, from the pages on
// the disk; and what errgen serve does between a save and the page that is shown.
func BenchmarkSite(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		dir := b.TempDir()
		if err := corpus.Write(dir, n); err != nil {
			b.Fatal(err)
		}
		site := func(o gen.Options) *gen.Site {
			p, err := gen.Load(o)
			if err != nil {
				b.Fatal(err)
			}
			if err := clean(p); err != nil {
				b.Fatal(err)
			}
			s, err := p.Site()
			if err != nil {
				b.Fatal(err)
			}
			return s
		}
		b.Run(fmt.Sprintf("all/pages=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := site(gen.Options{Dir: dir}).Files(); err != nil {
					b.Fatal(err)
				}
			}
		})
		page := corpus.Pages(1)[0].Path
		at := filepath.Join(dir, "pages", filepath.FromSlash(page))
		text, err := os.ReadFile(at)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("edit/pages=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			o := gen.Options{Dir: dir, Cache: new(gen.Cache)}
			site(o)
			for i := 0; b.Loop(); i++ {
				if err := os.WriteFile(at, fmt.Appendf(text, "\nEdit %d.\n", i), 0o644); err != nil {
					b.Fatal(err)
				}
				name := page[:len(page)-len(filepath.Ext(page))] + "/index.html"
				if _, ok, err := site(o).File(name); !ok || err != nil {
					b.Fatal(name, err)
				}
			}
		})
	}
}
