package template

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/markdown"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/yamlpos"
)

var hostile = []string{
	"", "plain", `"`, `'`, "`", `\`, `\"`, "${x}", "$x", `\(x)`, "#{x}", "*/", "/*", "/*/", "*/*", "?>", "-->", "</script>", "<!--", `"""`, "'''", "\n", "\r\n", "\r", "\t",
	"\x00", "\x1b[31m", "\u0085", "\u2028", "\u202e", "\ufeff", "\U000e0041", "😀", "\xff", "%d", "{{x}}", "{x}", "1. a", "- a", "# a", "import x from 'y'",
	"export const a = 1", "=1+1", "a,b", "a;b", "null", "true", "no", "1e3", "0x1f", ": ", "a: b", "@x", "!x", "&x", "*x*", "_x_", "a|b", "~~x~~", "://x", ":::tip",
	`\u000a`, `\u0022`, "trailing \\", "日本語", "www.example.com", "https://example.com", "a@example.com", "&amp;", "&#10;", "[x](javascript:y)", "![x](y)", "[^1]",
}

// literals are the functions that write a literal, and a reader of each.
var literals = []struct {
	name  string
	write func(string) string
	read  func(string) (string, error)
}{
	{"go", strconv.Quote, strconv.Unquote},
	{"ts", script, unquote},
	{"python", python, unquote},
	{"kotlin", kotlin, unquote},
	{"swift", swift, unquote},
	{"yaml", yaml, func(s string) (string, error) {
		root, found := yamlpos.Parse(source.NewFile("x.yaml", []byte("x: "+s+"\n")).All(), "config")
		if err := found.Err(); err != nil {
			return "", fmt.Errorf("%s", found[0].Message)
		}
		return root.Get("x").Value, nil
	}},
	{"json", func(s string) string { out, _ := (&data{}).json(s); return out }, func(s string) (out string, err error) {
		return out, json.Unmarshal([]byte(s), &out)
	}},
}

// unquote reads a literal in double quotes with the escapes that the languages share:
// it knows no other, so that one that a language lacks is noticed.
func unquote(s string) (string, error) {
	inner, ok := strings.CutPrefix(s, `"`)
	inner, ok2 := strings.CutSuffix(inner, `"`)
	if !ok || !ok2 || len(s) < 2 {
		return "", fmt.Errorf("%s is not in quotes", s)
	}
	var out []uint16
	for i := 0; i < len(inner); {
		if inner[i] != '\\' {
			r := []rune(inner[i:])[0]
			if r == '"' || r == '\n' {
				return "", fmt.Errorf("%s ends early", s)
			}
			out = utf16.AppendRune(out, r)
			i += len(string(r))
			continue
		}
		digits := map[byte]int{'u': 4, 'U': 8}[inner[i+1]]
		hex, size := "", 2+digits
		switch c := inner[i+1]; {
		case c == 'n':
			out = append(out, '\n')
			i += 2
			continue
		case c == '"' || c == '\\' || c == '$':
			out = append(out, uint16(c))
			i += 2
			continue
		case strings.HasPrefix(inner[i:], `\u{`):
			end := strings.IndexByte(inner[i:], '}')
			hex, size = inner[i+3:i+end], end+1
		case digits > 0:
			hex = inner[i+2 : i+2+digits]
		default:
			return "", fmt.Errorf("%s has the escape %q", s, inner[i:i+2])
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			return "", err
		}
		if digits == 4 && size == 6 {
			out = append(out, uint16(n))
		} else {
			out = utf16.AppendRune(out, rune(n))
		}
		i += size
	}
	return string(utf16.Decode(out)), nil
}

// TestNames: the list of functions is what templates can call.
func TestNames(t *testing.T) {
	own := functions(&data{catalogue: map[string]any{}}, &run{})
	for _, name := range []string{"print", "println", "printf", "js", "urlquery"} {
		delete(own, name) // of text/template
	}
	for _, f := range Functions {
		name, _, _ := strings.Cut(f.Call, " ")
		if own[name] == nil {
			t.Errorf("there is no function %s", name)
		}
		delete(own, name)
	}
	for name := range own {
		t.Errorf("Functions lacks %s", name)
	}
}

