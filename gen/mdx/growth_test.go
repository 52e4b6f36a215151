package mdx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/internal/steps"
)

// TestGrowth holds the work of a parse against the size of the page, whatever it
// repeats.
func TestGrowth(t *testing.T) {
	for _, kind := range []string{"mdx", "md"} {
		steps.Growth(t, kind, 16<<10, growing())
	}
}

// growing are texts that repeat something, of about the asked size: what the grammar
// has, on one line and as a block each, and openers with as many
// closers behind them.
func growing() map[string]func(size int) string {
	all := map[string]func(int) string{
		"deep lists":   nest,
		"a long table": func(n int) string { return table(n / 10) },
		"code spans of all lengths": func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + " ")
			}
			return b.String()
		},
		"components of all names": numbered("<A%d>\n"),
		"tags of all names":       numbered("<A%d>\n</B%[1]d>\n"),
		"labels of all names":     numbered("[a%d]: b\n[a%[1]d]\n\n"),
		"notes of all names":      numbered("[^a%d]: b\n"),
		"exports of all names":    numbered("export const a%d = 1\n"),
	}
	for name, s := range hostile {
		for _, end := range []string{"", "\n\n"} {
			all[name+end] = repeated(strings.TrimRight(s, "\n") + end)
		}
		all[name] = repeated(s)
	}
	for _, h := range halves {
		all[h[0]+"..."+h[1]] = func(size int) string {
			return repeated(h[0])(size/2) + repeated(h[1])(size/2)
		}
	}
	return all
}

func repeated(s string) func(size int) string {
	return func(size int) string { return strings.Repeat(s, size/max(1, len(s))) }
}

// numbered repeats a text with another number in it each time.
func numbered(format string) func(size int) string {
	return func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}
