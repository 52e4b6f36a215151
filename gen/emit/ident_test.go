package emit_test

import (
	"slices"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/name"
	"github.com/unkeyed/errgen/gen/source"
)

func TestIdentifier(t *testing.T) {
	c := &catalog.Catalog{Names: map[catalog.Code]catalog.Names{"err:a:b:pinned": {Identifier: "Mine"}, "err:a:b:api_id": {Aliases: []string{"Old"}}}}
	for code, want := range map[catalog.Code]string{"err:a:b:pinned": "Mine", "err:a:b:api_id": "ABAPIID", "err:a:b:mrr": "ABMRR"} {
		if got := emit.Identifier(c, name.NewCasing([]string{"mrr"}), code); got != want {
			t.Errorf("Identifier(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestCollisions(t *testing.T) {
	f := source.NewFile("a.mdx", []byte("one two"))
	found := emit.Collisions("Lua", []name.Claim{
		{Identifier: "Decode", Owner: "the module"},
		{Identifier: "A", Owner: "err:a", Span: f.Span(0, 3)},
		{Identifier: "A", Owner: "err:b", Span: f.Span(4, 7)},
		{Identifier: "Decode", Owner: "err:c", Span: f.Span(4, 7)},
		{Identifier: "A", Owner: "err:a", Span: f.Span(0, 3)},
	})
	var got []string
	for _, d := range found {
		got = append(got, d.Message)
		if d.Span != f.Span(4, 7) || d.Hint == "" {
			t.Errorf("%s: at %v with the hint %q, want the second place and a hint", d.Message, d.Span, d.Hint)
		}
	}
	want := []string{
		`"err:b" gives the Lua identifier "A", which "err:a" already has`,
		`"err:c" gives the Lua identifier "Decode", which "the module" already has`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if len(found) == 2 && (len(found[0].Related) != 1 || len(found[1].Related) != 0) {
		t.Error("want the first place beside the second, and none for the module's own name")
	}
}
