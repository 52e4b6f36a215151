package diag_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// at returns the span of the only occurrence of part in the file.
func at(t testing.TB, f *source.File, part string) source.Span {
	t.Helper()
	i := bytes.Index(f.Data, []byte(part))
	if i < 0 || bytes.Contains(f.Data[i+1:], []byte(part)) {
		t.Fatalf("%q does not occur once in %s", part, f.Name)
	}
	return f.Span(i, i+len(part))
}

func text(t testing.TB, l diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Text(&b, l, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	x := source.NewFile("errors/user/x.mdx", []byte("---\ntitle: x\n---\n\t\"status\": 401\n"))
	y := source.NewFile("errors/user/y.mdx", []byte("# y\n\n```json\n{}\n```\n"))
	conflict := diag.Diagnostic{Rule: "status-conflict", Span: at(t, x, "401"),
		Message: `example shows status 401, but the page declares 400`}
	for _, c := range []struct {
		name string
		d    diag.Diagnostic
		want string
	}{
		{"excerpt", conflict, `
errors/user/x.mdx:4:12: error: example shows status 401, but the page declares 400 [status-conflict]
    	"status": 401
    	          ^^^
`},
		{"related, hint and fix", diag.Diagnostic{
			Rule: "status-inferred", Severity: diag.Warning, Span: at(t, x, "x"), Message: "m", Hint: "do this",
			Related: []diag.Related{{Span: at(t, y, "# y"), Message: "also here"}, {Message: "and nowhere"}},
			Fix:     &diag.Fix{Message: "write it", Edits: []diag.Edit{{Span: x.Span(13, 13), New: "status: 404\n"}}},
		}, `
errors/user/x.mdx:2:8: warning: m [status-inferred]
    title: x
           ^
    errors/user/y.mdx:1:1: also here
        # y
        ^^^
    and nowhere
    hint: do this
    fix: write it
        + status: 404
`},
		{"fix that changes lines of another file", diag.Diagnostic{
			Span: x.Span(4, 4), Message: "m",
			Fix: &diag.Fix{Message: "f", Edits: []diag.Edit{{Span: at(t, y, "{}"), New: "[\n]"}, {Span: at(t, x, "401"), New: "400"}}},
		}, `
errors/user/x.mdx:2:1: error: m
    title: x
    ^
    fix: f
        - 	"status": 401
        + 	"status": 400
        in errors/user/y.mdx
        - {}
        + [
        + ]
`},
		{"fix with two edits in one line", diag.Diagnostic{
			Span: x.Span(4, 4), Message: "m",
			Fix: &diag.Fix{Message: "f", Edits: []diag.Edit{{Span: at(t, x, "x"), New: "y"}, {Span: at(t, x, "title"), New: "name"}}},
		}, `
errors/user/x.mdx:2:1: error: m
    title: x
    ^
    fix: f
        - title: x
        + name: y
`},
		{"many lines", diag.Diagnostic{Rule: "r", Span: at(t, y, "```json\n{}\n```"), Message: "m"}, `
errors/user/y.mdx:3:1: error: m [r]
    ` + "```json" + `
    ^^^^^^^ to line 5
`},
		{"a line with its end is one line", diag.Diagnostic{Rule: "r", Span: at(t, y, "# y\n"), Message: "m"}, `
errors/user/y.mdx:1:1: error: m [r]
    # y
    ^^^
`},
		{"the end of a line", diag.Diagnostic{Rule: "r", Span: y.Span(3, 3), Message: "m"}, `
errors/user/y.mdx:1:4: error: m [r]
    # y
       ^
`},
		{"an empty line", diag.Diagnostic{Rule: "r", Span: y.Span(4, 4), Message: "m"}, `
errors/user/y.mdx:2:1: error: m [r]
`},
		{"no file", diag.Diagnostic{Rule: "r", Message: "m"}, "\nerror: m [r]\n"},
		{"a file that could not be read", diag.Diagnostic{Rule: "r", Span: source.NewFile("a.mdx", nil).All(), Message: "m"},
			"\na.mdx: error: m [r]\n"},
		{"an empty file", diag.Diagnostic{Rule: "r", Span: source.NewFile("a.mdx", []byte{}).All(), Message: "m"},
			"\na.mdx:1:1: error: m [r]\n"},
		{"hostile names and messages", diag.Diagnostic{Rule: "r\n", Message: "a\nb\x1b[2J\u202e\xff", Hint: "h\r\th",
			Span: source.NewFile("a\x1b]0;\a\n.mdx", nil).All()},
			"\na<U+001B>]0;<U+0007><U+000A>.mdx: error: a<U+000A>b<U+001B>[2J<U+202E><0xFF> [r<U+000A>]\n    hint: h<U+000D><U+0009>h\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want[1:]
			if got := text(t, diag.List{c.d}); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestTextRightToLeft: a terminal may draw such a line in another order, and what is
// meant is told without columns.
func TestTextRightToLeft(t *testing.T) {
	f := source.NewFile("a.mdx", []byte("שלום <b עולם\n"))
	found := diag.List{{Span: at(t, f, "<b"), Message: "m"}, {Span: f.Span(0, 0), Message: "m"}, {Span: f.Span(0, 8), Message: "m"}}
	want := `a.mdx:1:10: error: m
    שלום <b עולם
         ^^ marks <b
a.mdx:1:1: error: m
    שלום <b עולם
    ^
a.mdx:1:1: error: m
    שלום <b עולם
    ^^^^ marks שלום
`
	if got := text(t, found); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
