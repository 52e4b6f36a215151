package diag_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// checkGitLab reads a Code Quality report as GitLab does: what lacks one of these
// members is not shown, and of two with one fingerprint only one is.
func checkGitLab(t *testing.T, report string, findings int) {
	t.Helper()
	var list []struct {
		Description *string
		CheckName   *string `json:"check_name"`
		Fingerprint string
		Severity    string
		Location    struct {
			Path  *string
			Lines struct{ Begin, End int }
		}
	}
	if err := json.Unmarshal([]byte(report), &list); err != nil || len(list) != findings {
		t.Fatalf("%d findings, want %d (%v): %s", len(list), findings, err, report)
	}
	seen := map[string]bool{}
	for _, f := range list {
		lines := f.Location.Lines
		if f.Description == nil || f.CheckName == nil || f.Location.Path == nil || lines.Begin < 1 || lines.End != 0 && lines.End < lines.Begin {
			t.Errorf("incomplete finding %+v", f)
		}
		if f.Severity != "major" && f.Severity != "minor" || f.Fingerprint == "" || seen[f.Fingerprint] {
			t.Errorf("severity %q, fingerprint %q", f.Severity, f.Fingerprint)
		}
		seen[f.Fingerprint] = true
	}
}

// checkRDJSON reads a log as reviewdog does: members that it does not know are an
// error, and every range lies within the file.
func checkRDJSON(t *testing.T, log string, findings int) {
	t.Helper()
	type position struct{ Line, Column int }
	type extent struct{ Start, End position }
	type location struct {
		Path  string
		Range *extent
	}
	var result struct {
		Source      struct{ Name, URL string }
		Diagnostics []struct {
			Message     string
			Location    *location
			Severity    string
			Code        struct{ Value string }
			Suggestions []struct {
				Range extent
				Text  string
			}
			RelatedLocations []struct {
				Message  string
				Location *location
			} `json:"related_locations"`
		}
	}
	d := json.NewDecoder(strings.NewReader(log))
	d.DisallowUnknownFields()
	if err := d.Decode(&result); err != nil || len(result.Diagnostics) != findings {
		t.Fatalf("%d findings, want %d (%v): %s", len(result.Diagnostics), findings, err, log)
	}
	right := func(e extent) bool {
		return e.Start.Line >= 1 && e.Start.Column >= 1 && e.End.Line >= e.Start.Line &&
			(e.End.Line > e.Start.Line || e.End.Column >= e.Start.Column)
	}
	for _, f := range result.Diagnostics {
		if f.Severity != "ERROR" && f.Severity != "WARNING" {
			t.Errorf("severity %q", f.Severity)
		}
		if f.Location != nil && f.Location.Range != nil && !right(*f.Location.Range) {
			t.Errorf("range %+v", f.Location.Range)
		}
		for _, s := range f.Suggestions {
			if !right(s.Range) {
				t.Errorf("suggestion %+v", s.Range)
			}
		}
	}
}

// TestGroup: the findings of a rule that hits more than ten files are one block,
// one line for each, and all others stand as they do without groups.
func TestGroup(t *testing.T) {
	found := func(files int) (l diag.List) {
		for i := range files {
			f := source.NewFile(fmt.Sprintf("%02d.mdx", i), []byte("title: x\n"))
			l.Add("stub", diag.Warning, f.Span(7, 8), "page %d is empty", i).Hint = "write it"
			if i == 3 {
				l.Add("status", diag.Error, f.Span(0, 5), "no status")
			}
		}
		return append(l, diag.Diagnostic{Rule: "stub", Severity: diag.Warning, Message: "no place"})
	}
	print := func(l diag.List, group bool) string {
		var b strings.Builder
		if err := diag.Text(&b, l, diag.TextOptions{Group: group}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if ten := found(10); print(ten, true) != print(ten, false) {
		t.Errorf("findings on ten files are grouped:\n%s", print(ten, true))
	}
	got := print(found(11), true)
	want := `03.mdx:1:1: error: no status [status]
    title: x
    ^^^^^
warning: no place [stub]
warning: 11 warnings in 11 files [stub]
    00.mdx:1:8: page 0 is empty
    01.mdx:1:8: page 1 is empty
`
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "    10.mdx:1:8: page 10 is empty\n    hint: write it\n") {
		t.Errorf("got\n%s", got)
	}
	if n := strings.Count(got, "page "); n != 11 {
		t.Errorf("%d pages in the block", n)
	}
}
