package lint

import (
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// on is a finding on the n-th line of a page with that text.
func on(page, text string, line int, rule string) diag.Diagnostic {
	f := source.NewFile("docs/"+page, []byte(text))
	at := f.LineStart(line)
	return diag.Diagnostic{Rule: rule, Severity: diag.Warning, Span: f.Span(at, at+1)}
}

func pagesAt(pages ...string) *catalog.Catalog {
	var entries []*catalog.Entry
	for _, p := range pages {
		entries = append(entries, entry(p))
	}
	return made(entries...)
}

func TestBaseline(t *testing.T) {
	c := pagesAt("s/c/a.mdx")
	first := diag.List{
		on("s/c/b.mdx", "one\ntwo\n", 1, "stub"),
		on("s/c/a.mdx", "one\ntwo\n", 2, "type-url"),
		on("s/c/a.mdx", "one\ntwo\n", 2, "stub"),
		on("s/c/a b.mdx", "one\n", 1, "stub"),
		{Rule: "name-collision"},
	}
	text := string(NewBaseline(first, c).Format())
	want := `# Findings that errgen lint ignores: page, rule, and a hash of the line.
# To update this file, run errgen lint --write-baseline.
s/c/a b.mdx stub 7692c3ad3540bb80
s/c/a.mdx stub 3fc4ccfe745870e2
s/c/a.mdx type-url 3fc4ccfe745870e2
s/c/b.mdx stub 7692c3ad3540bb80
`
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	b, found := ReadBaseline(source.NewFile("baseline", []byte(text)))
	if len(found) > 0 || b.Len() != 4 {
		t.Fatalf("read %d entries and findings %v, want 4 and none", b.Len(), found)
	}

	now := diag.List{
		on("s/c/a.mdx", "new\n  two  \n", 2, "type-url"), // moved and indented: known
		on("s/c/a.mdx", "new\n  two  \n", 1, "stub"),     // another line: new
		on("s/c/b.mdx", "one\ntwo\n", 1, "stub"),
		on("s/c/b.mdx", "one\none\n", 2, "stub"), // a second one on the same text: new
	}
	rest, mended := b.Filter(now, c, Settings{})
	if got := show(rest); got != "docs/s/c/a.mdx stub warning\ndocs/s/c/b.mdx stub warning" {
		t.Errorf("left:\n%s", got)
	}
	var messages []string
	for _, d := range mended {
		messages = append(messages, d.Span.Text()+": "+d.Message)
	}
	if want := []string{
		`s/c/a b.mdx stub 7692c3ad3540bb80: stub on "s/c/a b.mdx" is fixed`,
		`s/c/a.mdx stub 3fc4ccfe745870e2: stub on "s/c/a.mdx" is fixed`,
	}; !slices.Equal(messages, want) {
		t.Errorf("mended:\n%s\nwant\n%s", strings.Join(messages, "\n"), strings.Join(want, "\n"))
	}
	if mended.Count(diag.Warning) != 2 {
		t.Errorf("what is mended is no warning: %v", mended)
	}
	if _, mended := b.Filter(now, c, Settings{Rules: map[string]diag.Severity{"baseline": diag.Error}}); mended.Count(diag.Error) != 2 {
		t.Errorf("what is mended is no error where the configuration says so: %v", mended)
	}
	if _, mended := b.Filter(now, c, Settings{Rules: map[string]diag.Severity{"baseline": diag.Off}}); len(mended) != 0 {
		t.Errorf("what is mended is reported though the configuration says off: %v", mended)
	}
}

// TestBaselineAnywhere: the pages folder may be called differently where errgen
// runs next.
func TestBaselineAnywhere(t *testing.T) {
	f := source.NewFile("../docs/s/c/a.mdx", []byte("one\n"))
	e := &catalog.Entry{Page: "s/c/a.mdx", File: f}
	b := NewBaseline(diag.List{on("s/c/a.mdx", "one\n", 1, "stub")}, pagesAt("s/c/a.mdx"))
	rest, mended := b.Filter(diag.List{{Rule: "stub", Span: f.Span(0, 1)}}, made(e), Settings{})
	if len(rest)+len(mended) > 0 {
		t.Errorf("left %v, mended %v, want none", rest, mended)
	}
}

func TestReadBaselineErrors(t *testing.T) {
	const fine = "s/c/a.mdx stub 7692c3ad3540bb80"
	for _, text := range []string{
		"<<<<<<<ours", "stub 7692c3ad3540bb80", "a.mdx stub 7692c3ad3540bb8", "a.mdx stub 7692c3ad3540bb8x", `"a stub 7692c3ad3540bb80`, "x",
	} {
		b, found := ReadBaseline(source.NewFile("baseline", []byte(text+"\n\n"+fine+"\r\n")))
		if b.Len() != 1 || len(found) != 1 || found[0].Span.Text() != text || found[0].Rule != "baseline" {
			t.Errorf("%q: %d entries, findings %v, want one each, at the line", text, b.Len(), found)
		}
	}
}

// TestBaselineConflict: of a baseline that a merge has left with both sides, the
// conflict is one finding, and the findings of both sides are known.
func TestBaselineConflict(t *testing.T) {
	text := "<<<<<<< ours\ns/c/a.mdx stub 7692c3ad3540bb80\n||||||| base\n=======\ns/c/b.mdx stub 7692c3ad3540bb80\n>>>>>>> theirs\n"
	b, found := ReadBaseline(source.NewFile("baseline", []byte(text)))
	if b.Len() != 2 || len(found) != 1 || found[0].Rule != "merge-conflict" || found[0].Span.From().Line != 1 {
		t.Errorf("%d entries, findings %v, want two and one in line 1", b.Len(), found)
	}
}

// FuzzBaseline: whatever a page is called, its finding is known afterwards.
func FuzzBaseline(f *testing.F) {
	f.Add("s/c/a.mdx", "one\n")
	f.Add(`a "b"`+"\n# c", "\x00")
	f.Fuzz(func(t *testing.T, page, text string) {
		e := entry("s/c/a.mdx")
		found := diag.List{on(page, text, 1, "stub")}
		b, wrong := ReadBaseline(source.NewFile("baseline", NewBaseline(found, made(e)).Format()))
		rest, mended := b.Filter(found, made(e), Settings{})
		if len(wrong)+len(rest)+len(mended) > 0 {
			t.Errorf("page %q: wrong %v, left %v, mended %v", page, wrong, rest, mended)
		}
	})
}
