package yamlpos_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/steps"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

// FuzzParse states what holds for any text, also one in the middle of a file:
// spans lie inside the text, children inside parents, in order and apart; what a
// span covers is the scalar and nothing around it; findings lie inside the text
// and none is empty of words; reading twice gives the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "a: b", "title: a: b\n", "a: |2-\n   x\n  y\n", "- - a\n  - b\n-\n", "{a: [b, {c}], ? d}", "[a: b, {c: d}: e]",
		"a: \"x\\\n  y\" # c\nb: 'z''\r\n  w'\r\n", "\ufeffa: é\u0085b: \u2028c: d", "&a !b c: *a\n<<: *a", "? a\n: b\n? c\n",
		"--- >\n x\n...\n---\n- y", "a:\n\tb", "x: [\n", "x: \"\\", "- >\n\n\n- |\n # x\n", "a: ! \nb: !!str\nc: &x\n",
	} {
		f.Add(s, 0)
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, text string, before int) {
		before = min(max(before, 0), 10)
		file := source.NewFile("x.yaml", []byte(strings.Repeat("-", before)+text+"after"))
		span := file.Span(before, before+len(text))
		node, found := yamlpos.Parse(span, rule)
		again, foundAgain := yamlpos.Parse(span, rule)
		if !reflect.DeepEqual(node, again) || !reflect.DeepEqual(found, foundAgain) {
			t.Fatal("two readings differ")
		}
		for _, d := range found {
			if !span.Contains(d.Span) || d.Message == "" || d.Rule != rule {
				t.Errorf("finding %+v", d)
			}
		}
		if node == nil {
			return
		}
		checkNode(t, node, span)
		if len(found) == 0 {
			r := yamlpos.Reader{Rule: rule, Found: &found}
			r.JSON(node)
		}
	})
}

func checkNode(t *testing.T, n *yamlpos.Node, parent source.Span) {
	t.Helper()
	if !parent.Contains(n.Span) {
		t.Errorf("%q is not inside %q", n.Span.Text(), parent.Text())
	}
	at := n.Span.Start
	child := func(c *yamlpos.Node) {
		if c.Span.Start < at {
			t.Errorf("%q begins before its sibling's end in %q", c.Span.Text(), n.Span.Text())
		}
		at = c.Span.End
		checkNode(t, c, n.Span)
	}
	for _, p := range n.Pairs {
		child(p.Key)
		child(p.Value)
	}
	for _, item := range n.Items {
		child(item)
	}
	if n.Kind == yamlpos.Scalar {
		checkScalar(t, n)
	}
}

// checkScalar reads the bytes of a scalar's span by themselves: they must be the
// same scalar. The lines of a text in several lines are indented by what stands
// around it, so for those only the characters that are no white space count.
func checkScalar(t *testing.T, n *yamlpos.Node) {
	t.Helper()
	text := n.Span.Text()
	if n.Value == "" && n.Tag == "!!null" && text == "" {
		return
	}
	if text == "" && n.Value == "" { // after a tag
		return
	}
	if strings.HasPrefix(text, `"`) || strings.HasPrefix(text, "'") {
		if len(text) < 2 || text[len(text)-1] != text[0] {
			t.Errorf("quoted scalar covers %q", text)
		}
		return
	}
	if strings.HasPrefix(text, "|") || strings.HasPrefix(text, ">") {
		if body := strings.Join(strings.Fields(squeeze(n.Value)), ""); !strings.HasSuffix(strings.Join(strings.Fields(squeeze(text)), ""), body) {
			t.Errorf("block scalar %q covers %q", n.Value, text)
		}
		return
	}
	if a, b := strings.Join(strings.Fields(squeeze(n.Value)), ""), strings.Join(strings.Fields(squeeze(text)), ""); a != b {
		t.Errorf("scalar %q covers %q", n.Value, text)
	}
	if strings.Trim(text, " \t\r\n") != text {
		t.Errorf("scalar covers white space around it: %q", text)
	}
}

// squeeze makes YAML's white space into that which strings.Fields knows alone.
func squeeze(s string) string {
	return strings.NewReplacer("\u0085", " ", "\u2028", " ", "\u2029", " ").Replace(s)
}

// TestHostile reads texts that are made to take long: twice the text takes about
// twice the work.
func TestHostile(t *testing.T) {
	steps.Growth(t, "yaml", 32<<10, map[string]func(n int) string{
		"open brackets":    func(n int) string { return strings.Repeat("[", n) },
		"open braces":      func(n int) string { return strings.Repeat("{", n) },
		"mixed":            func(n int) string { return strings.Repeat("[{", n/2) },
		"map in map":       func(n int) string { return strings.Repeat("{a: ", n/4) },
		"dashes":           func(n int) string { return strings.Repeat("- ", n/2) },
		"questions":        func(n int) string { return strings.Repeat("? ", n/2) },
		"colons":           func(n int) string { return strings.Repeat(": ", n/2) },
		"one long line":    func(n int) string { return "[" + strings.Repeat("é,", n/3) + "é]" },
		"one long map":     func(n int) string { return "{" + strings.Repeat("{},", n/3) + "}" },
		"same keys":        func(n int) string { return strings.Repeat("a: 1\n", n/5) },
		"comments":         func(n int) string { return strings.Repeat("# x\n", n/4) },
		"comments after":   func(n int) string { return strings.Repeat("- a # x\n", n/8) },
		"comments between": func(n int) string { return strings.Repeat("-\n# x\n", n/6) },
		"quotes":           func(n int) string { return "a: " + strings.Repeat(`"`, n) },
		"escapes":          func(n int) string { return `a: "` + strings.Repeat(`\`, n) },
		"lines of text":    func(n int) string { return "a: b\n" + strings.Repeat("  c\n", n/4) },
		"block":            func(n int) string { return "a: |\n" + strings.Repeat("  c\n", n/4) },
		"lines":            func(n int) string { return strings.Repeat("\n", n) },
		"tags":             func(n int) string { return strings.Repeat("!a ", n/3) },
		"anchors":          func(n int) string { return "[" + strings.Repeat("&a 1,", n/5) + "]" },
		"aliases":          func(n int) string { return "- &a 1\n" + strings.Repeat("- *a\n", n/5) },
		"documents":        func(n int) string { return strings.Repeat("---\n", n/4) },
		"a mistake at the end": func(n int) string {
			return strings.Repeat("a: [b, \"c\", {d: e}] # f\n", n/24) + "x: y: z\n"
		},
		"bomb": func(n int) string {
			s := "a: &a [x]\n"
			for c := 'b'; c < 'z'; c++ {
				s += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
			}
			return s
		},
	})
}

func BenchmarkParse(b *testing.B) {
	span := source.NewFile("x.mdx", []byte("title: Key auth not found\ndescription: \"The key authentication namespace was not found.\"\ncode: err:unkey:data:key_auth_not_found\nstatus: 404\nparams:\n  name: {type: string, description: The name, example: admin}\n")).All()
	b.ReportAllocs()
	b.SetBytes(int64(span.End))
	var found diag.List
	for b.Loop() {
		_, found = yamlpos.Parse(span, rule)
	}
	if len(found) > 0 {
		b.Fatal(found)
	}
}
