package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

// TestBuildFindings shows the findings about codes that are claimed twice, each
// with both places, and that entries come out by code and then by page.
func TestBuildFindings(t *testing.T) {
	a, again := bare("err:a:b:one", "a/b/one.mdx"), bare("err:a:b:one", "a/b/copy.mdx")
	two := bare("err:a:b:two", "a/b/two.mdx")
	alias := func(e *catalog.Entry, codes ...catalog.Code) {
		for _, c := range codes {
			e.Aliases = append(e.Aliases, catalog.Value[catalog.Code]{V: c, Span: e.File.All()})
		}
	}
	alias(a, "err:a:b:old", "err:a:b:two")
	alias(two, "err:a:b:two", "err:a:b:old", "err:a:b:older")
	c, found := catalog.Build([]*catalog.Entry{two, nil, a, again}, catalog.Meta{})

	var got []string
	for _, d := range found {
		at := d.Span.From()
		got = append(got, fmt.Sprintf("%s:%d:%d %s %s | %s %s", d.Span.File.Name, at.Line, at.Column, d.Rule, d.Message, d.Related[0].Span.File.Name, d.Related[0].Message))
	}
	want := []string{
		`pages/a/b/one.mdx:1:9 code-duplicate code "err:a:b:one" is also the code of the page "a/b/copy.mdx" | pages/a/b/copy.mdx the other page states it here`,
		`pages/a/b/one.mdx:1:1 code-duplicate alias "err:a:b:two" is the code of the page "a/b/two.mdx" | pages/a/b/two.mdx the code is stated here`,
		`pages/a/b/two.mdx:1:1 code-duplicate alias "err:a:b:two" is the code of the page itself | pages/a/b/two.mdx the code is stated here`,
		`pages/a/b/two.mdx:1:1 code-duplicate alias "err:a:b:old" is also an alias of the page "a/b/one.mdx" | pages/a/b/one.mdx the other alias is here`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var order []string
	for _, e := range c.Entries {
		order = append(order, e.Page)
	}
	if s := strings.Join(order, " "); s != "a/b/copy.mdx a/b/one.mdx a/b/two.mdx" {
		t.Errorf("entries in the order %s", s)
	}
	for code, page := range map[catalog.Code]string{"err:a:b:one": "a/b/copy.mdx", "err:a:b:two": "a/b/two.mdx", "err:a:b:older": "a/b/two.mdx"} {
		if e := c.Lookup(code); e == nil || e.Page != page {
			t.Errorf("Lookup(%s) = %v, want the entry of %s", code, e, page)
		}
	}
	if e := c.Lookup("err:a:b:none"); e != nil {
		t.Errorf("Lookup of an unknown code = %v", e)
	}
}

// TestLookupByHand looks codes up in a catalogue that nobody built.
func TestLookupByHand(t *testing.T) {
	e := bare("err:a:b:one", "a/b/one.mdx")
	e.Aliases = []catalog.Value[catalog.Code]{val(catalog.Code("err:a:b:old"))}
	c := &catalog.Catalog{Entries: []*catalog.Entry{e}}
	if c.Lookup("err:a:b:one") != e || c.Lookup("err:a:b:old") != e || c.Lookup("err:a:b:x") != nil {
		t.Error("wrong entries")
	}
}

func TestLinks(t *testing.T) {
	const page = "unkey/data/key_not_found.mdx"
	for _, c := range []struct{ docs, url, target, fragment, code string }{
		// Relative to the page.
		{"", "./api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "./api_not_found.mdx", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "./api_not_found.md#how-to-fix", "unkey/data/api_not_found", "how-to-fix", "err:unkey:data:api_not_found"},
		{"", "./api_not_found/", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "./api_not_found?x=1#y", "unkey/data/api_not_found", "y", "err:unkey:data:api_not_found"},
		{"", "./api%5Fnot_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", " ./api_not_found ", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "../authorization/key_disabled", "unkey/authorization/key_disabled", "", "err:unkey:authorization:key_disabled"},
		{"", "../../user/x/y", "user/x/y", "", ""},
		{"", "./gone", "unkey/data/gone", "", ""},
		{"", "../../../errors/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "../../../guides/keys", "", "", ""},
		{"", "../../../../../../../etc/passwd", "", "", ""},
		// The page itself.
		{"", "#how-to-fix", "unkey/data/key_not_found", "how-to-fix", "err:unkey:data:key_not_found"},
		{"", "", "", "", ""},
		// From the root of the site.
		{"", "/errors/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "/docs/errors/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "/errors", "", "", ""},
		{"", "/docs/errors/", "", "", ""},
		{"", "/errorsx/unkey/data/api_not_found", "", "", ""},
		{"", "/api-reference/keys", "", "", ""},
		// Whole URLs.
		{"", "https://unkey.com/docs/errors/unkey/data/api_not_found#x", "unkey/data/api_not_found", "x", "err:unkey:data:api_not_found"},
		{"", "http://UNKEY.com/docs/errors/unkey/data/api_not_found.md", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "//unkey.com/docs/errors/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"", "https://unkey.com/errors/unkey/data/api_not_found", "", "", ""},
		{"", "https://example.com/docs/errors/unkey/data/api_not_found", "", "", ""},
		{"", "https://unkey.com", "", "", ""},
		{"", "mailto:support@unkey.com", "", "", ""},
		{"", "err:unkey:data:api_not_found", "", "", ""},
		// A site whose pages folder is its root.
		{"https://errors.example.com", "/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"https://errors.example.com", "./api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"https://errors.example.com", "https://errors.example.com/unkey/data/api_not_found", "unkey/data/api_not_found", "", "err:unkey:data:api_not_found"},
		{"https://errors.example.com", "https://example.com/unkey/data/api_not_found", "", "", ""},
	} {
		e := bare("err:unkey:data:key_not_found", page)
		e.Links = []catalog.Link{{URL: val(c.url)}}
		docs := c.docs
		if docs == "" {
			docs = "https://unkey.com/docs/errors"
		}
		catalog.Build([]*catalog.Entry{
			e, bare("err:unkey:data:api_not_found", "unkey/data/api_not_found.mdx"),
			bare("err:unkey:authorization:key_disabled", "unkey/authorization/key_disabled.mdx"),
		}, catalog.Meta{DocsURL: docs})
		if l := e.Links[0]; l.Target != c.target || l.Fragment != c.fragment || string(l.Code) != c.code {
			t.Errorf("%q below %s leads to %q # %q, code %q; want %q # %q, code %q", c.url, docs, l.Target, l.Fragment, l.Code, c.target, c.fragment, c.code)
		}
	}
}

// TestRelated takes the links of the page where no section names the related
// errors, and only those that lead to error pages.
func TestRelated(t *testing.T) {
	e := bare("err:a:b:one", "a/b/one.mdx")
	e.Links = []catalog.Link{{URL: val("./two")}, {URL: val("https://example.com")}, {URL: val("./gone")}}
	build([]*catalog.Entry{e, bare("err:a:b:two", "a/b/two.mdx")})
	if len(e.Related) != 2 || e.Related[0].Code != "err:a:b:two" || e.Related[1].Target != "a/b/gone" {
		t.Errorf("related are %+v", e.Related)
	}
	e.Sections = []catalog.Section{{Kind: catalog.RelatedErrors}}
	e.Related = nil
	build([]*catalog.Entry{e, bare("err:a:b:two", "a/b/two.mdx")})
	if len(e.Related) != 0 {
		t.Errorf("an empty section of related errors gives %+v", e.Related)
	}
}

// TestMovedPage resolves a link by the page that it names, also where the code of
// that page is another one.
func TestMovedPage(t *testing.T) {
	e := bare("err:a:b:one", "a/b/one.mdx")
	e.Links = []catalog.Link{{URL: val("./two")}, {URL: val("./three")}}
	build([]*catalog.Entry{e, bare("err:a:b:three", "a/b/two.mdx")})
	if e.Links[0].Code != "err:a:b:three" || e.Links[1].Code != "err:a:b:three" {
		t.Errorf("links lead to %q and %q", e.Links[0].Code, e.Links[1].Code)
	}
}

func many(n int) []*catalog.Entry {
	entries := make([]*catalog.Entry, n)
	for i := range entries {
		name := fmt.Sprintf("error_%06d", i*7919%n)
		e := bare(catalog.Code("err:store:order:"+name), "store/order/"+name+".mdx")
		e.Links = []catalog.Link{{URL: val("./error_000001")}, {URL: val("/errors/store/order/error_000002#x")}, {URL: val("https://example.com/x")}}
		entries[i] = e
	}
	return entries
}

func TestLookupAmongMany(t *testing.T) {
	c := build(many(10_000))
	for _, e := range c.Entries {
		if c.Lookup(e.Code.V) != e {
			t.Fatal("wrong entry")
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		entries := many(n)
		b.Run(fmt.Sprintf("entries=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				build(entries)
			}
		})
	}
}
