package gofile_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/emit/golang/gofile"
)

// FuzzDoc: whatever a page says, the file that it is rendered into holds the
// declarations errgen wrote and no others, it is what gofmt would write, and no
// comment is a directive or says more than it was given.
func FuzzDoc(f *testing.F) {
	for _, s := range []string{
		"", "a", "*/ var X = 1 /*", "//go:embed x", "/* x", "a\nb", "a\r\nvar X = 1", "a\u2028var X = 1", "\xff\x00\ufeff",
		"a\n\nDeprecated: b", "+build ignore", "\n//go:build ignore\n", "- a\n- b", "1. a", "# heading", "[x]: https://example.com",
		"`` quotes ''", "'''", "`````", strings.Repeat("long ", 40) + "- not a list", strings.Repeat("word ", 14) + "+build x",
		strings.Repeat("word ", 14) + "go:embed x", strings.Repeat("word ", 14) + "[x]: y", "\t\tindented", "https://example.com/" + strings.Repeat("x", 100) + " y",
	} {
		f.Add(s, "x")
		f.Add("x", s)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		file := gofile.New("p")
		fmt.Fprintf(file, "%s\nconst X = 1\n\n", gofile.Comment("X: "+first, "Detail: "+second))
		fmt.Fprintf(file, "%s\ntype Y struct {\n%s\n\tA int\n}\n", gofile.Comment("Y: "+second), gofile.Indented("A: "+first, "\t"))
		if again, err := format.Source(file.Bytes()); err != nil || !bytes.Equal(again, file.Bytes()) {
			t.Errorf("gofmt changes\n%s\nto\n%s (%v)", file.Bytes(), again, err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), "x.go", file.Bytes(), parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if len(parsed.Decls) != 2 || len(parsed.Imports) != 0 || len(parsed.Comments) != 4 {
			t.Errorf("%d declarations and %d comments in\n%s", len(parsed.Decls), len(parsed.Comments), file.Bytes())
		}
		for _, group := range parsed.Comments {
			for _, c := range group.List {
				if c.Text != "//" && !strings.HasPrefix(c.Text, "// ") || !utf8.ValidString(c.Text) {
					t.Errorf("a comment is %q", c.Text)
				}
			}
		}
		docs := parsed.Decls[0].(*ast.GenDecl).Doc.Text()
		if paragraphs := strings.Count(docs, "\n\n") + 1; paragraphs != 2 {
			t.Errorf("%d paragraphs in %q", paragraphs, docs)
		}
	})
}

func TestDocWidth(t *testing.T) {
	text := "X: " + strings.Repeat("some words of a page, ", 30) + "https://example.com/" + strings.Repeat("u", 60)
	lines := strings.Split(gofile.Comment(text), "\n")
	if len(lines) < 10 {
		t.Fatalf("not wrapped: %q", lines)
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > 83 { // the URL is 80 characters long
			t.Errorf("%d characters: %s", len(line), line)
		}
	}
}

// TestDocLines: no line begins with what a reader, gofmt or the go command could
// take for more than text, wherever the lines are broken.
func TestDocLines(t *testing.T) {
	for _, mark := range []string{"-", "*", "+", "+build", "•", "#", "1.", "27)", "[x]:", "[two", "go:embed", "//", "/*"} {
		for n := range 80 {
			text := "X: " + strings.Repeat("a", n) + " " + strings.Repeat(mark+" word ", 20)
			for _, line := range strings.Split(gofile.Comment(text), "\n") {
				if strings.HasPrefix(line, "// "+mark) {
					t.Errorf("a line begins with %q: %s", mark, line)
				}
			}
		}
	}
	if got, want := gofile.Comment("X: ''quoted``", "Y: [Link] 3 https://example.com"), "// X: \"quoted\"\n//\n// Y: [Link] 3 https://example.com"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzBeside: a comment that follows something on its line stays on it, is no directive
// and no more than the paragraph.
func FuzzBeside(f *testing.F) {
	for _, s := range []string{"", "a", "a\nvar X = 1", "a\r\nvar X", "a\u2028b", "*/ b", "go:embed x", "Deprecated: no", "+build x", "\x00", strings.Repeat("long ", 30), "日本 語"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, paragraph string) {
		comment, ok := gofile.Beside(paragraph, 60)
		if !ok {
			return
		}
		if !strings.HasPrefix(comment, "// ") || strings.ContainsAny(comment, "\n\r\t") || utf8.RuneCountInString(comment) > 60 || !utf8.ValidString(comment) {
			t.Errorf("%q", comment)
		}
		for _, mark := range []string{"// Deprecated:", "// go:", "// +", "// -"} {
			if strings.HasPrefix(comment, mark) {
				t.Errorf("%q", comment)
			}
		}
		file := gofile.New("p")
		fmt.Fprintf(file, "type T struct {\n\tA int %s\n}\n", comment)
		if again, err := format.Source(file.Bytes()); err != nil || !bytes.Equal(again, file.Bytes()) {
			t.Errorf("gofmt changes\n%s\nto\n%s (%v)", file.Bytes(), again, err)
		}
	})
}
