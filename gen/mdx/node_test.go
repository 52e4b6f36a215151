package mdx

import (
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

// TestOffset looks words of a value up in the file, where they stand behind what
// the value has not: indentation, quote marks, escapes.
func TestOffset(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"a fence", "```\nword\n```"},
		{"an indented fence", "<A>\n    ```\n    a\n      word\n    ```\n</A>"},
		{"a fence in a quote", "> > ```\n> > a\n>>   word\n> > ```"},
		{"a fence in a list", "1. a\n   - b\n\n     ```\n     c\n\n     word\n     ```"},
		{"a fence behind tabs", "-\t```\n\ta\n\t\tword\n\t```"},
		{"a fence with CR LF", "```\r\na\r\n\r\nword\r\n```"},
		{"a fence with CR", "```\ra\r\rword\r```"},
		{"text over lines", "> a\n>   b word"},
		{"text with escapes", "\\* &amp; \\_ word"},
		{"text with a reference of more bytes", "&#x1F600; word"},
		{"a code span", "> `a\n> word`"},
		{"a code span in a cell", "| a |\n| - |\n| `b \\| word` |"},
		{"an expression", "- {a +\n  word}"},
		{"ESM", "import a from 'b'\nimport word from 'c'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := Parse(source.NewFile("page.mdx", []byte(c.text)), Options{})
			if len(found) > 0 {
				t.Fatal(found[0].Message)
			}
			seen := false
			each(doc.Root, func(n *Node) {
				i := strings.Index(n.Value, "word")
				if i < 0 {
					return
				}
				seen = true
				if got := n.ValueSpan(i, i+len("word")).Text(); got != "word" {
					t.Errorf("%q of %s stands at %q", "word", kindNames[n.Kind], got)
				}
			})
			if !seen {
				t.Error("the word is in no value")
			}
		})
	}
}

func each(n *Node, do func(*Node)) {
	do(n)
	for _, c := range n.Children {
		each(c, do)
	}
}

func TestPlainText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a *b* **c** `d_e` ~~f~~", "a b c d_e f"},
		{"a\nb\\\nc  \nd", "a b c d"},
		{"[a](b) ![c](d)", "a c"},
		{"\\* &amp; \\_", "* & _"},
		{"a {b} c {/* d */}", "a c"},
		{"a{' '}b {\"c *d*\"} {`e`} {f} {`${g}`}", "a b c *d* e"},
		{"{' a '}\n\n{b}", "a"},
		{"a {30} {\"b \\\"c\\\"\"} {'\\u002B1'} {`d \"e\" \\`f\\``} {'g' + 'h'} {1 + 2} {0x1F}", "a 30 b \"c\" +1 d \"e\" `f`"},
		{"a <b>c</b> <d />e", "a c e"},
		{"# a\n\nb\n\n- c\n- d\n", "a\nb\nc\nd"},
		{"<A>\n  b\n\n  c\n</A>", "b\nc"},
		{"| a | b |\n| - | - |\n| c | d |", "a b\nc d"},
		{"import a from 'b'\n\n```js\nc\n  d\n```", "c\n  d"},
		{"a[^1]\n\n[^1]: b", "a\nb"},
		{"[a]\n\n[a]: b", "a"},
		{"", ""},
	} {
		doc, found := Parse(source.NewFile("page.mdx", []byte(c.text)), Options{})
		if len(found) > 0 {
			t.Errorf("%q: %s", c.text, found[0].Message)
		}
		if got := PlainText(doc.Root); got != c.want {
			t.Errorf("%q gives %q, wanted %q", c.text, got, c.want)
		}
	}
	doc, _ := Parse(source.NewFile("page.md", []byte("<div>\n<b>a</b> &amp; <!-- b -->c\n<script>d</script></div>\n\ne<br>f")), Options{})
	if got, want := PlainText(doc.Root), "a & c\ne f"; got != want {
		t.Errorf("HTML gives %q, wanted %q", got, want)
	}
}

func TestSlug(t *testing.T) {
	for heading, want := range map[string]string{
		"What Happened?":       "what-happened",
		"How To Fix":           "how-to-fix",
		"key_auth_not_found":   "key_auth_not_found",
		"  A & B  ":            "a--b",
		"err:unkey:data":       "errunkeydata",
		"Don't - stop":         "dont---stop",
		"Größe 2":              "größe-2",
		"`code` in <a> title.": "code-in-a-title",
		"":                     "",
	} {
		if got := Slug(heading); got != want {
			t.Errorf("Slug(%q) is %q, wanted %q", heading, got, want)
		}
	}
}
