package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
)

// TestHostilePages: pages of the size limit that have one thing thousands of
// times are judged in the time that reading them takes.
func TestHostilePages(t *testing.T) {
	const size = 250 << 10
	repeat := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, strings.ReplaceAll(format, "#N", "%[1]d"), i)
		}
		return b.String()
	}
	all := lint.Settings{Rules: map[string]diag.Severity{}}
	for _, r := range lint.Rules {
		all.Rules[r.ID] = diag.Error
	}
	front := "---\ntitle: key_not_found\ndetail: " + strings.Repeat("a{x}", 5_000) + "\nparams:\n  x: {type: string, description: x}\n---\n\n<Danger>err:unkey:data:key_not_found</Danger>\n\n"
	for name, text := range map[string]string{
		"links":    repeat("[a](./p#N)\n\n"),
		"labels":   repeat("[err:unkey:data:k#N](./api_not_found)\n\n"),
		"anchors":  repeat("## h #N\n\n[a](#x#N)\n\n"),
		"examples": repeat("```json\n{\"error\":{\"detail\":\"aaaaa#N\",\"status\":4#N,\"type\":\"https://example.com/errors/unkey/data/api_not_foundx\"}}\n```\n\n"),
		"statuses": repeat("## Status\n\n4#N\n\n"),
		"headings": repeat("## a\n\n###### b\n\n"),
		"ignores":  repeat("{/* errgen-ignore link-broken: x */}\n\n[a](./p#N)\n\n"),
		"fences":   repeat("```\n```json\n```\n\n"),
		"strays":   repeat("`\n"),
	} {
		t.Run(name, func(t *testing.T) {
			pages := map[string]string{mainPage: front + text[:size-len(front)], "unkey/data/api_not_found.mdx": overlay("unkey/data/api_not_found.mdx", "")}
			began := time.Now()
			c, found := read(pages, docsURL)
			reading := time.Since(began)
			began = time.Now()
			found = append(found, lint.Run(c, all)...)
			found = lint.Apply(found, c, all).Sorted()
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("%d findings took %v, reading %v", len(found), took, reading)
			}
		})
	}
}
