package lint

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/source"
)

// made is a catalogue made by hand, of pages below docs/.
func made(entries ...*catalog.Entry) *catalog.Catalog {
	return &catalog.Catalog{DocsURL: "https://example.com/errors", Entries: entries}
}

func entry(page string, ignores ...catalog.Ignore) *catalog.Entry {
	f := source.NewFile("docs/"+page, []byte(strings.Repeat("0123456789\n", 10)))
	code, _ := (&catalog.Catalog{}).CodeOfPath(strings.TrimSuffix(page, path.Ext(page)))
	return &catalog.Entry{
		Code: catalog.Value[catalog.Code]{V: code, Span: f.Span(0, 5)},
		Page: page, File: f, Start: f.Span(0, 0), Ignores: ignores,
	}
}

func ignore(rule, reason string) catalog.Ignore {
	return catalog.Ignore{Rule: catalog.Value[string]{V: rule}, Reason: reason}
}

// placed gives the ignores of an entry a place on its page.
func placed(e *catalog.Entry) *catalog.Entry {
	for i := range e.Ignores {
		e.Ignores[i].Rule.Span = e.File.Span(0, 3)
	}
	return e
}

// show returns findings as "page rule severity".
func show(l diag.List) string {
	var out []string
	for _, d := range l {
		name := ""
		if d.Span.File != nil {
			name = d.Span.File.Name
		}
		out = append(out, fmt.Sprintf("%s %s %s", name, d.Rule, d.Severity))
	}
	return strings.Join(out, "\n")
}

func only(page string) func(string) bool { return func(p string) bool { return p == page } }

