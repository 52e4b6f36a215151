package page_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/internal/steps"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// ownPages reads the error pages of this repository.
func ownPages(t *testing.T) []*catalog.Entry {
	t.Helper()
	const root = "../../errors"
	var entries []*catalog.Entry
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".mdx" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		path := filepath.ToSlash(rel)
		r := page.Read(source.NewFile(path, data), path, page.Options{DocsURL: docsURL})
		for _, f := range r.Found {
			t.Errorf("%s:%d: %s [%s]", path, f.Span.From().Line, f.Message, f.Rule)
		}
		switch {
		case len(r.Entries) > 0:
			entries = append(entries, r.Entries...)
		case r.Left == "":
			t.Errorf("%s gives no entry", path)
		}
		return nil
	})
	if err != nil || len(entries) == 0 {
		t.Fatalf("%d pages read: %v", len(entries), err)
	}
	return entries
}

// TestOwnPages reads pages that are as they should be: nothing is missing from
// any entry.
func TestOwnPages(t *testing.T) {
	for _, e := range ownPages(t) {
		if e.CodePath()+".mdx" != e.Page || e.Status.V == 0 || e.Title.V == "" || e.Detail.V == "" || e.Description.V == "" || len(e.Sections) != 4 {
			t.Errorf("%s: something is missing: %+v", e.Page, e)
		}
		for _, s := range e.Sections {
			if s.Kind == catalog.Other || strings.TrimSpace(s.Markdown) == "" || strings.Contains(s.Markdown, s.Heading.V) || len(s.Items) == 0 {
				t.Errorf("%s: section %+v", e.Page, s)
			}
		}
	}
}

// TestSnapshot publishes the catalogue of the pages and reads it back: no finding,
// and the same bytes when it is published again.
func TestSnapshot(t *testing.T) {
	c, found := catalog.Build(ownPages(t), catalog.Meta{DocsURL: docsURL})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var first, second bytes.Buffer
	if err := snapshot.Write(&first, c); err != nil {
		t.Fatal(err)
	}
	back, found := snapshot.Read(source.NewFile("catalogue.json", first.Bytes()))
	if len(found) > 0 {
		t.Fatal(found)
	}
	if err := snapshot.Write(&second, back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.String(), second.String()); diff != "" {
		t.Errorf("read back, the catalogue is another:\n%s", diff)
	}
	for i, e := range c.Entries {
		b := back.Entries[i]
		if diff := cmp.Diff(e.Template(), b.Template()); diff != "" || len(e.Params) != len(b.Params) {
			t.Errorf("%s: the detail reads back as another:\n%s", e.Code.V, diff)
		}
		for j := range e.Examples {
			x, y := e.Examples[j], b.Examples[j]
			if x.Template != y.Template || x.Status.V != y.Status.V || x.RequestID.V != y.RequestID.V || string(x.Body) != string(y.Body) {
				t.Errorf("%s: the example reads back as %+v", e.Code.V, y)
			}
		}
	}
}

// TestHostile reads what is made to be slow.
func TestHostile(t *testing.T) {
	const head = "---\ntitle: x\n---\n\n<Danger>err:unkey:data:key_not_found</Danger>\n\n## What Happened?\n\n"
	texts := map[string]func(size int) string{
		"long template": func(n int) string {
			return "---\ncode: err:a:b:c\ndetail: \"" + numbered("{a%d}", n/7) + "\"\nparams: {a: int}\n---\n"
		},
		"many params": func(n int) string {
			return "---\ncode: err:a:b:c\nparams:\n" + numbered("  p%d: {type: list, items: int}\n", n/35) + "---\n"
		},
		"many anchors": func(n int) string { return head + numbered("## Heading %d\n\n", n/16) },
		"big example": func(n int) string {
			return head + "```json\n{\"error\": {\n" + numbered("\"m%d\": 1,\n", n/12) + "\"status\": 404}}\n```\n"
		},
	}
	for name, part := range map[string]string{
		"codes":          "<Danger>err:a:b:d</Danger>\n\n",
		"headings":       "## Same\n\n",
		"sections":       "## Error Code\n\nerr:a:b:c\n\n## Status Code\n\n404\n\n",
		"links":          "[a](./b) ",
		"ignores":        "{/* errgen-ignore a: b */}\n\n",
		"statuses":       "`503 Service Unavailable` ",
		"examples":       "```json\n{\"error\": {\"status\": 404}}\n```\n\n",
		"broken JSON":    "```json\n{\"error\": {\"status\": 404,}}\n```\n\n",
		"items":          "- a\n",
		"anchors":        "<a id=\"x\" href=\"y\" />\n\n",
		"long heading":   "# a ",
		"deep emphasis":  "*a **b ",
		"nested bullets": "- - - - ",
	} {
		texts[name] = func(size int) string { return head + strings.Repeat(part, size/len(part)) }
	}
	steps.Growth(t, "page", 32<<10, texts)
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// BenchmarkRead compares reading pages of about 2 KB with parsing them alone.
func BenchmarkRead(b *testing.B) {
	pages := corpus.Pages(100)
	run := func(name string, do func(*source.File, string)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range pages {
					do(source.NewFile(p.Path, []byte(p.Text)), p.Path)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
		})
	}
	run("parse", func(f *source.File, _ string) { mdx.Parse(f, mdx.Options{}) })
	run("read", func(f *source.File, path string) {
		if r := page.Read(f, path, page.Options{DocsURL: docsURL}); len(r.Entries) == 0 {
			b.Fatal("no entry")
		}
	})
}

// TestRetiredDate: a value of retired that is no date is an error wherever it stands, and
// one that says that the code is not retired is none.
func TestRetiredDate(t *testing.T) {
	read := func(front string) page.Result {
		data := "---\ntitle: c\nstatus: 404\n" + front + "\n---\n\n<Danger>err:a:b:c</Danger>\n\n## What Happened?\n\nThe thing is not there.\n"
		return page.Read(source.NewFile("a/b/c.mdx", []byte(data)), "a/b/c.mdx", page.Options{})
	}
	for _, value := range []string{"2026-02-30", "2026-13-45", "2026-2-3", "2026/02/03", "soon", "2026", "true"} {
		for _, front := range []string{"retired: " + value, "retired: {since: " + value + "}", "errgen: {retired: " + value + "}"} {
			r := read(front)
			want := fmt.Sprintf("%q is not a date, want one such as 2026-01-31", value)
			if len(r.Found) != 1 || r.Found[0].Message != want || r.Found[0].Span.Text() != value || r.Found[0].Hint == "" {
				t.Errorf("%s: found %v, want %s", front, r.Found, want)
			}
		}
	}
	for _, front := range []string{"retired: false", "retired: no", "retired:", "retired: [a]", "retired: 2026-02-28"} {
		r := read(front)
		if len(r.Found) != 0 || len(r.Entries) != 1 || (r.Entries[0].Retired != nil) != strings.Contains(front, "-28") {
			t.Errorf("%s: found %v, retired %v", front, r.Found, r.Entries[0].Retired)
		}
	}
}
