package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/emit/template"
	"github.com/unkeyed/errgen/gen/record"
)

// TestPlaces holds the table of places in the README against the code that reads
// them.
func TestPlaces(t *testing.T) {
	var want strings.Builder
	want.WriteString("| place | what it reads |\n|---|---|\n")
	for _, w := range record.Vocabulary {
		if w.Doc != "" {
			fmt.Fprintf(&want, "| `%s` | %s |\n", w.Title(), strings.ReplaceAll(w.Doc, "|", `\|`))
		}
	}
	holdTable(t, "places", want.String())
}

// TestTemplateFunctions holds the table of functions against those that there are.
func TestTemplateFunctions(t *testing.T) {
	var want strings.Builder
	want.WriteString("| function | result |\n|---|---|\n")
	for _, f := range template.Functions {
		fmt.Fprintf(&want, "| `%s` | %s |\n", f.Call, f.Doc)
	}
	holdTable(t, "template functions", want.String())
}

// holdTable holds what the README has between two comments against what it should
// have. With ERRGEN_UPDATE set it is written instead.
func holdTable(t *testing.T, comment, want string) {
	t.Helper()
	name := filepath.FromSlash("../../README.md")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	open, end := "<!-- "+comment+" -->\n", "<!-- /"+comment+" -->"
	before, rest, ok := strings.Cut(string(data), open)
	got, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("README.md has no table between %q and %q", open, end)
	}
	want = "\n" + want + "\n"
	if got == want {
		return
	}
	if os.Getenv("ERRGEN_UPDATE") == "" {
		t.Fatalf("the table of %s in README.md is not that of the code, which is:\n%s", comment, want)
	}
	if err := os.WriteFile(name, []byte(before+open+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
