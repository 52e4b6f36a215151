package markdown

import (
	"testing"

	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// TestGolden reads the pages in testdata/*.txtar and compares what is written.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		out := map[string][]byte{}
		for name, data := range in {
			doc, _ := mdx.Parse(source.NewFile(name, data), mdx.Options{})
			out[name+".markdown"] = []byte(Render(doc.Root.Children) + "\n")
		}
		return out
	})
}
