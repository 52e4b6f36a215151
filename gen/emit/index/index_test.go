package index_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/index"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

const page = "---\ntitle: Errors\n---\n\nimport X from 'x'\n\nAll of them.\n\n{/* errgen:index */}\nold\n{/* errgen:end */}\n\n<X {...y} />\n"

// edited returns the page with the table of a catalogue.
func edited(t *testing.T, c *catalog.Catalog, o *index.Options, page string) string {
	t.Helper()
	files, err := index.Target.Emit(c, o)
	if err != nil {
		t.Fatal(err)
	}
	out, err := files[0].Edit([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func entry(code catalog.Code, page, description string) *catalog.Entry {
	e := &catalog.Entry{Page: page}
	e.Code.V, e.Description.V, e.Type.V = code, description, "https://example.com/"+strings.TrimSuffix(page, ".mdx")
	e.Status.V, e.Title.V = 404, "Not Found"
	return e
}

// TestTable: a row for each code, filtered, with links as the site writes them.
func TestTable(t *testing.T) {
	c, _ := catalog.Build([]*catalog.Entry{
		entry("err:shop:data:order_gone", "shop/data/order_gone.mdx", "The order v1.2 is gone, e.g. deleted. Create another."),
		entry("err:user:data:a", "user/data/a.mdx", "A | b <c> {d} *e*"),
	}, catalog.Meta{DocsURL: "https://example.com"})
	c.Entries[0].Deprecated = &catalog.Deprecation{}
	for _, tt := range []struct {
		site string
		o    index.Options
		want []string
	}{
		{"", index.Options{}, []string{
			"| [`err:shop:data:order_gone`](https://example.com/shop/data/order_gone) | 404 | Not Found | Deprecated. The order v1.2 is gone, e.g. deleted. | no |",
			`| [` + "`err:user:data:a`" + `](https://example.com/user/data/a) | 404 | Not Found | A \| b \<c> \{d} \*e\* | no |`,
		}},
		{"docusaurus", index.Options{Pages: ".", Systems: []string{"shop"}}, []string{"| [`err:shop:data:order_gone`](./shop/data/order_gone.mdx) |"}},
		{"starlight", index.Options{Pages: "../errors", Statuses: []string{"404"}}, []string{"(./errors/shop/data/order_gone/)", "(./errors/user/data/a/)"}},
		{"", index.Options{Statuses: []string{"500"}}, []string{"| Retry |"}},
	} {
		c.Site = site.Find(tt.site)
		tt.o.File = "docs/index.mdx"
		if tt.o.Pages == "../errors" {
			tt.o.File, tt.o.Pages = "index.mdx", "errors"
		}
		out := edited(t, c, &tt.o, page)
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s %+v: want %q in\n%s", tt.site, tt.o, want, out)
			}
		}
		if rows := strings.Count(out, "`err:"); tt.o.Systems != nil && rows != 1 || len(tt.o.Statuses) > 0 && tt.o.Statuses[0] == "500" && rows != 0 {
			t.Errorf("%+v: the table has %d rows\n%s", tt.o, rows, out)
		}
	}
}

// TestHostile: whatever texts say, the table is one, with a row for each code.
func TestHostile(t *testing.T) {
	c := conformance.Hostile(1, 80)
	out := edited(t, c, &index.Options{File: "index.mdx"}, page)
	doc, found := mdx.Parse(source.NewFile("index.mdx", []byte(out)), mdx.Options{})
	for _, d := range found {
		t.Errorf("%d: %s", d.Span.From().Line, d.Message)
	}
	rows := -1
	for _, n := range doc.Root.Children {
		if n.Kind == mdx.Table {
			rows = len(n.Children) - 1
			for _, r := range n.Children {
				if len(r.Children) != 5 {
					t.Errorf("a row has %d cells: %q", len(r.Children), r.Span.Text())
				}
			}
		}
	}
	want := 0
	for _, e := range c.Entries {
		if e.Retired == nil {
			want++
		}
	}
	if rows != want {
		t.Errorf("the table has %d rows, want %d", rows, want)
	}
}

// TestNoPlace: a page without the comments says which lines to add.
func TestNoPlace(t *testing.T) {
	for name, tt := range map[string]struct{ page, want string }{
		"a.mdx": {"x\n", "has no place for the table: add the lines {/* errgen:index */} and {/* errgen:end */}"},
		"a.md":  {"x <!-- errgen:index -->\n", "has no place for the table: add the lines <!-- errgen:index --> and <!-- errgen:end -->"},
		"b.mdx": {"{/* errgen:index */}\n", "has 1 lines {/* errgen:index */} and 0 lines {/* errgen:end */}, want one each"},
		"c.mdx": {"{/* errgen:end */}\n{/* errgen:index */}\n", "has {/* errgen:end */} above {/* errgen:index */}, want it below"},
	} {
		if _, err := index.Replace([]byte(tt.page), "t", name); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

// FuzzReplace: every byte outside of the comments is kept, and doing it again changes
// nothing.
func FuzzReplace(f *testing.F) {
	f.Add(page)
	f.Add(strings.ReplaceAll(page, "\n", "\r\n"))
	f.Add("<!-- errgen:index --><!-- errgen:end -->")
	f.Add("  <!--errgen:index-->  \n<!-- errgen:end -->")
	f.Fuzz(func(t *testing.T, text string) {
		out, err := index.Replace([]byte(text), "| a |\n|---|", "x.mdx")
		if err != nil {
			t.Skip()
		}
		again, err := index.Replace(out, "| a |\n|---|", "x.mdx")
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("again: %v\n%q\n%q", err, out, again)
		}
		start, end := strings.Index(text, "index"), strings.LastIndex(text, "end")
		if !bytes.HasPrefix(out, []byte(text[:start])) || !bytes.HasSuffix(out, []byte(text[end:])) {
			t.Fatalf("changed outside:\n%q\n%q", text, out)
		}
	})
}
