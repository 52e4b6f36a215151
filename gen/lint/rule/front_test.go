package rule

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

// TestDangerPlace: the element goes below the front matter and the title.
func TestDangerPlace(t *testing.T) {
	for _, c := range []struct {
		name, page string
		start      int
		front      bool
		want       string // the page with | at the place
	}{
		{"below front matter", "---\na: b\n---\n\ntext\n", 4, true, "---\na: b\n---\n|\ntext\n"},
		{"below the title", "---\n---\n\n# Title\n\ntext\n", 4, true, "---\n---\n\n# Title\n|\ntext\n"},
		{"with CRLF", "---\r\na: b\r\n---\r\ntext\r\n", 5, true, "---\r\na: b\r\n---\r\n|text\r\n"},
		{"without front matter", "text\n", 0, false, "|text\n"},
		{"without front matter, below the title", "# Title\ntext\n", 0, false, "# Title\n|text\n"},
		{"at the end", "---\na: b\n---", 4, true, "---\na: b\n---|"},
		{"after a byte order mark", "\ufefftext\n", 3, false, "\ufeff|text\n"},
	} {
		f := source.NewFile("a.mdx", []byte(c.page))
		e := &catalog.Entry{Page: "a.mdx", File: f, Start: f.Span(c.start, c.start), HasFrontMatter: c.front}
		at := DangerPlace(e)
		if got := c.page[:at] + "|" + c.page[at:]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
