package page_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
)

// TestAliasesOfFacts: the headings under which a page states its code and its
// status can have other names too, under the keys that errgen.yaml has for them.
func TestAliasesOfFacts(t *testing.T) {
	text := "## Kennung\n\n`/shop/data/order_gone`\n\n## Antwort\n\n`410 Gone`\n"
	e, left, found := page.Read(source.NewFile("order_gone.mdx", []byte(text)), "shop/data/order_gone.mdx", page.Options{
		DocsURL:  "https://example.com/errors",
		Sections: map[catalog.SectionKind][]string{"error_code": {"Kennung"}, "http_status": {"Antwort"}},
	})
	if e == nil || left != "" || len(found) > 0 {
		t.Fatalf("got %v, left out %q, findings %v", e, left, found)
	}
	if e.Code.V != "err:shop:data:order_gone" || e.Status.V != 410 || e.StatusFrom != catalog.FromSection {
		t.Errorf("got %s with %d from %s", e.Code.V, e.Status.V, e.StatusFrom)
	}
}
