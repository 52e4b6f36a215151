package main

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/unkeyed/errgen/gen/catalog"
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
		r := &renderer{width: width, colour: colour}
		start := time.Now()
		r.flow(doc.Root.Children, "")
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
		out := r.b.String()
		if colour {
			for _, style := range []string{styleBold, styleDim, styleCode, styleAlarm, styleEnd} {
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
	r := &renderer{width: 14}
	r.flow(doc.Root.Children, "  ")
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

func TestRetry(t *testing.T) {
	stated := func(v bool) *catalog.Entry {
		f := source.NewFile("a.mdx", []byte("---\nretryable: x\n---\n"))
		e := &catalog.Entry{File: f, HasFrontMatter: true}
		e.Retryable = catalog.Value[catalog.Tri]{V: catalog.TriOf(v), Span: f.Span(4, 13)}
		return e
	}
	for _, c := range []struct {
		e      *catalog.Entry
		status int
		want   string
	}{
		{stated(true), 400, "a retry may help"},
		{stated(false), 503, "a retry does not help"},
		{&catalog.Entry{}, 404, "a retry does not help"},
		{&catalog.Entry{}, 429, "a retry may help, judging by the status"},
		{&catalog.Entry{}, 503, "a retry may help, judging by the status"},
		{&catalog.Entry{}, 500, "the page does not say whether a retry helps"},
		{&catalog.Entry{}, 0, "the page does not say whether a retry helps"},
	} {
		c.e.Status.V = c.status
		if got := retry(c.e); got != c.want {
			t.Errorf("%d: %q, want %q", c.status, got, c.want)
		}
	}
}

// TestMentioned: text is searched in a time that grows with its size alone.
func TestMentioned(t *testing.T) {
	c, _ := catalog.Build([]*catalog.Entry{{Code: catalog.Value[catalog.Code]{V: "err:a:b:c"}}}, catalog.Meta{DocsURL: "https://example.com"})
	for _, unit := range []string{"err:", "err:a:b:", "err:a:b:x ", "https://", "/", "http://a/a/b/c ", `\/`} {
		start := time.Now()
		mentioned(c, strings.Repeat(unit, 1<<20/len(unit)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("a megabyte of %q takes %v", unit, took)
		}
	}
}
