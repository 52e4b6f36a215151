package pages_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/emit/pages"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

const docsURL = "https://example.com/docs/errors"

// read makes a catalogue of pages of no site, for another to publish.
func read(t *testing.T, files map[string][]byte, s *site.Site) *catalog.Catalog {
	t.Helper()
	var entries []*catalog.Entry
	for name, data := range files {
		r := page.Read(source.NewFile(name, data), name, page.Options{DocsURL: docsURL})
		for _, d := range r.Found {
			t.Errorf("%s: %s", name, d.Message)
		}
		entries = append(entries, r.Entries...)
	}
	c, _ := catalog.Build(entries, catalog.Meta{DocsURL: docsURL})
	return published(t, c, s)
}

// published returns the catalogue as a docs repository reads it.
func published(t *testing.T, c *catalog.Catalog, s *site.Site) *catalog.Catalog {
	t.Helper()
	var b bytes.Buffer
	if err := snapshot.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	out, found := snapshot.Read(source.NewFile("catalogue.json", b.Bytes()))
	for _, d := range found {
		t.Error(d.Message)
	}
	out.Site = s
	return out
}

// TestGolden shows what each site makes of pages that were written for Mintlify.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		out := map[string][]byte{}
		for _, s := range site.Sites {
			for path, text := range conformance.Emit(t, pages.Target, read(t, in, s)) {
				out[s.Name+"/"+path] = []byte(text)
			}
		}
		return out
	})
}

// again reads a page that was written, as the site's own.
func again(t *testing.T, s *site.Site, path, text string) *catalog.Entry {
	t.Helper()
	o := page.Options{DocsURL: docsURL}.On(s, "")
	r := page.Read(source.NewFile(path, []byte(text)), path, o)
	for _, d := range r.Found {
		if d.Severity == diag.Error {
			t.Errorf("%s: %s:%d: %s\n%s", s.Name, path, d.Span.From().Line, d.Message, text)
		}
	}
	if len(r.Entries) != 1 {
		t.Fatalf("%s: %s gives %d entries\n%s", s.Name, path, len(r.Entries), text)
	}
	return r.Entries[0]
}

// TestHostile: whatever texts say, a page is one of the site: its code and description
// are read back, and nothing in it is JavaScript.
func TestHostile(t *testing.T) {
	for seed := range uint64(3) {
		c := conformance.Hostile(seed, 60)
		byCode := map[catalog.Code]*catalog.Entry{}
		for _, e := range c.Entries {
			byCode[e.Code.V] = e
		}
		for _, s := range site.Sites {
			c.Site = s
			for path, text := range conformance.Emit(t, pages.Target, c) {
				e := again(t, s, path, text)
				from := byCode[e.Code.V]
				if from == nil {
					t.Errorf("%s: %s states the code %s", s.Name, path, e.Code.V)
					continue
				}
				want := strings.Join(strings.Fields(emit.Clean(from.Description.V)), " ")
				if s.Vue {
					want = strings.ReplaceAll(want, "</", "< /") // VitePress copies it into a script
				}
				if e.Description.V != want {
					t.Errorf("%s: %s has the description %q, want %q", s.Name, path, e.Description.V, want)
				}
				if len(e.Expressions) > 0 {
					t.Errorf("%s: %s has JavaScript in it: %q", s.Name, path, e.Expressions[0].Span.Text())
				}
			}
		}
	}
}

// TestSnapshot: a docs repository that reads the catalogue writes the same pages as the
// one that has them.
func TestSnapshot(t *testing.T) { conformance.FromSnapshot(t, pages.Target) }

// FuzzSection: whatever a section says, the page is one of the site.
func FuzzSection(f *testing.F) {
	for _, s := range []string{
		"text", "<Note>a\n\nb</Note>", "<Note title=\"x]\"><Warning>\n- a\n</Warning></Note>", "\uE0E00\uE0E0", ":::danger\nx\n:::",
		"<Card href=\"javascript:alert(1)\">x</Card>", "[x](./b) [y](javascript:x)", "\\{\\{ a }}", "> <Tip>\n> a\n> </Tip>", "<Steps><Step title=\"a\">b</Step></Steps>",
		"```json Example\n{}\n```", "<CodeGroup>\n```sh a\nx\n```\n</CodeGroup>", "| a |\n|---|\n| <Note>x</Note> |",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		data := "---\ntitle: a\n---\n\n<Danger>err:a:b:c</Danger>\n\n## What Happened?\n\n" + text + "\n"
		r := page.Read(source.NewFile("a/b/c.mdx", []byte(data)), "a/b/c.mdx", page.Options{DocsURL: docsURL})
		if len(r.Entries) != 1 || len(r.Entries[0].Codes) != 1 || r.Found.Err() != nil {
			t.Skip()
		}
		c, _ := catalog.Build(r.Entries, catalog.Meta{DocsURL: docsURL})
		for _, s := range site.Sites {
			for path, text := range conformance.Emit(t, pages.Target, published(t, c, s)) {
				e := again(t, s, path, text)
				if e.Code.V != "err:a:b:c" {
					t.Errorf("%s: the page states %s\n%s", s.Name, e.Code.V, text)
				}
				if strings.Contains(text, "javascript:") && len(e.Links) > 0 {
					for _, l := range e.Links {
						if strings.HasPrefix(strings.ToLower(l.URL.V), "javascript:") {
							t.Errorf("%s: the page has the link %q\n%s", s.Name, l.URL.V, text)
						}
					}
				}
			}
		}
	})
}
