package mdx

import (
	"testing"

	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/source"
)

// TestGolden reads the pages in testdata/*.txtar and compares the tree with all
// its places, the findings and the plain text.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		out := map[string][]byte{}
		for name, data := range in {
			doc, found := Parse(source.NewFile(name, data), Options{})
			out[name+".tree"] = []byte(dump(doc.Root))
			out[name+".text"] = []byte(PlainText(doc.Root) + "\n")
			if len(found) > 0 {
				out[name+".findings"] = []byte(findings(found))
			}
		}
		return out
	})
}
