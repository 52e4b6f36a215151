package lookup

import (
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

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
