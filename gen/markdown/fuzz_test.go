package markdown

import (
	"testing"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzRender states that canonical Markdown is a fixed point: read as MDX, it
// gives itself again.
func FuzzRender(f *testing.F) {
	for _, s := range samples {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, isMDX bool) {
		name := "page.md"
		if isMDX {
			name = "page.mdx"
		}
		doc, found := mdx.Parse(source.NewFile(name, []byte(s)), mdx.Options{})
		once := Render(doc.Root.Children)
		if len(found) > 0 {
			return
		}
		again, found := mdx.Parse(source.NewFile("page.mdx", []byte(once)), mdx.Options{})
		if len(found) > 0 {
			t.Fatalf("%q gives %q, which is not clean: %s", s, once, found[0].Message)
		}
		if twice := Render(again.Root.Children); twice != once {
			t.Fatalf("%q gives\n%q and then\n%q", s, once, twice)
		}
	})
}
