package nearest

import (
	"strings"
	"testing"
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
		var s Search
		if got := s.between(c.a, c.b, c.limit); got != c.want {
			t.Errorf("between(%.20q, %.20q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
		if got := s.between(c.b, c.a, c.limit); got != c.want {
			t.Errorf("between(%.20q, %.20q, %d) = %d, want %d", c.b, c.a, c.limit, got, c.want)
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
		var s Search
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
