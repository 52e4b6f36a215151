package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/internal/steps"
)

// TestHostilePages: what a page has thousands of times is judged by work that grows
// with their number alone.
func TestHostilePages(t *testing.T) {
	texts := map[string]func(size int) string{}
	for name, format := range map[string]string{
		"links":      "[a](./p#N)\n\n",
		"labels":     "[err:unkey:data:k#N](./api_not_found)\n\n",
		"anchors":    "## h #N\n\n[a](#x#N)\n\n",
		"examples":   "```json\n{\"error\":{\"detail\":\"aaaaa#N\",\"status\":4#N,\"type\":\"https://example.com/errors/unkey/data/api_not_foundx\"}}\n```\n\n",
		"statuses":   "## Status\n\n4#N\n\n",
		"headings":   "## a\n\n###### b\n\n",
		"ignores":    "{/* errgen-ignore link-broken: x */}\n\n[a](./p#N)\n\n",
		"fences":     "```\n```json\n```\n\n",
		"strays":     "`\n",
		"strays 2":   "``\n",
		"strays 3":   "`\n``\n",
		"strays 4":   "`\n\n",
		"open":       "```\n",
		"named":      "```x\n",
		"in text":    "a`\n`\n",
		"quotes":     "> ",
		"codes":      "err:unkey:data:key_not_foun#N\n\n",
		"code spans": "`err:unkey:data:key_not_foun#N` ",
	} {
		texts[name] = func(size int) string {
			var b strings.Builder
			b.WriteString("---\ntitle: key_not_found\ndetail: " + strings.Repeat("a{x}", size/40) +
				"\nparams:\n  x: {type: string, description: x}\n---\n\n<Danger>err:unkey:data:key_not_found</Danger>\n\n")
			for i := 0; b.Len() < size; i++ {
				fmt.Fprintf(&b, strings.ReplaceAll(format, "#N", "%[1]d"), i)
			}
			return b.String()
		}
	}
	steps.Growth(t, "lint", 32<<10, texts)
}
