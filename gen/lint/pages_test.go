package lint

import (
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

func TestPageNames(t *testing.T) {
	c := made(entry("s/c/a.mdx"))
	for name, want := range map[string]string{
		"docs/s/c/a.mdx":      "s/c/a.mdx",
		"docs/errgen.yaml":    "errgen.yaml",
		"errgen.yaml":         "errgen.yaml",
		"docs/../errgen.yaml": "errgen.yaml",
		"../other/x.yaml":     "x.yaml",
	} {
		if got := newPages(c).name(source.NewFile(name, nil)); got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
	if got := newPages(made()).name(source.NewFile("docs/s/c/a.mdx", nil)); got != "docs/s/c/a.mdx" {
		t.Errorf("without pages, a page is called %q", got)
	}
}
