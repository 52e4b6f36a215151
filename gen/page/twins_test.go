package page_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// TestTwins reads pages in both forms: as written, and as a docs site exports
// them. But for the page's own name, the catalogue is the same to the byte.
func TestTwins(t *testing.T) {
	written, err := filepath.Glob("testdata/twins/*.mdx")
	if err != nil || len(written) == 0 {
		t.Fatal("no twins", err)
	}
	for _, mdx := range written {
		a, b := asJSON(t, mdx), asJSON(t, strings.TrimSuffix(mdx, ".mdx")+".md")
		if diff := cmp.Diff(a, strings.Replace(b, `.md"`, `.mdx"`, 1)); diff != "" {
			t.Errorf("%s and its exported twin differ (-mdx +md):\n%s", mdx, diff)
		}
	}
}

func asJSON(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path := "store/data/" + filepath.Base(file)
	r := page.Read(source.NewFile(path, data), path, page.Options{DocsURL: docsURL})
	if len(r.Found) > 0 || len(r.Entries) == 0 {
		t.Fatalf("%s: %v, findings %v", file, r.Entries, r.Found)
	}
	c, found := catalog.Build(r.Entries, catalog.Meta{DocsURL: docsURL})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var out bytes.Buffer
	if err := snapshot.Write(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
