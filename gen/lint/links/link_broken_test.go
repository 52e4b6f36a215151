package links

import (
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

func TestRelative(t *testing.T) {
	p := &rule.Pass{Index: &rule.Index{}}
	for _, c := range []struct{ from, to, want string }{
		{"unkey/data/a.mdx", "unkey/data/b", "./b"},
		{"unkey/data/a.mdx", "unkey/auth/b", "../auth/b"},
		{"unkey/data/a.mdx", "user/data/b", "../../user/data/b"},
		{"unkey/data/a.mdx", "unkey/data", "../data"},
		{"unkey/data/a.mdx", "overview", "../../overview"},
	} {
		if got := relative(p, &catalog.Entry{Page: c.from}, c.to); got != c.want {
			t.Errorf("from %s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
