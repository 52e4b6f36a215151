package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

func BenchmarkRender(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("..", "mdx", "testdata", "page.mdx"))
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := mdx.Parse(source.NewFile("page.mdx", data), mdx.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if s := Render(doc.Root.Children); !strings.Contains(s, "## ") {
			b.Fatal(s)
		}
	}
}
