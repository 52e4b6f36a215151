package emit_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/emit"
)

func TestPrinter(t *testing.T) {
	var p emit.Printer
	p.P("if x == ", 1, ":")
	p.In(func() {
		p.Block("#", "one\r\ntwo\u2028three\n\nfour  ")
		p.P()
		p.P("")
		p.P("y = ", true)
	})
	p.P("end")
	want := "if x == 1:\n    # one\n    # two\n    # three\n    #\n    # four\n\n\n    y = true\nend\n"
	if got := string(p.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	tabs := emit.Printer{Indent: "\t"}
	tabs.In(func() { tabs.P("x") })
	if got := string(tabs.Bytes()); got != "\tx\n" {
		t.Errorf("got %q, want a tab", got)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain\ntext":           "plain\ntext",
		"a\tb":                  "a b",
		"a\rb\r\nc\vd\fe\u0085": "a\nb\nc\nd\ne\n",
		"a\u2028b\u2029c":       "a\nb\nc",
		"a\x00\x1b[31mb\u202e":  "a[31mb",
		"\ufeffa\u200bb":        "ab",
		"a\xffb":                "a\ufffdb",
		"👩\u200d🚀 é":            "👩\u200d🚀 é",
	} {
		if got := emit.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := emit.Wrap("  one two\nthree - four fünfer incomprehensibilities x", 9, func(w string) bool { return w == "-" })
	want := []string{"one two", "three -", "four", "fünfer", "incomprehensibilities", "x"}
	if !slices.Equal(got, want) {
		t.Errorf("Wrap = %q, want %q", got, want)
	}
	if got := emit.Wrap(" \n", 9, nil); got != nil {
		t.Errorf("Wrap of space = %q, want nothing", got)
	}
}

// FuzzBlock: whatever the text is, each line of the output begins with the
// marker, and no other language sees more lines than there are.
func FuzzBlock(f *testing.F) {
	for _, s := range []string{"", "a", "a\nb", "a\r\u2028\u0085b", "\xff\x00", "\t\v\f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var p emit.Printer
		p.Block("#", text)
		out := string(p.Bytes())
		if !utf8.ValidString(out) || strings.ContainsAny(out, "\r\v\f\u0085\u2028\u2029\x00") {
			t.Errorf("Block(%q) wrote %q", text, out)
		}
		for line := range strings.Lines(out) {
			if !strings.HasPrefix(line, "#") {
				t.Errorf("Block(%q) wrote the line %q", text, line)
			}
		}
	})
}