func TestApplySeverity(t *testing.T) {
	a, b := entry("s/c/a.mdx"), entry("s/c/b.mdx")
	lost := source.NewFile("docs/s/c/lost.mdx", []byte("no code\n"))
	found := diag.List{
		{Rule: "stub", Severity: diag.Warning, Span: a.Code.Span},
		{Rule: "stub", Severity: diag.Warning, Span: b.Code.Span},
		{Rule: "type-url", Severity: diag.Error, Span: a.Code.Span},
		{Rule: "encoding", Severity: diag.Error, Span: b.Code.Span},
		{Rule: "code-missing", Severity: diag.Error, Span: lost.All()},
		{Rule: "of-another", Severity: diag.Warning, Span: a.Code.Span},
		{Rule: "name-collision", Severity: diag.Error},
	}
	for _, c := range []struct {
		name string
		s    Settings
		want string
	}{
		{"defaults", Settings{}, `
docs/s/c/a.mdx stub warning
docs/s/c/b.mdx stub warning
docs/s/c/a.mdx type-url error
docs/s/c/b.mdx encoding error
docs/s/c/lost.mdx code-missing error
docs/s/c/a.mdx of-another warning
 name-collision error`},
		{"rules", Settings{Rules: map[string]diag.Severity{"stub": diag.Error, "type-url": diag.Off, "encoding": diag.Off, "of-another": diag.Off}}, `
docs/s/c/a.mdx stub error
docs/s/c/b.mdx stub error
docs/s/c/b.mdx encoding warning
docs/s/c/lost.mdx code-missing error
docs/s/c/a.mdx of-another warning
 name-collision error`},
		{"the last override wins", Settings{
			Rules: map[string]diag.Severity{"stub": diag.Off},
			Overrides: []Override{
				{Match: only("s/c/a.mdx"), Rules: map[string]diag.Severity{"stub": diag.Warning}},
				{Match: only("s/c/a.mdx"), Rules: map[string]diag.Severity{"type-url": diag.Warning}},
				{Match: only("s/c/a.mdx"), Rules: map[string]diag.Severity{"stub": diag.Error}},
				{Match: only("s/c/lost.mdx"), Rules: map[string]diag.Severity{"code-missing": diag.Warning}},
				{Match: only(""), Rules: map[string]diag.Severity{"name-collision": diag.Off}},
			},
		}, `
docs/s/c/a.mdx stub error
docs/s/c/a.mdx type-url warning
docs/s/c/b.mdx encoding error
docs/s/c/lost.mdx code-missing warning
docs/s/c/a.mdx of-another warning
 name-collision error`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := "\n" + show(Apply(found, made(a, b), c.s)); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestApplyIgnores(t *testing.T) {
	block := ignore("link-broken", "is written next week")
	a := entry("s/c/a.mdx", ignore("stub", "an old page"), block, ignore("type-url", ""), ignore("stb", "x"),
		ignore("mdx-syntax", "x"), ignore("heading-order", "x"), ignore("ignore-unused", "x"), ignore("title-code", "is another"))
	a.Ignores[1].Scope = a.File.Span(20, 40)
	placed(a)
	b := entry("s/c/b.mdx")
	found := diag.List{
		{Rule: "stub", Severity: diag.Warning, Span: a.Code.Span},
		{Rule: "stub", Severity: diag.Warning, Span: b.Code.Span},
		{Rule: "link-broken", Severity: diag.Error, Span: a.File.Span(19, 25)},
		{Rule: "link-broken", Severity: diag.Error, Span: a.File.Span(20, 25)},
		{Rule: "link-broken", Severity: diag.Error, Span: a.File.Span(39, 45)},
		{Rule: "link-broken", Severity: diag.Error, Span: a.File.Span(40, 45)},
		{Rule: "type-url", Severity: diag.Error, Span: a.File.Span(50, 55)},
		{Rule: "mdx-syntax", Severity: diag.Error, Span: a.File.Span(50, 55)},
	}
	var got []string
	for _, d := range Apply(found, made(a, b), Settings{}) {
		got = append(got, fmt.Sprintf("%s %d %s %s", path.Base(d.Span.File.Name), d.Span.Start, d.Rule, d.Message))
	}
	want := []string{
		"b.mdx 0 stub ",
		"a.mdx 19 link-broken ",
		"a.mdx 40 link-broken ",
		"a.mdx 50 mdx-syntax ",
		"a.mdx 0 ignore-unused the ignore of type-url has no reason",
		`a.mdx 0 ignore-unused unknown rule "stb"`,
		"a.mdx 0 ignore-unused mdx-syntax cannot be ignored, since the generated code would not match the page",
		"a.mdx 0 ignore-unused ignore-unused cannot be ignored on a page",
		"a.mdx 0 ignore-unused the ignore of title-code matches nothing on this page",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	off := Apply(found, made(a, b), Settings{Rules: map[string]diag.Severity{"ignore-unused": diag.Off, "stub": diag.Off}})
	for _, d := range off {
		if d.Rule == "ignore-unused" || d.Rule == "stub" {
			t.Errorf("rule %s is off, but found %q", d.Rule, d.Message)
		}
	}
}

// TestApplyExplains: one finding for one mistake, but never no finding.
func TestApplyExplains(t *testing.T) {
	a, b := entry("s/c/a.mdx"), entry("s/c/b.mdx")
	at := func(e *catalog.Entry, rule string) diag.Diagnostic {
		return diag.Diagnostic{Rule: rule, Severity: Find(rule).Severity, Span: e.Code.Span}
	}
	duplicate := at(b, "code-duplicate")
	duplicate.Related = []diag.Related{{Span: a.Code.Span}}
	for _, c := range []struct {
		name  string
		found diag.List
		s     Settings
		want  string
	}{
		{"a fence explains what is missing", diag.List{at(a, "unclosed-fence"), at(a, "status-missing"), at(a, "example-missing")}, Settings{},
			"docs/s/c/a.mdx unclosed-fence error"},
		{"on its own page alone", diag.List{at(a, "unclosed-fence"), at(b, "status-missing")}, Settings{},
			"docs/s/c/a.mdx unclosed-fence error\ndocs/s/c/b.mdx status-missing error"},
		{"a warning explains no error", diag.List{at(a, "unclosed-fence"), at(a, "status-missing"), at(a, "example-missing")},
			Settings{Rules: map[string]diag.Severity{"unclosed-fence": diag.Warning}},
			"docs/s/c/a.mdx unclosed-fence warning\ndocs/s/c/a.mdx status-missing error"},
		{"what is off explains nothing", diag.List{at(a, "stub"), at(a, "example-missing")},
			Settings{Rules: map[string]diag.Severity{"stub": diag.Off}},
			"docs/s/c/a.mdx example-missing warning"},
		{"the other page explains", diag.List{at(a, "code-path"), duplicate}, Settings{},
			"docs/s/c/a.mdx code-path error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Apply(c.found, made(a, b), c.s)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestRunOff: a rule that is off everywhere is not run, and one that is on for a
// page is.
func TestRunOff(t *testing.T) {
	a, b := entry("s/c/a.mdx"), entry("s/c/b.mdx")
	count := func(s Settings) int {
		n := 0
		for _, d := range Apply(Run(made(a, b), s), made(a, b), s) {
			if d.Rule == "section-missing" {
				n++
			}
		}
		return n
	}
	// The pages of this test are stubs, which would explain the missing sections.
	alone := map[string]diag.Severity{"stub": diag.Off}
	for _, c := range []struct {
		s    Settings
		want int
	}{
		{Settings{Rules: alone}, 0},
		{Settings{Rules: alone, Sections: []catalog.SectionKind{catalog.HowToFix}}, 2},
		{Settings{Rules: alone, Overrides: []Override{{Match: only("s/c/b.mdx"), Rules: map[string]diag.Severity{"section-missing": diag.Error}}}}, 1},
		{Settings{Rules: map[string]diag.Severity{"section-missing": diag.Off, "stub": diag.Off}, Sections: []catalog.SectionKind{catalog.HowToFix}}, 0},
	} {
		if got := count(c.s); got != c.want {
			t.Errorf("%+v: section-missing found %d times, want %d", c.s, got, c.want)
		}
	}
}
