package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/source"
)

// TestJSX lists what is kept of JavaScript and of elements of HTML, with the places.
func TestJSX(t *testing.T) {
	const head = "<Danger>err:a:b:c</Danger>\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"a placeholder", "Names an order {id}.", "{id} shown: id"},
		{"in a heading", "## GET /v1/keys/{keyId}", "{keyId} shown: keyId"},
		{"a variable of a shell", "Set ${VAR}.", "{VAR} shown: VAR"},
		{"two names", "E = {T, H}", "{T, H} shown: T H"},
		{"an object", "Write {{ key }}.", "{{ key }} shown object: key"},
		{"an object that reads nothing", "{{a: 1}}", "{{a: 1}} shown object:"},
		{"imported", "import a, {b} from 'c'\n\n{a} {b}", ""},
		{"exported further down", "{a}\n\nexport const a = 1", ""},
		{"a comment", "{/* a */}", ""},
		{"no names", "{1 + 2} {'a'} {() => 1}", ""},
		{"in an attribute", "<Card title={name} {...rest}>a</Card>", "title={name}: name\n{...rest}: rest"},
		{"in code", "`{id}`\n\n```\n{id}\n```", ""},
		{"in a quote", "> a {b &&\n> c} d", "{b &&\n> c} shown: b c"},
		{"style as text", `<div style="a: b">c</div>`, `div style="a: b" (a: b) content`},
		{"a void element", "a<br>b</br>", "br content"},
		{"a component", `<Card style="a">b</Card>`, ""},
		{"a value in code", "<div style={{a: 1}} />", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(source.NewFile("a/b/c.mdx", []byte(head+c.text+"\n")), "a/b/c.mdx", Options{DocsURL: "https://e.x"})
			if len(r.Entries) != 1 || len(r.Found) > 0 {
				t.Fatal(r.Found)
			}
			e := r.Entries[0]
			var got []string
			for _, x := range e.Expressions {
				line := x.Span.Text()
				if x.Shown {
					line += " shown"
				}
				if x.Object {
					line += " object"
				}
				line += ":"
				for _, n := range x.Free {
					line += " " + n.V
					if n.Span.Text() != n.V {
						t.Errorf("%q stands at %q", n.V, n.Span.Text())
					}
				}
				got = append(got, line)
			}
			for _, x := range e.Elements {
				line := x.Name
				for _, a := range x.Attributes {
					line += fmt.Sprintf(" %s (%s)", a.Span.Text(), a.Value.Span.Text())
				}
				if x.Content {
					line += " content"
				}
				got = append(got, line)
			}
			if s := strings.Join(got, "\n"); s != c.want {
				t.Errorf("kept\n%s\nwant\n%s", s, c.want)
			}
		})
	}
}
