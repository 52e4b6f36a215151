package raw

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// TestProse: what is no running text is blank, and all other bytes are where they were.
func TestProse(t *testing.T) {
	const page = "---\ntitle: key\n---\nimport key from \"x\"\n\nOne <b title=\"key\">word</b>, `key` and [text](./key).\n" +
		"{/* key */}\n> ```json key\n> key\n> ````\n\n~~~\n```\nkey\n~~~\n\nlast `word`\n"
	f := source.NewFile("a.mdx", []byte(page))
	e := &catalog.Entry{Page: "a.mdx", File: f, Start: f.Span(4, 4), HasFrontMatter: true}
	for keepCode, want := range map[bool]string{
		false: "One word , and [text . last",
		true:  "One word , `key` and [text . last `word`",
	} {
		got := string(Prose(e, keepCode))
		if len(got) != len(page) || strings.Count(got, "\n") != strings.Count(page, "\n") {
			t.Errorf("the text has %d bytes, want the %d of the page", len(got), len(page))
		}
		if words := strings.Join(strings.Fields(got), " "); words != want {
			t.Errorf("keepCode %t: %q, want %q", keepCode, words, want)
		}
	}
}
