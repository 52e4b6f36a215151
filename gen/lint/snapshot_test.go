package lint

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

// TestRunWithoutPlaces: the entries of a catalogue that was read from JSON have
// neither files nor spans; rules judge them all the same, and offer no fix.
func TestRunWithoutPlaces(t *testing.T) {
	text := func(s string) catalog.Value[string] { return catalog.Value[string]{V: s} }
	a := &catalog.Entry{
		Code: catalog.Value[catalog.Code]{V: "err:unkey:data:a"}, Page: "unkey/data/b.mdx",
		Named: true, Shown: true, Status: catalog.Value[int]{V: 404}, StatusFrom: catalog.FromConfig,
		Statuses:    []catalog.Stated[int]{{Value: catalog.Value[int]{V: 404}, From: catalog.FromConfig}, {Value: catalog.Value[int]{V: 700}}, {Value: catalog.Value[int]{V: 500}}},
		Codes:       []catalog.Stated[catalog.Code]{{From: catalog.FromSection}},
		Description: text("Check the key and"), Heading: text("x\u202e"),
		Detail: text("The key {id}"), Params: []catalog.Param{{Name: text("id")}},
		Deprecated: &catalog.Deprecation{ReplacedBy: catalog.Value[catalog.Code]{V: "err:unkey:data:none"}},
		Links:      []catalog.Link{{Target: "unkey/data/none", Text: text("err:unkey:data:a")}, {Code: "err:unkey:data:a", Text: text("err:unkey:data:c")}, {Target: "unkey/data/b", Fragment: "x"}},
		Examples:   []catalog.Example{{Type: text("https://example.com/errors/unkey/data/c"), Title: text("Bad Request"), Detail: text("x"), Status: catalog.Value[int]{V: 404}}, {}},
		Keys:       []catalog.Value[string]{text("statsu")},
		Ignores:    []catalog.Ignore{ignore("stub", "")},
	}
	c := made(a, &catalog.Entry{Code: catalog.Value[catalog.Code]{V: "err:unkey:data:c"}})
	found := Apply(Run(c, Settings{}), c, Settings{})
	seen := map[string]bool{}
	for _, d := range found {
		seen[d.Rule] = true
		if d.Fix != nil {
			t.Errorf("%s has a fix, but nowhere to write it", d.Rule)
		}
	}
	for _, id := range []string{"code-path", "status-missing", "type-url", "link-broken", "description-cut", "unknown-key", "detail-template"} {
		if !seen[id] {
			t.Errorf("%s is not found", id)
		}
	}
}
