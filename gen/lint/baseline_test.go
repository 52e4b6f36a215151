package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
	"github.com/unkeyed/errgen/gen/source"
)

// on is a finding on the n-th line of a page with that text.
func on(page, text string, line int, rule, message string) diag.Diagnostic {
	f := source.NewFile("docs/"+page, []byte(text))
	at := f.LineStart(line)
	return diag.Diagnostic{Rule: rule, Severity: diag.Warning, Span: f.Span(at, at+1), Message: message}
}

func pagesAt(pages ...string) *catalog.Catalog {
	var entries []*catalog.Entry
	for _, p := range pages {
		entries = append(entries, entry(p))
	}
	return made(entries...)
}

const baselineTop = `# Findings that errgen lint ignores: page, rule and message.
# To update this file, run errgen lint --write-baseline.
`

func messages(l diag.List) string {
	var out []string
	for _, d := range l {
		out = append(out, d.Span.Text()+": "+d.Message)
	}
	return strings.Join(out, "\n")
}

func TestBaseline(t *testing.T) {
	c := pagesAt("s/c/a.mdx")
	first := diag.List{
		on("s/c/b.mdx", "one\ntwo\n", 1, "stub", "nothing"),
		on("s/c/a.mdx", "one\ntwo\n", 2, "type-url", `"x" is not y`),
		on("s/c/a.mdx", "one\ntwo\n", 2, "stub", "nothing on line 2, and 2 more on lines 12"),
		on("s/c/a b.mdx", "one\n", 1, "stub", `c:\x`),
		on("s/c/b.mdx", "one\ntwo\n", 2, "stub", "nothing"),
		{Rule: "name-collision"},
	}
	text := string(NewBaseline(first, c).Format())
	want := baselineTop + `"s/c/a b.mdx" stub "c:\\x"
s/c/a.mdx stub nothing on line N, and 2 more on lines N
s/c/a.mdx type-url "\"x\" is not y"
s/c/b.mdx stub nothing
s/c/b.mdx stub nothing
`
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	b, found := ReadBaseline(source.NewFile("baseline", []byte(text)))
	if len(found) > 0 || b.Len() != 5 {
		t.Fatalf("read %d entries and findings %v, want 5 and none", b.Len(), found)
	}

	now := diag.List{
		on("s/c/a.mdx", "new\n  two, changed\n", 2, "type-url", `"x" is not y`),                 // moved, and its line is another: known
		on("s/c/a.mdx", "new\n  two\n", 1, "stub", "nothing on line 17, and 2 more on lines 1"), // known
		on("s/c/b.mdx", "one\ntwo\nthree", 1, "stub", "nothing"),                                // known
		on("s/c/b.mdx", "one\none\nthree", 2, "stub", "nothing"),                                // known
		on("s/c/b.mdx", "one\none\nthree", 3, "stub", "nothing"),                                // a third one: new
		on("s/c/b.mdx", "one\none\nthree", 3, "type-url", "nothing"),                            // of another rule: new
		on("s/c/c.mdx", "one\n", 1, "stub", "nothing"),                                          // on another page: new
	}
	rest, hidden, gone := b.Filter(now, c, Settings{})
	if got := show(rest); got != "docs/s/c/b.mdx stub warning\ndocs/s/c/b.mdx type-url warning\ndocs/s/c/c.mdx stub warning" {
		t.Errorf("left:\n%s", got)
	}
	if len(hidden) != 4 {
		t.Errorf("hidden:\n%s", show(hidden))
	}
	if got, want := messages(gone), `"s/c/a b.mdx" stub "c:\\x": stub is no longer found on "s/c/a b.mdx"`; got != want || gone.Count(diag.Warning) != 1 {
		t.Errorf("gone:\n%s\nwant\n%s", got, want)
	}
	// The fix takes out the line, and nothing else.
	fixed, _ := diag.Apply(gone[0].Span.File, []diag.Fix{*gone[0].Fix})
	if got, want := string(fixed), strings.Replace(text, `"s/c/a b.mdx" stub "c:\\x"`+"\n", "", 1); got != want {
		t.Errorf("fixed:\n%s\nwant\n%s", got, want)
	}
	if _, _, gone := b.Filter(now, c, Settings{Rules: map[string]diag.Severity{"baseline": diag.Error}}); gone.Count(diag.Error) != 1 {
		t.Errorf("what is gone is no error where the configuration says so: %v", gone)
	}
	if _, _, gone := b.Filter(now, c, Settings{Rules: map[string]diag.Severity{"baseline": diag.Off}}); len(gone) != 0 {
		t.Errorf("what is gone is reported though the configuration says off: %v", gone)
	}
}

// TestBaselineNeverGone: an entry is not called gone while its finding may still be
// there: in other words, behind another one, or on a page that cannot be read.
func TestBaselineNeverGone(t *testing.T) {
	c := pagesAt("s/c/a.mdx")
	b := NewBaseline(diag.List{
		on("s/c/a.mdx", "one\n", 1, "description-length", "description has 10 characters"),
		on("s/c/a.mdx", "one\n", 1, "example-missing", "there is no example"),
	}, c)
	lines := func(now ...diag.Diagnostic) string {
		rest, _, gone := b.Filter(now, c, Settings{})
		return fmt.Sprintf("%d new, %d gone", len(rest), len(gone))
	}
	for want, now := range map[string]diag.List{
		"0 new, 2 gone": nil,
		// Another length is a finding to show, and no reason to say that the first is gone.
		"1 new, 1 gone": {on("s/c/a.mdx", "one\n", 1, "description-length", "description has 11 characters")},
		// The stub explains why no example is missing.
		"1 new, 0 gone": {on("s/c/a.mdx", "one\n", 1, "mdx-syntax", "it cannot be read")},
		"2 new, 1 gone": {
			on("s/c/a.mdx", "one\n", 1, "description-length", "description has 11 characters"),
			on("s/c/a.mdx", "one\n", 1, "description-length", "description has 12 characters"),
		},
	} {
		if got := lines(now...); got != want {
			t.Errorf("%s: %s, want %s", show(now), got, want)
		}
	}
	after := slices.IndexFunc(Rules, func(r *rule.Rule) bool { return len(r.After) > 0 && !r.Firm && !Find(r.After[0]).Firm })
	if after < 0 {
		t.Skip("no rule explains another")
	}
	explained := Rules[after]
	b = NewBaseline(diag.List{on("s/c/a.mdx", "one\n", 1, explained.ID, "something")}, c)
	if got := lines(on("s/c/a.mdx", "one\n", 1, explained.After[0], "something that explains it")); got != "1 new, 0 gone" {
		t.Errorf("%s behind %s: %s", explained.ID, explained.After[0], got)
	}
}

