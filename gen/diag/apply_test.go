package diag_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

func TestApply(t *testing.T) {
	f := source.NewFile("a.mdx", []byte("0123456789"))
	other := source.NewFile("b.mdx", []byte("0123456789"))
	fix := func(edits ...diag.Edit) diag.Fix { return diag.Fix{Edits: edits} }
	edit := func(start, end int, text string) diag.Edit { return diag.Edit{Span: f.Span(start, end), New: text} }
	for _, c := range []struct {
		name    string
		fixes   []diag.Fix
		want    string
		applied int
	}{
		{"none", nil, "0123456789", 0},
		{"insert, replace, delete", []diag.Fix{fix(edit(10, 10, "!")), fix(edit(0, 0, "a")), fix(edit(3, 5, "bcd")), fix(edit(7, 8, ""))}, "a012bcd5689!", 4},
		{"beside each other", []diag.Fix{fix(edit(5, 7, "b")), fix(edit(3, 5, "a")), fix(edit(3, 3, "x")), fix(edit(7, 7, "y"))}, "012xaby789", 4},
		{"overlap: the first wins", []diag.Fix{fix(edit(2, 5, "a")), fix(edit(4, 6, "b")), fix(edit(3, 3, "c")), fix(edit(8, 9, "d"))}, "01a567d9", 2},
		{"the same twice", []diag.Fix{fix(edit(2, 3, "a")), fix(edit(2, 3, "a"))}, "01a3456789", 1},
		{"two inserts at one place", []diag.Fix{fix(edit(2, 2, "a")), fix(edit(2, 2, "b"))}, "01a23456789", 1},
		{"whole or not at all", []diag.Fix{fix(edit(5, 6, "x")), fix(edit(0, 1, "a"), edit(9, 10, "b"), edit(5, 6, "c")), fix(edit(0, 1, "d"))}, "d1234x6789", 2},
		{"overlaps itself", []diag.Fix{fix(edit(0, 4, "a"), edit(2, 3, "b"))}, "0123456789", 0},
		{"another file", []diag.Fix{fix(edit(0, 1, "a"), diag.Edit{Span: other.Span(0, 1)}), fix(diag.Edit{New: "x"})}, "0123456789", 0},
		{"outside of the file", []diag.Fix{fix(diag.Edit{Span: source.Span{File: f, Start: 9, End: 11}}), fix(diag.Edit{Span: source.Span{File: f, Start: 3, End: 2}})}, "0123456789", 0},
		{"without edits", []diag.Fix{fix()}, "0123456789", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, applied := diag.Apply(f, c.fixes)
			if string(got) != c.want || applied != c.applied {
				t.Errorf("got %q, %d applied; want %q, %d", got, applied, c.want, c.applied)
			}
			if string(f.Data) != "0123456789" {
				t.Fatalf("the file became %q", f.Data)
			}
		})
	}
}

// FuzzApply compares with the plainest way to do the same: every pair of edits
// looked at, and those accepted applied from the last to the first.
func FuzzApply(f *testing.F) {
	f.Add([]byte("hello"), []byte{0, 1, 3, 3, 2, 4})
	f.Add([]byte("status: 404\n"), []byte{0, 0, 0, 0, 12, 12, 3, 9, 9, 12})
	f.Fuzz(func(t *testing.T, data, places []byte) {
		file := source.NewFile("a", bytes.Clone(data))
		var fixes []diag.Fix
		for len(places) >= 4 {
			text := string(rune('a' + len(fixes)%26))
			fixes = append(fixes, diag.Fix{Edits: []diag.Edit{
				{Span: source.Span{File: file, Start: int32(places[0]), End: int32(places[1])}, New: "<" + text + ">"},
				{Span: source.Span{File: file, Start: int32(places[2]), End: int32(places[3])}, New: text},
			}})
			places = places[4:]
		}
		var accepted []diag.Edit
		want := 0
		for _, fix := range fixes {
			all := slices.Clone(accepted)
			fits := true
			for _, e := range fix.Edits {
				s := e.Span
				fits = fits && s.Start <= s.End && int(s.End) <= len(data)
				for _, o := range all {
					overlap := s.Start < o.Span.End && o.Span.Start < s.End
					fits = fits && !overlap && s != o.Span
				}
				all = append(all, e)
			}
			if fits {
				accepted = all
				want++
			}
		}
		slices.SortFunc(accepted, func(a, b diag.Edit) int { return b.Span.Compare(a.Span) })
		text := string(data)
		for _, e := range accepted {
			text = text[:e.Span.Start] + e.New + text[e.Span.End:]
		}
		got, applied := diag.Apply(file, fixes)
		if string(got) != text || applied != want {
			t.Errorf("got %q, %d applied; want %q, %d", got, applied, text, want)
		}
		if !bytes.Equal(file.Data, data) {
			t.Fatal("the file changed")
		}
	})
}
