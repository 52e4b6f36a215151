package diag_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/source"
)

var rules = []diag.RuleInfo{
	{ID: "status-missing", Summary: "no status", Help: "Write `status:` into the front matter.", Severity: diag.Error},
	{ID: "stub", Summary: "an empty page", Severity: diag.Warning},
	{ID: "heading-order", Summary: "a level skipped", Severity: diag.Off},
}

func TestFormats(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		const pageName, wideName = "errors/user/a page.mdx", "errors/user/宽.mdx"
		page, wide := source.NewFile(pageName, in[pageName]), source.NewFile(wideName, in[wideName])
		found := diag.List{
			{Rule: "status-missing", Span: at(t, page, "title: x"), Message: "the page has no status", Hint: "write one",
				Related: []diag.Related{{Span: at(t, wide, "宽"), Message: "as this one has"}, {Message: "and no other"}},
				Fix: &diag.Fix{Message: "write status: 404", Edits: []diag.Edit{
					{Span: page.Span(13, 13), New: "status: 404\n"}, {Span: page.Span(11, 12), New: "y"}}}},
			{Rule: "stub", Severity: diag.Warning, Span: at(t, page, "<Danger>\nerr:user:x:y\n</Danger>"), Message: "see [here](https://example.com), 100%"},
			{Rule: "code-syntax", Span: at(t, wide, `"x"`), Message: "bad: \"x\", \x1b[2J"},
			{Rule: "encoding", Span: source.NewFile("errors/gone::error.mdx", nil).All(), Message: "cannot be read"},
			{Severity: diag.Warning, Message: "no pages\n::error::forged"},
		}
		out := map[string][]byte{}
		for _, f := range diag.Formats {
			var b bytes.Buffer
			if err := f.Print(&b, found, diag.Options{Rules: rules, Version: "1.2.3"}); err != nil {
				t.Fatal(err)
			}
			out[f.Name] = b.Bytes()
		}
		validSARIF(t, out["sarif"])
		return out
	})
}

func TestEmpty(t *testing.T) {
	for name, want := range map[string]string{"text": "", "json": "[]\n", "github": "", "gitlab": "[]\n"} {
		if got := printed(t, name, nil); got != want {
			t.Errorf("%s of no findings is %q, want %q", name, got, want)
		}
	}
	validSARIF(t, []byte(printed(t, "sarif", nil)))
	checkRDJSON(t, printed(t, "rdjson", nil), 0)
}

func printed(t testing.TB, format string, l diag.List) string {
	t.Helper()
	for _, f := range diag.Formats {
		if f.Name == format {
			var b strings.Builder
			if err := f.Print(&b, l, diag.Options{}); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("there is no format %s", format)
	return ""
}

var sarifSchema *jsonschema.Schema

func validSARIF(t testing.TB, log []byte) {
	t.Helper()
	if sarifSchema == nil {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		data, err := os.ReadFile("testdata/sarif-2.1.0.schema.json")
		if err != nil {
			t.Fatal(err)
		}
		schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("sarif.json", schema); err != nil {
			t.Fatal(err)
		}
		if sarifSchema, err = c.Compile("sarif.json"); err != nil {
			t.Fatal(err)
		}
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	if err := sarifSchema.Validate(value); err != nil {
		t.Fatal(err)
	}
}

type sarif struct {
	Runs []struct {
		Results []struct {
			Level               string
			PartialFingerprints map[string]string
		}
		Invocations []struct {
			ToolExecutionNotifications []struct{ Message struct{ Text string } }
		}
	}
}

func fingerprints(t *testing.T, l diag.List) []string {
	t.Helper()
	var log sarif
	if err := json.Unmarshal([]byte(printed(t, "sarif", l)), &log); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range log.Runs[0].Results {
		out = append(out, r.PartialFingerprints["primaryLocationLineHash"])
	}
	return out
}

func TestFingerprints(t *testing.T) {
	find := func(data string) diag.List {
		f := source.NewFile("a.mdx", []byte(data))
		var l diag.List
		for i := range f.Data {
			if f.Data[i] == '!' {
				l.Add("r", diag.Error, f.Span(i, i+1), "m")
			}
		}
		return l
	}
	before := fingerprints(t, find("a !\nb !!\na !\n"))
	after := fingerprints(t, find("new\n\n  a !\nb !!\nnew\na !\n"))
	if strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("fingerprints changed with lines around them: %v, then %v", before, after)
	}
	if len(before) != 4 {
		t.Fatalf("%d results, want 4", len(before))
	}
	seen := map[string]bool{}
	for _, f := range before {
		if seen[f] {
			t.Errorf("two findings have the fingerprint %s", f)
		}
		seen[f] = true
	}
	if changed := fingerprints(t, find("a !x\nb !!\na !\n")); changed[0] == before[0] || changed[1] != before[1] {
		t.Errorf("after a change of the first line: %v, before: %v", changed, before)
	}
}

func TestLimits(t *testing.T) {
	f := source.NewFile("a.mdx", []byte("x\n"))
	var l diag.List
	for range 25_001 {
		l.Add("w", diag.Warning, f.All(), "m")
	}
	l.Add("e", diag.Error, f.All(), "m")
	var log sarif
	if err := json.Unmarshal([]byte(printed(t, "sarif", l)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != 25_000 || run.Results[0].Level != "error" {
		t.Errorf("%d results, the first a %s; want 25000 and the error first", len(run.Results), run.Results[0].Level)
	}
	if n := run.Invocations[0].ToolExecutionNotifications; len(n) != 1 || n[0].Message.Text != "2 more findings are not in this file" {
		t.Errorf("notifications: %v", n)
	}
	lines := strings.Split(strings.TrimSpace(printed(t, "github", l[:11])), "\n")
	want := "::notice title=errgen::11 warnings in 1 file; GitHub shows the first 10 of each as annotations, and the log has them all"
	if len(lines) != 12 || lines[11] != want {
		t.Errorf("the end of the annotations is\n%s\nwant\n%s", lines[len(lines)-1], want)
	}
	if strings.Contains(printed(t, "github", l[:10]), "notice") {
		t.Error("a notice although GitHub shows all annotations")
	}
}

func TestColor(t *testing.T) {
	f := source.NewFile("a.mdx", []byte("title: x\n"))
	var b strings.Builder
	l := diag.List{{Rule: "r", Severity: diag.Warning, Span: at(t, f, "x"), Message: "m \x1b[5m"}}
	if err := diag.Text(&b, l, diag.TextOptions{Color: true}); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1ma.mdx:1:8:\x1b[0m \x1b[1;35mwarning:\x1b[0m \x1b[1mm <U+001B>[5m\x1b[0m [r]\n" +
		"    title: x\n           \x1b[1;35m^\x1b[0m\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}
