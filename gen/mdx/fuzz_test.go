package mdx

import (
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

// FuzzMarkdown states that canonical Markdown is a fixed point: read as MDX, it
// gives itself again.
func FuzzMarkdown(f *testing.F) {
	for _, s := range samples {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, mdx bool) {
		name := "page.md"
		if mdx {
			name = "page.mdx"
		}
		doc, found := Parse(source.NewFile(name, []byte(s)), Options{})
		if len(found) > 0 {
			return
		}
		once := Markdown(doc.Root.Children)
		again, found := Parse(source.NewFile("page.mdx", []byte(once)), Options{})
		if len(found) > 0 {
			t.Fatalf("%q gives %q, which is not clean: %s", s, once, found[0].Message)
		}
		if twice := Markdown(again.Root.Children); twice != once {
			t.Fatalf("%q gives\n%q and then\n%q", s, once, twice)
		}
	})
}
