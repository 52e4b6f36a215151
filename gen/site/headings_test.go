package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// TestHeadings holds the ids of a page's headings against those that the sites
// themselves gave them. The files were made by running the versions that they name; a
// heading of each stands on one page, so that repeated ones are told apart. GitHub cannot
// be run; its ids are those of the package that others have them from.
func TestHeadings(t *testing.T) {
	for _, s := range site.Sites {
		t.Run(s.Name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", "headings", s.Name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:]
			if len(lines) < 300 {
				t.Fatalf("only %d headings", len(lines))
			}
			var text strings.Builder
			text.WriteString("---\ntitle: x\ncode: err:a:b:c\n---\n\n")
			var want, headings []string
			for _, line := range lines {
				i := strings.LastIndexByte(line, '\t')
				text.WriteString("## " + line[:i] + "\n\n")
				if id := line[i+1:]; id != "" {
					headings, want = append(headings, line[:i]), append(want, id)
				}
			}
			r := page.Read(source.NewFile("a/b/c"+s.Ext, []byte(text.String())), "a/b/c"+s.Ext, page.Options{Site: s, DocsURL: "https://example.com"})
			for _, d := range r.Found {
				t.Logf("%s", d.Message)
			}
			if len(r.Entries) != 1 {
				t.Fatal("the page gives no entry")
			}
			var got []string
			for _, a := range r.Entries[0].Anchors {
				if strings.HasPrefix(a.Span.Text(), "#") {
					got = append(got, a.V)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%d headings have an id, want %d", len(got), len(want))
			}
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Errorf("## %s\n has the id %q, want %q", headings[i], got[i], want[i])
				}
			}
		})
	}
}
