package lint

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

// TestOneFilePerRule keeps the room of a rule findable: by its id, and in the list of
// the folders.
func TestOneFilePerRule(t *testing.T) {
	files, _ := filepath.Glob("*.go")
	rooms, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, rooms...)
	manual, err := os.ReadFile("lint.go")
	if err != nil {
		t.Fatal(err)
	}
	ruleID := regexp.MustCompile(`(?m)^\tID: +"([a-z-]+)",$`)
	var ids []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ruleID.FindAllStringSubmatch(string(text), -1) {
			ids = append(ids, m[1])
			if want := strings.ReplaceAll(m[1], "-", "_") + ".go"; filepath.Base(file) != want {
				t.Errorf("rule %s stands in %s, want %s", m[1], file, want)
			}
			if room := filepath.Dir(file); room != "." && strings.Count(string(manual), "\n//\t"+room+" ") != 1 {
				t.Errorf("the documentation of package lint has not one line for %s, where rule %s stands", room, m[1])
			}
		}
	}
	slices.Sort(ids)
	var listed []string
	for _, r := range Rules {
		listed = append(listed, r.ID)
	}
	if !slices.Equal(listed, ids) {
		t.Errorf("Rules has\n%s\nwant, from the files,\n%s", listed, ids)
	}
}

func TestRules(t *testing.T) {
	if !slices.IsSortedFunc(Rules, func(a, b *rule.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("Rules are not sorted by id")
	}
	for _, r := range Rules {
		if Find(r.ID) != r {
			t.Errorf("Find(%q) does not find it", r.ID)
		}
		if s := r.Summary(); s == "" || strings.HasSuffix(s, ".") || s[0] < 'a' || s[0] > 'z' {
			t.Errorf("%s: summary %q, want a clause in lower case without a period", r.ID, s)
		}
		if parts := strings.SplitN(r.Doc, "\n\n", 3); len(parts) < 2 || !strings.HasSuffix(parts[1], ".") {
			t.Errorf("%s: no reason follows the summary", r.ID)
		}
		for _, id := range r.After {
			if other := Find(id); other == nil {
				t.Errorf("%s comes after %s, which is no rule", r.ID, id)
			} else if slices.Contains(other.After, r.ID) {
				t.Errorf("%s and %s explain each other", r.ID, id)
			}
		}
		for _, line := range strings.Split(r.Doc, "\n") {
			if len(line) > 100 && !strings.HasPrefix(line, "\t") {
				t.Errorf("%s: line of %d bytes: %s", r.ID, len(line), line)
			}
		}
	}
}

func TestDefaultSeverities(t *testing.T) {
	want := map[string]diag.Severity{
		"mdx-syntax": diag.Error, "front-matter": diag.Error, "encoding": diag.Error,
		"code-missing": diag.Error, "code-syntax": diag.Error, "code-path": diag.Error, "code-duplicate": diag.Error, "code-multiple": diag.Error,
		"code-inferred": diag.Warning, "name-collision": diag.Error,
		"status-missing": diag.Error, "status-range": diag.Error, "status-conflict": diag.Error, "status-inferred": diag.Warning,
		"type-url": diag.Error, "example-json": diag.Error, "example-shape": diag.Warning, "example-missing": diag.Warning,
		"detail-template": diag.Error, "link-broken": diag.Error, "anchor-broken": diag.Error, "related-label": diag.Error,
		"related-asymmetric": diag.Off, "title-code": diag.Warning,
		"description-missing": diag.Warning, "description-length": diag.Warning, "description-duplicate": diag.Warning,
		"stub": diag.Warning, "section-missing": diag.Off, "unclosed-fence": diag.Error, "heading-order": diag.Off,
		"deprecated-target": diag.Error, "unknown-key": diag.Warning,
	}
	for id, severity := range want {
		if r := Find(id); r == nil || r.Severity != severity {
			t.Errorf("rule %s is %v, want severity %v", id, r, severity)
		}
	}
}

func TestFindUnknown(t *testing.T) {
	if r := Find("status-conflic"); r != nil {
		t.Errorf("Find finds %s", r.ID)
	}
	for id, want := range map[string]string{
		"status-conflic":  "status-conflict",
		"statusconflict":  "status-conflict",
		"stubb":           "stub",
		"mdx_syntax":      "mdx-syntax",
		"broken-link":     "",
		"":                "",
		"status-conflict": "status-conflict",
	} {
		if got := NearestRule(id); got != want {
			t.Errorf("NearestRule(%q) = %q, want %q", id, got, want)
		}
	}
}
