package pages_test

import (
	"testing"

	"github.com/unkeyed/errgen/gen/emit/pages"
)

// TestUnbraced: what Vue would read as an expression stands in an element that it leaves
// alone, and all else stays.
func TestUnbraced(t *testing.T) {
	for _, tt := range [][2]string{
		{"a \\{\\{ b }} \\{c}\n", "a <span v-pre>\\{\\{</span> b }} \\{c}\n"},
		{"`{{ a }}` and ``b ` {{``, `c` `{d}`\n", "<span v-pre>`{{ a }}`</span> and <span v-pre>``b ` {{``</span>, `c` `{d}`\n"},
		{"> ```js\n> {{ a }} `{{`\n> ```\n`{{`\n", "> ```js\n> {{ a }} `{{`\n> ```\n<span v-pre>`{{`</span>\n"},
		{"``a", "``a"},
		{"\\", "\\"},
	} {
		if got := pages.Unbraced(tt[0]); got != tt[1] {
			t.Errorf("%q becomes\n%q, want\n%q", tt[0], got, tt[1])
		}
	}
}
