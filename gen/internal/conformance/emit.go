package conformance

import (
	"strconv"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
)

// Emit returns what a target with its default options makes of a catalogue, by
// path.
func Emit(t testing.TB, target emit.Target, c *catalog.Catalog) map[string]string {
	t.Helper()
	return EmitWith(t, target, c, target.Options())
}

// EmitWith is Emit with options.
func EmitWith(t testing.TB, target emit.Target, c *catalog.Catalog, options any) map[string]string {
	t.Helper()
	files, err := target.Emit(c, options)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if lines := strings.SplitN(string(f.Data), "\n", 11); !strings.Contains(strings.Join(lines[:min(len(lines), 10)], "\n"), emit.Header) && !f.Bare {
			t.Errorf("%s does not begin with the header that tells whose it is", f.Path)
		}
		out[f.Path] = string(f.Data)
	}
	return out
}

// Benchmark measures what a target takes for catalogues of two sizes.
func Benchmark(b *testing.B, target emit.Target) {
	for _, n := range []int{100, 10_000} {
		c := Many(n)
		b.Run("codes="+strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := target.Emit(c, target.Options()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/code")
		})
	}
}
