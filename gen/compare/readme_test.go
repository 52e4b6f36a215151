package compare_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/compare"
)

// TestReadme holds the table of the README: each rule with its level and with what it says
// in the first pair of pages that shows it.
func TestReadme(t *testing.T) {
	pairs, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(pairs) < 30 {
		t.Fatalf("%d pairs, want at least 30 (%v)", len(pairs), err)
	}
	said := map[string]string{}
	for _, pair := range pairs {
		archive, err := txtar.ParseFile(pair)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "want/changes" {
				continue
			}
			for line := range strings.Lines(string(f.Data)) {
				_, message, _ := strings.Cut(line, ": ")
				_, message, _ = strings.Cut(message, ": ")
				message, rule, ok := strings.Cut(strings.TrimSuffix(message, "]\n"), " [")
				if ok && said[rule] == "" {
					said[rule] = message
				}
			}
		}
	}
	var table strings.Builder
	table.WriteString("<!-- breaking -->\n\n| level | rule | for example |\n|---|---|---|\n")
	for _, r := range compare.Rules {
		level := r.Level.String()
		if r.Level == compare.None {
			level = "-"
		}
		if said[r.ID] == "" {
			t.Errorf("no pair shows the rule %s", r.ID)
		}
		fmt.Fprintf(&table, "| %s | `%s` | %s |\n", level, r.ID, strings.NewReplacer("|", `\|`, "err:shop:data:", "", "https://docs.example.com", "").Replace(said[r.ID]))
	}
	table.WriteString("\n<!-- /breaking -->")
	const readme = "../../README.md"
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), "<!-- breaking -->")
	_, after, closed := strings.Cut(rest, "<!-- /breaking -->")
	if !ok || !closed {
		t.Fatal("README.md has no table between <!-- breaking --> and <!-- /breaking -->")
	}
	now := before + table.String() + after
	if os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile(readme, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if now != string(text) {
		t.Error("the table of the README is not that of the pairs; run with ERRGEN_UPDATE=1")
	}
}
