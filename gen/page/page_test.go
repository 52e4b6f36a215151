package page_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/internal/corpus"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
)

// TestOwnPages reads the error pages of this repository without a finding.
func TestOwnPages(t *testing.T) {
	const root = "../../errors"
	pages := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".mdx" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, file)
		path := filepath.ToSlash(rel)
		e, left, found := page.Read(source.NewFile(path, data), path, page.Options{DocsURL: docsURL})
		for _, f := range found {
			t.Errorf("%s:%d: %s [%s]", path, f.Span.From().Line, f.Message, f.Rule)
		}
		switch {
		case e != nil:
			pages++
			if e.Code.V.Path()+".mdx" != path || e.Status.V == 0 || e.Title.V == "" || e.Detail.V == "" || e.Description.V == "" || len(e.Sections) != 4 {
				t.Errorf("%s: something is missing: %+v", path, e)
			}
		case left == "":
			t.Errorf("%s gives no entry", path)
		}
		return nil
	})
	if err != nil || pages == 0 {
		t.Fatalf("%d pages read: %v", pages, err)
	}
}

// TestHostile reads what is made to be slow. Each text is as large as a page may
// be.
func TestHostile(t *testing.T) {
	const head = "---\ntitle: x\n---\n\n<Danger>err:a:b:c</Danger>\n\n"
	for name, part := range map[string]string{
		"codes":          "<Danger>err:a:b:d</Danger>\n\n",
		"headings":       "## Same\n\n",
		"sections":       "## Error Code\n\nerr:a:b:c\n\n## Status\n\n404\n\n",
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
		start := time.Now()
		text := head + strings.Repeat(part, 200<<10/len(part))
		page.Read(source.NewFile("a/b/c.mdx", []byte(text)), "a/b/c.mdx", page.Options{})
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
	front := "---\ncode: err:a:b:c\ndetail: \"" + strings.Repeat("{a}{b}", 10<<10) + "\"\nparams:\n" + strings.Repeat("  x: int\n", 1) + "---\n"
	start := time.Now()
	page.Read(source.NewFile("a/b/c.mdx", []byte(front)), "a/b/c.mdx", page.Options{})
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("a long template: %v", d)
	}
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
		if e, _, _ := page.Read(f, path, page.Options{DocsURL: docsURL}); e == nil {
			b.Fatal("no entry")
		}
	})
}
