package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

func parseFile(t *testing.T, name string) *mdx.Document {
	t.Helper()
	name = filepath.Join("..", "mdx", "testdata", name)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, found := mdx.Parse(source.NewFile(name, data), mdx.Options{})
	for _, d := range found {
		t.Errorf("%s: %s", name, d.Message)
	}
	return doc
}

// TestTwins reads the two forms of one page, as written and as exported, which
// have to say the same.
func TestTwins(t *testing.T) {
	written := parseFile(t, "twin.mdx")
	exported := parseFile(t, "twin.md")
	// The export has its banner, the title and the description as blocks; the page
	// has them in its front matter.
	body := exported.Root.Children[3:]
	if got, want := Render(body), Render(written.Root.Children); got != want {
		t.Errorf("exported:\n%s\n\nwritten:\n%s", got, want)
	}
	all := *exported.Root
	all.Children = body
	if got, want := mdx.PlainText(&all), mdx.PlainText(written.Root); got != want {
		t.Errorf("exported:\n%s\n\nwritten:\n%s", got, want)
	}
	if strings.Contains(Render(body), "theme=") {
		t.Error("the export's settings are in the Markdown")
	}
}