// TestBaselineAnywhere: the pages folder may be called differently where errgen
// runs next.
func TestBaselineAnywhere(t *testing.T) {
	f := source.NewFile("../docs/s/c/a.mdx", []byte("one\n"))
	e := &catalog.Entry{Page: "s/c/a.mdx", File: f}
	b := NewBaseline(diag.List{on("s/c/a.mdx", "one\n", 1, "stub", "nothing")}, pagesAt("s/c/a.mdx"))
	rest, _, gone := b.Filter(diag.List{{Rule: "stub", Span: f.Span(0, 1), Message: "nothing"}}, made(e), Settings{})
	if len(rest)+len(gone) > 0 {
		t.Errorf("left %v, gone %v, want none", rest, gone)
	}
}

func TestReadBaselineErrors(t *testing.T) {
	const fine = "s/c/a.mdx stub nothing"
	for _, text := range []string{
		"<<<<<<<ours", "=======", "stub nothing", "a.mdx stub", "a.mdx stub ",
		`"a stub nothing`, `a.mdx stub "nothing`, "x", "a.mdx Stub nothing",
	} {
		b, found := ReadBaseline(source.NewFile("baseline", []byte(text+"\n\n"+fine+"\r\n")))
		if b.Len() != 1 || len(found) != 1 || found[0].Span.Text() != strings.TrimSpace(text) || found[0].Rule != "baseline" {
			t.Errorf("%q: %d entries, findings %v, want one each, at the line", text, b.Len(), found)
		}
	}
	b, found := ReadBaseline(source.NewFile("baseline", []byte("a.mdx stub 7692c3ad3540bb80\nb.mdx stub 7692c3ad3540bb80\n")))
	if b.Len() != 0 || len(found) != 1 || !strings.Contains(found[0].Message, "older format") || found.Count(diag.Error) != 1 {
		t.Errorf("of the older form: %d entries, findings %v, want one that says so", b.Len(), found)
	}
}

func TestIsBaseline(t *testing.T) {
	for text, want := range map[string]bool{
		"":                           true,
		"\n \r\n":                    true,
		baselineTop:                  true,
		baselineTop + "<<<<<<< ours": true,
		"# Findings that errgen lint passes over: page, rule, and a hash\n": true,
		"s/c/a.mdx stub nothing\n":          true,
		"s/c/a.mdx stub 7692c3ad3540bb80\n": true,
		"# A README\n":                      false,
		"# A README\n\nof a project\n":      false,
		"s/c/a.mdx stub nothing\nmore\n":    false,
		"version: 1\npages: docs\n":         false,
		"[core]\n\tbare = false\n":          false,
		"node_modules\n/dist\n":             false,
		"of the stub nothing":               false,
	} {
		if got := IsBaseline(source.NewFile("x", []byte(text))); got != want {
			t.Errorf("%q is a baseline: %v, want %v", text, got, want)
		}
	}
}

// TestBaselineConflict: of a baseline that a merge has left with both sides, the
// conflict is one finding, and the findings of both sides are known.
func TestBaselineConflict(t *testing.T) {
	text := "<<<<<<< ours\ns/c/a.mdx stub nothing\n||||||| base\n=======\ns/c/b.mdx stub nothing\n>>>>>>> theirs\n"
	b, found := ReadBaseline(source.NewFile("baseline", []byte(text)))
	if b.Len() != 2 || len(found) != 1 || found[0].Rule != "merge-conflict" || found[0].Span.From().Line != 1 {
		t.Errorf("%d entries, findings %v, want two and one in line 1", b.Len(), found)
	}
}

// FuzzBaseline: whatever a page is called and a finding says, it is known
// afterwards, and what is written is a baseline.
func FuzzBaseline(f *testing.F) {
	f.Add("s/c/a.mdx", "nothing")
	f.Add(`a "b"`+"\n# c", "\x00")
	f.Add("<<<<<<<", `"quoted" and \n`)
	f.Add("#", "7692c3ad3540bb80")
	f.Add("=======", " ")
	f.Fuzz(func(t *testing.T, page, message string) {
		if page == "" {
			t.Skip("no page is called nothing")
		}
		e := entry("s/c/a.mdx")
		found := diag.List{on(page, "one\n", 1, "stub", message)}
		file := source.NewFile("baseline", NewBaseline(found, made(e)).Format())
		b, wrong := ReadBaseline(file)
		rest, hidden, gone := b.Filter(found, made(e), Settings{})
		if len(wrong)+len(rest)+len(gone) > 0 || len(hidden) != 1 || !IsBaseline(file) {
			t.Errorf("page %q: wrong %v, left %v, gone %v", page, wrong, rest, gone)
		}
	})
}
