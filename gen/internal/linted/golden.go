package linted

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/site"
)

// Golden shows what authors see of the mistakes that they make, and what the
// fixes make of the pages: of each testdata/*.txtar below the test's folder. A file "rules" has
// lines of a rule and a severity, a file "site" the docs site, a file "others" the paths
// of pages that are not error pages, and a file "settings" lines of a setting and its
// values.
func Golden(t *testing.T) {
	t.Helper()
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		s := lint.Settings{Rules: map[string]diag.Severity{}}
		pages := map[string]string{}
		for name, data := range in {
			if name == "site" {
				s.Site = site.Find(strings.TrimSpace(string(data)))
				continue
			}
			if name == "others" {
				s.Others = strings.Fields(string(data))
				continue
			}
			if name == "settings" {
				readSettings(t, &s, string(data))
				continue
			}
			if name != "rules" {
				pages[name] = string(data)
				continue
			}
			for line := range strings.Lines(string(data)) {
				id, severity, _ := strings.Cut(strings.TrimSpace(line), " ")
				s.Rules[id] = map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "off": diag.Off}[severity]
			}
		}
		found := Judge(pages, s)
		out := map[string][]byte{"findings": []byte(Text(ownWords(pages, found)))}
		// What keeps a page from being read hides what else can be fixed on it.
		rounds := 1
		if slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Fix != nil && lint.Find(d.Rule).Firm }) {
			rounds = 2
		}
		for range rounds {
			for path, text := range Fix(t, pages, Judge(pages, s)) {
				out["fixed/"+path] = []byte(text)
				pages[path] = text
			}
		}
		if again := Fix(t, pages, Judge(pages, s)); len(again) > 0 {
			t.Errorf("fixing the fixed pages changes\n%s", All(again))
		}
		return out
	})
}

// ownWords returns findings with the words of those that were made in reading
// left out, as the tests of the readers keep these.
func ownWords(pages map[string]string, found diag.List) diag.List {
	type key struct {
		rule, file string
		start      int32
	}
	in := func(d diag.Diagnostic) key { return key{d.Rule, d.Span.File.Name, d.Span.Start} }
	reading := map[key]bool{}
	_, read := Read(pages, DocsURL)
	for _, d := range read {
		reading[in(d)] = true
	}
	out := slices.Clone(found)
	for i, d := range out {
		if reading[in(d)] {
			out[i].Message, out[i].Hint, out[i].Related, out[i].Fix = "…", "", nil, nil
		}
	}
	return out
}

// readSettings reads lines such as "title_words 2 5", "forbid a => b", "term a =>
// b" and "section_order how_to_fix what_happened".
func readSettings(t *testing.T, s *lint.Settings, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, to, replaced := strings.Cut(value, " => ")
		var limits lint.Limits
		switch name {
		case "title_words", "description_words":
			if _, err := fmt.Sscan(value, &limits.Min, &limits.Max); err != nil {
				t.Fatal(err)
			}
			if name == "title_words" {
				s.TitleWords = limits
			} else {
				s.DescriptionWords = limits
			}
		case "section_order":
			for _, kind := range strings.Fields(value) {
				s.SectionOrder = append(s.SectionOrder, catalog.SectionKind(kind))
			}
		case "forbid":
			f := lint.Forbidden{Match: regexp.MustCompile(from), Say: "so we decided"}
			if replaced {
				f.Replace = &to
			}
			s.Forbid = append(s.Forbid, f)
		case "term":
			avoid, err := lint.AvoidPattern(from)
			if err != nil {
				t.Fatal(err)
			}
			s.Terms = append(s.Terms, lint.Term{Avoid: avoid, Use: to})
		default:
			t.Fatalf("no setting %q", name)
		}
	}
}
