package page_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

// TestAliasesOfFacts: the headings under which a page states its code and its
// status can have other names too, under the keys that errgen.yaml has for them.
func TestAliasesOfFacts(t *testing.T) {
	text := "## Kennung\n\n`/shop/data/order_gone`\n\n## Antwort\n\n`410 Gone`\n"
	r := page.Read(source.NewFile("order_gone.mdx", []byte(text)), "shop/data/order_gone.mdx", page.Options{
		DocsURL: "https://example.com/errors",
		Rule:    record.Builtin(nil, []string{"Kennung"}, []string{"Antwort"}),
	})
	if len(r.Entries) != 1 || r.Left != "" || len(r.Found) > 0 {
		t.Fatalf("got %v, left out %q, findings %v", r.Entries, r.Left, r.Found)
	}
	e := r.Entries[0]
	if e.Code.V != "err:shop:data:order_gone" || e.Status.V != 410 || e.StatusFrom != "section" {
		t.Errorf("got %s with %d from %s", e.Code.V, e.Status.V, e.StatusFrom)
	}
}
