package rule

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

// TestOwnLetters: names of one category are alike in most of their letters, which
// makes none of them near another.
func TestOwnLetters(t *testing.T) {
	for _, c := range []struct {
		name, other string
		want        int
	}{
		{"store/a/nope", "store/a/copied", len("nope")},
		{"store/a/not_found", "store/b/not_found", len("a")},
		{"store/a/not_found", "store/b/found", len("a/not_found")},
		{"store/a/one", "mail/a/one", len("store")},
		{"store/a", "store/a/one", len("a")},
		{"store/a/one", "store/a/one", len("one")},
		{"", "store", 0},
	} {
		if got := ownLetters(c.name, c.other, '/'); got != c.want {
			t.Errorf("ownLetters(%q, %q) = %d, want %d", c.name, c.other, got, c.want)
		}
	}
}

func TestNearestPage(t *testing.T) {
	var c catalog.Catalog
	for _, code := range []catalog.Code{"err:store:data:copied", "err:store:data:key_not_found"} {
		e := &catalog.Entry{Page: c.PathOf(code) + ".mdx"}
		e.Code.V = code
		c.Entries = append(c.Entries, e)
	}
	x := NewIndex(&c, Settings{})
	for target, want := range map[string]string{
		"store/data/nope":          "",
		"store/data/copy":          "",
		"store/data/copid":         "store/data/copied",
		"store/data/key_notfound":  "store/data/key_not_found",
		"store/date/copied":        "store/data/copied",
		"store/auth/key_not_found": "store/data/key_not_found",
	} {
		if got := x.NearestPath(target); got != want {
			t.Errorf("nearest to %s is %q, want %q", target, got, want)
		}
	}
}