// FuzzFunctions: whatever a text is, a literal is one and says the text, text of a
// page shows it, and a comment ends where it should.
func FuzzFunctions(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := valid(s)
		for _, l := range literals {
			in := s
			if l.name != "go" {
				in = want
			}
			written := l.write(in)
			if got, err := l.read(written); err != nil || got != in {
				t.Errorf("%s of %q is %s, read as %q, %v", l.name, in, written, got, err)
			}
			if strings.ContainsFunc(written, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%s of %q holds what is not seen: %q", l.name, in, written)
			}
		}
		checkHTML(t, want)
		for _, marker := range []string{"//", "#", "--", ";", " *"} {
			got, err := comment(marker, s)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.FieldsFunc(got, func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }) {
				if line != marker && !strings.HasPrefix(line, marker+" ") || strings.HasSuffix(line, `\`) || strings.Contains(line, `\u`) || strings.Contains(line, "?>") {
					t.Errorf("comment of %q has the line %q", s, line)
				}
				if marker == " *" && (strings.Contains(line, "*/") || strings.Contains(line, "/*")) {
					t.Errorf("comment of %q has the line %q, which ends the comment around it", s, line)
				}
			}
		}
		cell, err := field(want)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader("a," + cell + ",z\n")).ReadAll()
		if crlf := strings.ReplaceAll(want, "\r\n", "\n"); err != nil || len(rows) != 1 || len(rows[0]) != 3 || rows[0][1] != crlf {
			t.Errorf("csv of %q is %s, read as %q, %v", want, cell, rows, err)
		}
		if id := strings.ReplaceAll(identifierOf(t, "kebab", s), "-", "_"); id != identifierOf(t, "snake", s) {
			t.Errorf("kebab of %q is %q", s, id)
		}
		for _, id := range []string{identifierOf(t, "camel", s), identifierOf(t, "pascal", s), identifierOf(t, "snake", s), identifierOf(t, "screaming", s)} {
			if id == "" || id[0] >= '0' && id[0] <= '9' || strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
				t.Errorf("the identifier of %q is %q", s, id)
			}
		}
	})
}

// checkHTML: a page shows a text as it is, and so does an attribute.
func checkHTML(t *testing.T, s string) {
	t.Helper()
	written := functions(&data{}, &run{})["html"].(func(any) string)(s)
	nodes, err := html.ParseFragment(strings.NewReader(`<p title="`+written+`">`+written+`</p>`), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) != 1 || len(nodes[0].Attr) != 1 {
		t.Fatalf("html of %q is %q, which is read as %d nodes (%v)", s, written, len(nodes), err)
	}
	shown := ""
	for n := range nodes[0].ChildNodes() {
		if n.Type != html.TextNode {
			t.Errorf("html of %q is %q, which has an element", s, written)
		}
		shown += n.Data
	}
	if want := printable(s); shown != want || nodes[0].Attr[0].Val != want {
		t.Errorf("html of %q is %q, which is shown as %q, and %q", s, written, shown, nodes[0].Attr[0].Val)
	}
}

func identifierOf(t *testing.T, function, s string) string {
	t.Helper()
	return functions(&data{catalogue: map[string]any{}}, &run{})[function].(func(string) string)(s)
}

// FuzzMarkdown: text of a page shows what it is, in MDX and in Markdown, and nothing
// in it is markup.
func FuzzMarkdown(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		shown := strings.Join(strings.Fields(unseen(valid(s))), " ")
		if shown == "" {
			return
		}
		text := markdown.Escape(s)
		for _, name := range []string{"x.mdx", "x.md"} {
			doc, found := mdx.Parse(source.NewFile(name, []byte(text+"\n")), mdx.Options{})
			if len(found) > 0 {
				t.Errorf("%s: %q of %q: %s", name, text, s, found[0].Message)
				continue
			}
			if len(doc.Root.Children) != 1 || doc.Root.Children[0].Kind != mdx.Paragraph {
				t.Errorf("%s: %q of %q is no paragraph", name, text, s)
				continue
			}
			if got := mdx.PlainText(doc.Root.Children[0]); got != shown {
				t.Errorf("%s: %q of %q is shown as %q, want %q", name, text, s, got, shown)
			}
		}
	})
}

func unseen(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != 0x85 && r != 0x2028 && r != 0x2029:
			return r
		case r < ' ', r == 0x7f, 0x80 <= r && r < 0xa0, 0x200b <= r && r <= 0x200f, 0x2028 <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, s)
}

// TestPrograms: what the languages themselves read is the text.
func TestPrograms(t *testing.T) {
	texts := append([]string{}, hostile...)
	for _, e := range conformance.Hostile(3, 200).Entries {
		texts = append(texts, valid(e.Title.V), valid(e.Description.V))
	}
	for i := range texts {
		texts[i] = valid(texts[i])
	}
	want, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	list := func(write func(string) string) string {
		var b strings.Builder
		for _, s := range texts {
			b.WriteString("  " + write(s) + ",\n")
		}
		return b.String()
	}
	for _, tt := range []struct{ name, file, text string }{
		{"node", "x.mjs", "console.log(JSON.stringify([\n" + list(script) + "]));\n"},
		{"python3", "x.py", "import json\nprint(json.dumps([\n" + list(python) + "]))\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			toolchain.Write(t, dir, map[string]string{tt.file: tt.text})
			var got []string
			if err := json.Unmarshal(toolchain.Run(t, dir, nil, toolchain.Program(t, tt.name), tt.file), &got); err != nil {
				t.Fatal(err)
			}
			var wanted []string
			if err := json.Unmarshal(want, &wanted); err != nil {
				t.Fatal(err)
			}
			for i := range wanted {
				if got[i] != wanted[i] {
					t.Errorf("%q is read as %q", wanted[i], got[i])
				}
			}
		})
	}
}

// TestKotlin compiles the enum of the examples, of hostile errors, and asks it for its
// titles.
func TestKotlin(t *testing.T) {
	compiler := toolchain.Program(t, "kotlinc")
	c := conformance.Hostile(4, 50)
	dir := t.TempDir()
	toolchain.Write(t, dir, map[string]string{
		"ErrorCode.kt": string(example(t, "code.kt", "ErrorCode.kt", "catalogue", c)[0].Data),
		"main.kt": `package com.example.errors

fun main() {
    for (e in ErrorCode.values()) {
        println(e.title.map { it.toInt().toString(16) }.joinToString(" "))
    }
}
`,
	})
	toolchain.Run(t, dir, nil, compiler, "ErrorCode.kt", "main.kt", "-include-runtime", "-d", "out.jar")
	got := strings.Split(string(toolchain.Run(t, dir, nil, toolchain.Program(t, "java"), "-jar", "out.jar")), "\n")
	for i, e := range c.Entries {
		var want []string
		for _, unit := range utf16.Encode([]rune(e.Title.V)) {
			want = append(want, strconv.FormatUint(uint64(unit), 16))
		}
		if w := strings.Join(want, " "); got[i] != w {
			t.Errorf("%s has the title %s, want %s", e.Code.V, got[i], w)
		}
	}
}
