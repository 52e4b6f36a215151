package lint_test

import (
	"strconv"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/internal/linted"
	"github.com/unkeyed/errgen/gen/lint"
)

const corpusURL = "https://example.com/docs/errors"

func corpusOf(n int) map[string]string {
	pages := map[string]string{}
	for _, p := range corpus.Pages(n) {
		pages[p.Path] = p.Text
	}
	return pages
}

// BenchmarkRun is what linting adds to reading; BenchmarkRead is that, on one
// core.
func BenchmarkRun(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run("pages="+strconv.Itoa(n), func(b *testing.B) {
			c, read := linted.Read(corpusOf(n), corpusURL)
			b.ReportAllocs()
			for b.Loop() {
				if found := lint.Apply(append(read, lint.Run(c, lint.Settings{})...), c, lint.Settings{}); len(found) > 0 {
					b.Fatal(linted.Text(found[:1]))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/page")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	pages := corpusOf(1_000)
	for b.Loop() {
		linted.Read(pages, corpusURL)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1_000, "µs/page")
}

// BenchmarkAllBroken is the worst case: every page has links that lead nowhere,
// and the nearest page is looked for each time.
func BenchmarkAllBroken(b *testing.B) {
	c, _ := linted.Read(corpusOf(10_000), corpusURL)
	for _, e := range c.Entries {
		for i := range 10 {
			e.Links = append(e.Links, catalog.Link{Target: pathOf(e) + strconv.Itoa(i) + "x"})
		}
	}
	for b.Loop() {
		lint.Run(c, lint.Settings{})
	}
}

func pathOf(e *catalog.Entry) string { return e.CodePath() }
