package site_test

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/site"
)

// TestPath holds the paths of pages against where the sites put them: those of
// Docusaurus and Starlight were taken from their builds.
func TestPath(t *testing.T) {
	for _, tt := range []struct{ site, page, front, want string }{
		{"mintlify", "errors/shop/data/a.mdx", "", "errors/shop/data/a"},
		{"mintlify", "errors/index.mdx", "", "errors"},
		{"docusaurus", "errors/shop/data/a.mdx", "", "errors/shop/data/a"},
		{"docusaurus", "02-errors/1. shop/03_data/04-a_b.mdx", "", "errors/shop/data/a_b"},
		{"docusaurus", "errors/2024-01-a/7.0-b.mdx", "", "errors/2024-01-a/7.0-b"},
		{"docusaurus", "errors/shop/data/a.mdx", "id: b", "errors/shop/data/b"},
		{"docusaurus", "errors/shop/data/a.mdx", "slug: b/c", "errors/shop/data/b/c"},
		{"docusaurus", "errors/shop/data/a.mdx", "slug: /b", "b"},
		{"docusaurus", "errors/shop/data/README.md", "", "errors/shop/data"},
		{"docusaurus", "errors/shop/data/data.md", "", "errors/shop/data"},
		{"starlight", "errors/Shop/Data/A_b.mdx", "", "errors/shop/data/a_b"},
		{"starlight", "errors/1. shop/a.b.mdx", "", "errors/1-shop/ab"},
		{"starlight", "errors/shop/data/a.mdx", "slug: b/c", "b/c"},
		{"starlight", "errors/shop/index.mdx", "", "errors/shop"},
		{"fumadocs", "errors/(shop)/data/a.mdx", "", "errors/data/a"},
		{"vitepress", "errors/shop/index.md", "", "errors/shop"},
		{"markdown", "errors/shop/a.md", "", "errors/shop/a.md"},
	} {
		key, value, _ := strings.Cut(tt.front, ": ")
		got := site.Find(tt.site).Path(tt.page, func(k string) (string, bool) { return value, k == key && key != "" })
		if key == "" {
			got = site.Find(tt.site).Path(tt.page, nil)
		}
		if got != tt.want {
			t.Errorf("%s publishes %s (%s) at %q, want %q", tt.site, tt.page, tt.front, got, tt.want)
		}
	}
}

// TestLink: a link that an author of the site writes leads to the page.
func TestLink(t *testing.T) {
	for _, tt := range []struct{ site, from, to, want string }{
		{"", "a/b/c.mdx", "a/b/d", "./d"},
		{"", "a/b/c.mdx", "a/e/d.mdx", "../e/d"},
		{"mintlify", "a/b/c.mdx", "a/b/d.mdx", "./d"},
		{"docusaurus", "a/b/c.mdx", "a/b/01-d.md", "./01-d.md"},
		{"docusaurus", "a/b/c.mdx", "a/e/d", "../e/d.mdx"},
		{"starlight", "a/b/c.mdx", "a/b/D.mdx", "../d/"},
		{"starlight", "a/b/index.mdx", "a/b/d.mdx", "./d/"},
		{"starlight", "a/b/c.mdx", "x/d.mdx", "../../../x/d/"},
		{"vitepress", "a/b/c.md", "a/b/d.md", "./d"},
		{"markdown", "c.md", "d.md", "./d.md"},
	} {
		if got := site.Find(tt.site).Link(tt.from, tt.to); got != tt.want {
			t.Errorf("%s: from %s to %s is %q, want %q", tt.site, tt.from, tt.to, got, tt.want)
		}
	}
}

// TestLeftOut: what a site does not publish is no error page, and says so.
func TestLeftOut(t *testing.T) {
	for _, tt := range []struct {
		site, page string
		out        bool
	}{
		{"docusaurus", "shop/data/_hint.mdx", true},
		{"docusaurus", "shop/_parts/hint.mdx", true},
		{"starlight", "shop/data/_hint.mdx", true},
		{"starlight", "shop/_data/hint.mdx", false},
		{"mintlify", "shop/data/_hint.mdx", false},
		{"", "shop/data/_hint.mdx", false},
	} {
		if got := site.Find(tt.site).LeftOut(tt.page) != ""; got != tt.out {
			t.Errorf("%s leaves out %s: %v, want %v", tt.site, tt.page, got, tt.out)
		}
	}
}

// TestComplete: each site says all that is asked of it, under a name of its own.
func TestComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range site.Sites {
		if seen[s.Name] || s.Title == "" || s.Doc == "" || s.Says == "" || len(s.Places) == 0 || s.Ext != ".md" && s.Ext != ".mdx" {
			t.Errorf("%+v is not complete, or there twice", s)
		}
		seen[s.Name] = true
		if strings.Count(s.Code, site.CodeHere) != 1 || strings.Contains(s.Shown("x"), site.CodeHere) {
			t.Errorf("%s shows a code as %q", s.Name, s.Code)
		}
	}
}

// TestLanguageOf: a page is taken for a translation where its path says so.
func TestLanguageOf(t *testing.T) {
	for _, tt := range []struct{ page, original, want string }{
		{"de/a/b.mdx", "a/b.md", "de"},
		{"a/pt-BR/b.mdx", "a/b.mdx", "pt-BR"},
		{"de/a.md", "en/a.md", "de"},
		{"en/a.md", "de/a.md", ""},
		{"js/a.md", "a.md", ""},
		{"de/a.md", "b.md", ""},
		{"a.md", "a.md", ""},
	} {
		if got := site.LanguageOf(tt.page, tt.original); got != tt.want {
			t.Errorf("%s beside %s is in %q, want %q", tt.page, tt.original, got, tt.want)
		}
	}
}
