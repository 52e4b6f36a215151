package pages_test

import (
	"bytes"
	"fmt"
	"reflect"
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

// TestTitle: a page has the title that it has in the registry, whether that is read from
// the pages or from the catalogue; an error of a table has that of the problem.
func TestTitle(t *testing.T) {
	text := "---\ntitle: %s\nstatus: 404\n---\n\n<Danger>err:a:b:%s</Danger>\n"
	var entries []*catalog.Entry
	for name, title := range map[string]string{"own": "No key has this id", "same": "same", "not_found": "Not Found"} {
		path := "a/b/" + name + ".mdx"
		r := page.Read(source.NewFile(path, fmt.Appendf(nil, text, title, name)), path, page.Options{DocsURL: docsURL})
		entries = append(entries, r.Entries...)
	}
	row := &catalog.Entry{Page: "table.md"}
	row.Code.V, row.Status.V, row.Title.V = "err:a:b:row", 404, "Nothing is there"
	plain := &catalog.Entry{Page: "a/b/plain.mdx"}
	plain.Code.V, plain.Status.V, plain.Title.V = "err:a:b:plain", 404, "Not Found"
	c, _ := catalog.Build(append(entries, row, plain), catalog.Meta{DocsURL: docsURL})
	want := map[string]string{
		"a/b/own.mdx": "No key has this id", "a/b/same.mdx": "same", "a/b/not_found.mdx": "Not Found", "a/b/plain.mdx": "plain", "table.mdx": "Nothing is there",
	}
	for from, c := range map[string]*catalog.Catalog{"pages": c, "catalogue": published(t, c, nil)} {
		for path, got := range conformance.Emit(t, pages.Target, c) {
			if !strings.Contains(got, "\ntitle: \""+want[path]+"\"\n") {
				t.Errorf("from the %s, %s has not the title %q:\n%s", from, path, want[path], got)
			}
		}
	}
}

// TestSite: pages that are read in the form of one site are written in that of another.
func TestSite(t *testing.T) {
	text := "---\ntitle: %s\nstatus: 404\n---\n\n<Danger>err:a:b:%[1]s</Danger>\n\n## What Happened?\n\nSee [the other](./d) and [itself](#what-happened).\n"
	var entries []*catalog.Entry
	for _, name := range []string{"c", "d"} {
		path := "a/b/" + name + ".mdx"
		entries = append(entries, page.Read(source.NewFile(path, fmt.Appendf(nil, text, name)), path, page.Options{DocsURL: docsURL}).Entries...)
	}
	c, _ := catalog.Build(entries, catalog.Meta{DocsURL: docsURL})
	for _, s := range site.Sites {
		options := &pages.Options{Site: s.Name}
		if found := pages.Target.Check(c, options); len(found) > 0 {
			t.Errorf("%s: %s", s.Name, found[0].Message)
		}
		want := conformance.Emit(t, pages.Target, published(t, c, s))
		for path, got := range conformance.EmitWith(t, pages.Target, c, options) {
			if got != want[path] || got == "" {
				t.Errorf("%s: %s is\n%s\nwant, as from the catalogue,\n%s", s.Name, path, got, want[path])
			}
		}
	}
	var names []string
	for _, s := range site.Sites {
		names = append(names, s.Name)
	}
	if field, _ := reflect.TypeFor[pages.Options]().FieldByName("Site"); field.Tag.Get("enum") != strings.Join(names, ",") {
		t.Errorf("site may be %s, want one of %q", field.Tag.Get("enum"), names)
	}
}

// TestOwnLinks: a link of a page to itself stays on the page that is written, in
// whatever form.
func TestOwnLinks(t *testing.T) {
	text := "---\ntitle: c\nstatus: 404\n---\n\n<Danger>err:a:b:c</Danger>\n\n## What Happened?\n\n" +
		"[one](../b/c#how-to-fix) [two](./c.mdx#how-to-fix) [three](https://example.com/docs/errors/a/b/c#how-to-fix) [four](#how-to-fix) [five](./d#how-to-fix) [six](./c).\n\n" +
		"## How To Fix\n\nCheck the id.\n"
	other := "---\ntitle: d\nstatus: 404\n---\n\n<Danger>err:a:b:d</Danger>\n\n## How To Fix\n\nCheck the id.\n"
	for _, s := range site.Sites {
		c := read(t, map[string][]byte{"a/b/c.mdx": []byte(text), "a/b/d.mdx": []byte(other)}, s)
		own, beside := s.Link("a/b/c"+s.Ext, "a/b/c"+s.Ext), s.Link("a/b/c"+s.Ext, "a/b/d"+s.Ext)
		want := "[one](#how-to-fix) [two](#how-to-fix) [three](#how-to-fix) [four](#how-to-fix) [five](" + beside + "#how-to-fix) [six](" + own + ")."
		if got := conformance.Emit(t, pages.Target, c)["a/b/c"+s.Ext]; !strings.Contains(got, want) {
			t.Errorf("%s: the page has not the links\n%s\n%s", s.Name, want, got)
		}
	}
}

// TestImages: an image beside a page of the registry is where that is published, as it is
// not beside the page that is written.
func TestImages(t *testing.T) {
	text := "---\ntitle: a\nstatus: 404\n---\n\n<Danger>err:a:b:c</Danger>\n\n## What Happened?\n\n" +
		"![one](./one.png) ![two](/two.png) ![three](https://example.com/three.png) ![four](data:image/png;base64,AA==) ![five](javascript:x)\n\n" +
		"<img src=\"../six.png\" alt=\"six\" />\n"
	want := "![one](https://example.com/docs/errors/a/b/one.png) ![two](/two.png) ![three](https://example.com/three.png) ![four](data:image/png;base64,AA==) ![five](#)\n\n" +
		"![six](https://example.com/docs/errors/a/six.png)\n"
	for _, s := range site.Sites {
		for path, got := range conformance.Emit(t, pages.Target, read(t, map[string][]byte{"a/b/c.mdx": []byte(text)}, s)) {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s has not the images\n%s\n%s", s.Name, path, want, got)
			}
		}
	}
}

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
