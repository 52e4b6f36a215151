package mdx

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/unkeyed/errgen/gen/source"
)

// benchPage is a page of about 2 KB, of the usual form.
func benchPage(tb testing.TB) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", "page.mdx"))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func BenchmarkParse(b *testing.B) {
	data := benchPage(b)
	b.Run("errgen", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, found := Parse(source.NewFile("page.mdx", data), Options{}); len(found) > 0 {
				b.Fatal(found[0].Message)
			}
		}
	})
	// What goldmark takes for the same bytes as it comes: the floor.
	b.Run("goldmark", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		p := goldmark.DefaultParser()
		for b.Loop() {
			p.Parse(text.NewReader(data))
		}
	})
}
