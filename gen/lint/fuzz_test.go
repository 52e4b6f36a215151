package lint_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/linted"
	"github.com/unkeyed/errgen/gen/lint"
)

// FuzzFix: whatever a page says, findings lie inside their files, no two fixes
// overlap, and the fixed page has nothing left to fix.
func FuzzFix(f *testing.F) {
	own, _ := filepath.Glob("testdata/*.txtar")
	rooms, err := filepath.Glob("*/testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(own, rooms...) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, page := range txtar.Parse(data).Files {
			f.Add(string(page.Data))
		}
	}
	f.Add("\ufeff`\n``\n```\n```json\n```\n")
	f.Add("---\r\n---\r\n## Error Code\r\nunkey/data/key_not_found\r\n`404 Not Found`")
	all := map[string]diag.Severity{}
	for _, r := range lint.Rules {
		if r.Severity == diag.Off {
			all[r.ID] = diag.Warning
		}
	}
	neighbour := overlay("unkey/data/api_not_found.mdx", "")
	f.Fuzz(func(t *testing.T, text string) {
		pages := map[string]string{mainPage: text, "unkey/data/api_not_found.mdx": neighbour}
		found := linted.Judge(pages, lint.Settings{Rules: all})
		for _, d := range found {
			check := func(s diag.Related) {
				if f := s.Span.File; f != nil && (s.Span.Start < 0 || s.Span.Start > s.Span.End || int(s.Span.End) > len(f.Data)) {
					t.Errorf("%s: span %d to %d of %d bytes", d.Rule, s.Span.Start, s.Span.End, len(f.Data))
				}
			}
			check(diag.Related{Span: d.Span})
			for _, r := range d.Related {
				check(r)
			}
		}
		unread := slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return lint.Find(d.Rule).Firm })
		for path, text := range linted.Fix(t, pages, found) {
			pages[path] = text
		}
		// What keeps a page from being read is fixed one after the other.
		again := linted.Judge(pages, lint.Settings{Rules: all})
		if more := linted.Fix(t, pages, again); len(more) > 0 && !unread {
			t.Errorf("fixed once:\n%q\nfixed twice:\n%q", pages[mainPage], more[mainPage])
		}
	})
}
