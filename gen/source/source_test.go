package source_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

func TestPosition(t *testing.T) {
	f := source.NewFile("a.md", []byte("ab\r\ncd\ref\n\nÄh"))
	for _, test := range []struct{ offset, line, column int }{
		{-1, 1, 1}, {0, 1, 1}, {2, 1, 3}, {3, 1, 4}, {4, 2, 1}, {6, 2, 3}, {7, 3, 1}, {9, 3, 3}, {10, 4, 1}, {11, 5, 1}, {13, 5, 3}, {14, 5, 4}, {99, 5, 4},
	} {
		if got := f.Position(test.offset); got != (source.Position{Line: test.line, Column: test.column}) {
			t.Errorf("offset %d is at %v, want %d:%d", test.offset, got, test.line, test.column)
		}
	}
	for n, want := range []string{"", "ab", "cd", "ef", "", "Äh", ""} {
		if got := string(f.Line(n)); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
	if f.Lines() != 5 || source.NewFile("", nil).Lines() != 1 || source.NewFile("", []byte("a\n")).Lines() != 2 {
		t.Error("lines are counted wrong")
	}
}

// FuzzPosition: a position leads back to its offset, whatever the line endings.
func FuzzPosition(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n"), 3)
	f.Fuzz(func(t *testing.T, data []byte, offset int) {
		file := source.NewFile("x", data)
		p := file.Position(offset)
		if offset < 0 || offset > len(data) {
			return
		}
		if back := file.LineStart(p.Line) + p.Column - 1; back != offset {
			t.Errorf("%d is at %v, which is %d", offset, p, back)
		}
		if p.Line < 1 || p.Line > file.Lines() {
			t.Errorf("line %d of %d", p.Line, file.Lines())
		}
	})
}

func TestSpan(t *testing.T) {
	f, g := source.NewFile("a", []byte("hello")), source.NewFile("b", []byte("hello"))
	if s := f.Span(-3, 99); s != f.All() || s.Text() != "hello" {
		t.Errorf("a span past the ends is %v", s)
	}
	if s := f.Span(4, 2); s.Start != 4 || s.End != 4 {
		t.Errorf("a span that ends before it begins is %v", s)
	}
	var none source.Span
	if !none.IsZero() || none.Text() != "" || none.From() != (source.Position{}) || none.To() != (source.Position{}) {
		t.Error("no place is some place")
	}
	order := []source.Span{none, f.Span(0, 1), f.Span(0, 2), f.Span(1, 1), g.Span(0, 0)}
	for i, a := range order {
		for j, b := range order {
			if got := a.Compare(b); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%d against %d is %d", i, j, got)
			}
		}
	}
	if !f.Span(0, 3).Contains(f.Span(1, 2)) || f.Span(0, 3).Contains(f.Span(1, 4)) || f.All().Contains(g.Span(1, 2)) {
		t.Error("Contains is wrong")
	}
}
