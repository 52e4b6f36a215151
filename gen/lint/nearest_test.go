package lint

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
)

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"", "", 3, 0},
		{"key", "key", 3, 0},
		{"key", "keys", 3, 1},
		{"kye", "key", 3, 1},
		{"key", "kay", 3, 1},
		{"a", "", 3, 1},
		{"ca", "abc", 3, 3},
		{"key_not_found", "key_notfound", 3, 1},
		{"abc", "xyz", 2, 3},
		{"abc", "abcdef", 2, 3},
		{"abc", "abc", -1, 0},
		{strings.Repeat("a", 300), strings.Repeat("a", 299), 3, 4},
	} {
		var s search
		if got := s.between(c.a, c.b, c.limit); got != c.want {
			t.Errorf("between(%.20q, %.20q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
		if got := s.between(c.b, c.a, c.limit); got != c.want {
			t.Errorf("between(%.20q, %.20q, %d) = %d, want %d", c.b, c.a, c.limit, got, c.want)
		}
	}
}

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
	x := newIndex(&c, nil)
	for target, want := range map[string]string{
		"store/data/nope":          "",
		"store/data/copy":          "",
		"store/data/copid":         "store/data/copied",
		"store/data/key_notfound":  "store/data/key_not_found",
		"store/date/copied":        "store/data/copied",
		"store/auth/key_not_found": "store/data/key_not_found",
	} {
		if got := x.nearestPath(target); got != want {
			t.Errorf("nearest to %s is %q, want %q", target, got, want)
		}
	}
}

// FuzzBetween compares with the definition, written down without any shortcut.
func FuzzBetween(f *testing.F) {
	f.Add("key_not_found", "kye_notfound")
	f.Add("abab", "baba")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 40 || len(b) > 40 {
			return
		}
		want := min(slow(a, b), 5)
		var s search
		if got := s.between(a, b, 4); got != want {
			t.Errorf("between(%q, %q, 4) = %d, want %d", a, b, got, want)
		}
	})
}

func slow(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = d[i-1][j-1] + 1
			}
			d[i][j] = min(d[i][j], d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
