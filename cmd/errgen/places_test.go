package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/record"
)

// TestPlaces holds the table of places in the README against the code that reads
// them.
func TestPlaces(t *testing.T) {
	var want strings.Builder
	want.WriteString("\n| place | what stands there |\n|---|---|\n")
	for _, w := range record.Vocabulary {
		if w.Doc != "" {
			fmt.Fprintf(&want, "| `%s` | %s |\n", w.Title(), strings.ReplaceAll(w.Doc, "|", `\|`))
		}
	}
	name := filepath.FromSlash("../../README.md")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), "<!-- places -->\n")
	got, after, closed := strings.Cut(rest, "<!-- /places -->")
	if !ok || !closed {
		t.Fatal("README.md has no table of places")
	}
	want.WriteString("\n")
	if got == want.String() {
		return
	}
	if os.Getenv("ERRGEN_UPDATE") == "" {
		t.Fatalf("the table of places in README.md is not that of the code, which is:\n%s", want.String())
	}
	if err := os.WriteFile(name, []byte(before+"<!-- places -->\n"+want.String()+"<!-- /places -->"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
