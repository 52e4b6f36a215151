package removal

import (
	"bytes"
	"testing"
)

// FuzzDiffering: what is left out of two texts is the same in both, and whole lines.
func FuzzDiffering(f *testing.F) {
	for _, s := range [][2]string{
		{"a\nb\nc\n", "a\nx\nc\n"}, {"a\nb\nc\n", "a\nc\n"}, {"", "a\n"}, {"a\n", ""}, {"a\na\n", "a\n"},
		{"aXb\n", "aYb\n"}, {"a\nb", "a\nc"}, {"same\n", "same\n"}, {"ab", "a"}, {"a\r\nb\r\n", "a\r\nc\r\n"},
	} {
		f.Add([]byte(s[0]), []byte(s[1]))
	}
	f.Fuzz(func(t *testing.T, old, new []byte) {
		a, b := differing(old, new)
		i, j := bytes.Index(old, a), bytes.Index(new, b)
		if i < 0 || j < 0 {
			t.Fatalf("%q and %q are no parts of %q and %q", a, b, old, new)
		}
		start := len(old) - len(a) - (len(new) - len(b)) // both left out as much
		if start != 0 {
			t.Fatalf("%q and %q leave out more of one text: %q and %q", old, new, a, b)
		}
		ok := false
		for start := 0; start <= len(old)-len(a); start++ {
			if start > 0 && old[start-1] != '\n' || start > len(new) || !bytes.Equal(old[:start], new[:start]) {
				continue
			}
			end := len(old) - len(a) - start
			whole := end == 0 || start+len(a) == 0 || len(a) == 0 || old[start+len(a)-1] == '\n'
			if whole && bytes.Equal(old[start:len(old)-end], a) && bytes.Equal(new[start:len(new)-end], b) && bytes.Equal(old[len(old)-end:], new[len(new)-end:]) {
				ok = true
			}
		}
		if !ok {
			t.Fatalf("%q and %q differ in %q and %q", old, new, a, b)
		}
	})
}

func TestDiffering(t *testing.T) {
	a, b := differing([]byte("one\ntwo\nthree\nfour\n"), []byte("one\n2\nthree\nfour\n"))
	if string(a) != "two\n" || string(b) != "2\n" {
		t.Errorf("%q and %q", a, b)
	}
}
