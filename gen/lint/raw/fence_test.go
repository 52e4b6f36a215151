package raw

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/source"
)

func outlineOfText(text string) Outline {
	f := source.NewFile("a.mdx", []byte(text))
	return OutlineOf(&catalog.Entry{Page: "a.mdx", File: f, Start: f.Span(0, 0)})
}

func TestOutline(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // kinds and lines
	}{
		{"text\n\n```json\n{}\n```\n\ntext\n", ""},
		{"```\n```json\n{}\n```\n", "fence 1 swallows 2"},
		{"```\n\n```json\n{}\n```\n\n```\n\n```bash\nx\n```\n", "fence 1 swallows 3, fence 7 swallows 9"},
		{"````\n```json\n{}\n```\n````\n", ""},
		{"```markdown\n```json\n{}\n```\n", ""},
		{"~~~\n```json\n{}\n```\n~~~\n", ""},
		{"- item\n  ```\n  ```json\n  {}\n  ```\n", "fence 2 swallows 3"},
		{"> ```\n> ```json\n", "fence 1 swallows 2"},
		{"``` a`b\n`\n", ""}, // no fence, and the back-quotes pair
		{"`\n", "stray 1"},
		{"text\n``\n", "stray 2"},
		{"`\ncode\n`\n", ""},
		{"a `code\n`\n", ""},
		{"a ``x`` b\n`\n", "stray 2"},
		{"a `code`\n\n`\n\nb `code`\n", "stray 3"},
		{"```\n`\n```\n", ""},
		{"text\r\n`\r\n\r\n", "stray 2"},
		{"", ""},
	} {
		o := outlineOfText(c.text)
		var got []string
		for _, s := range o.Swallowed {
			got = append(got, fmt.Sprintf("fence %d swallows %d", s[0].From().Line, s[1].From().Line))
		}
		for _, s := range o.Strays {
			got = append(got, fmt.Sprintf("stray %d", s.From().Line))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
