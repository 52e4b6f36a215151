package render

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzRender: whatever a page says, nothing in it acts on the terminal, and it is
// shown in no time.
func FuzzRender(f *testing.F) {
	for _, s := range []string{
		"text *with* `code` and [a link](./x) that goes on for longer than twenty columns",
		"- a\n  - b\n\n1. c\n\n   ```sh\n   d\n   ```\n", "| a | b |\n|---|---|\n| \x1b[31m | 大きい |\n",
		"> a quote\n> > in a quote\n", "<Steps><Step title=\"&#27;]0;x&#7;\">a</Step></Steps>\n", "a\\\nb  \nc\u202e\u0301", "![alt](x.png) <b>x</b> {1}",
	} {
		f.Add(s, 20, true)
	}
	f.Fuzz(func(t *testing.T, text string, width int, colour bool) {
		width = max(width%200, 0)
		doc, _ := mdx.Parse(source.NewFile("a.mdx", []byte(text)), mdx.Options{})
		r := &Renderer{Width: width, Colour: colour}
		start := time.Now()
		r.Flow(doc.Root.Children, "")
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
		out := r.b.String()
		if colour {
			for _, style := range []string{Bold, Dim, Code, Alarm, End} {
				out = strings.ReplaceAll(out, style, "")
			}
		}
		for _, c := range out {
			if c != '\n' && !unicode.IsPrint(c) && !unicode.IsMark(c) && c != '\u200d' && c != '\u200c' {
				t.Fatalf("%U reaches the terminal in %q", c, out)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	doc, _ := mdx.Parse(source.NewFile("a.mdx", []byte("one *two* three`four`, five (**six**) seven大きい eight\\\nnine")), mdx.Options{})
	r := &Renderer{Width: 14}
	r.Flow(doc.Root.Children, "  ")
	want := "  one two\n  three`four`,\n  five (six)\n  seven大きい\n  eight\n  nine\n"
	if got := r.b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for line := range strings.Lines(want) {
		if n := diag.Width(strings.TrimSuffix(line, "\n")); n > 14 {
			t.Errorf("%q has %d columns", line, n)
		}
	}
}
