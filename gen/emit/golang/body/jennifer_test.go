package body_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestCommentsAreSafe: jennifer's comments take text as code, so that one place
// alone may use them.
func TestCommentsAreSafe(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	unsafe := regexp.MustCompile(`\b(Comment|Commentf|PackageComment|CgoPreamble)\(|HeaderComment\(([^)]*)\)`)
	allowed := map[string]int{"jennifer.go": 2}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		source, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		found := unsafe.FindAllStringSubmatch(strings.ReplaceAll(string(source), "gofile.Comment(", ""), -1)
		if len(found) != allowed[f.Name()] {
			t.Errorf("%s has %d comments made by jennifer, want %d: use doc", f.Name(), len(found), allowed[f.Name()])
		}
		for _, m := range found {
			if m[2] != "" && m[2] != "emit.Header" {
				t.Errorf("%s: %s", f.Name(), m[0])
			}
		}
	}
}
