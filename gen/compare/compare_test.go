package compare_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/compare"
	"github.com/unkeyed/errgen/gen/internal/golden"
)

// TestGolden compares the pages below before/ with those below now/. A file
// errgen.yaml in either holds for it, with what is the same for all added.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		old, now := load(t, in, "before/"), load(t, in, "now/")
		changes := now.Breaking(&gen.Past{Catalog: old.Catalog, Config: old.Config}, now.Config.Breaking)
		var out, notes strings.Builder
		for _, c := range changes {
			name := "-"
			if f := c.Finding.Span.File; f != nil {
				name = fmt.Sprintf("%s:%d:%d", filepath.ToSlash(f.Name), c.Finding.Span.From().Line, c.Finding.Span.From().Column)
			}
			fmt.Fprintf(&out, "%s: %s: %s [%s]\n", c.Rule.Level, name, c.Finding.Message, c.Rule.ID)
			if c.Rule.Level == compare.None {
				continue
			}
			fmt.Fprintf(&out, "    hint: %s\n", c.Finding.Hint)
			if c.Finding.Hint == "" {
				t.Errorf("%s says not who is hit, and what to do", c.Finding.Message)
			}
		}
		if err := compare.Notes(&notes, changes); err != nil {
			t.Fatal(err)
		}
		return map[string][]byte{"changes": []byte(out.String()), "notes.md": []byte(notes.String())}
	})
}

func load(t *testing.T, in map[string][]byte, below string) *gen.Project {
	t.Helper()
	dir := t.TempDir()
	yaml := "version: 1\ndocs_url: https://docs.example.com/errors\npages: pages\n"
	for name, data := range in {
		rest, ok := strings.CutPrefix(name, below)
		if !ok {
			continue
		}
		if rest == "errgen.yaml" {
			if strings.Contains(string(data), "docs_url:") {
				yaml = "version: 1\npages: pages\n"
			}
			yaml += string(data)
			continue
		}
		at := filepath.Join(dir, "pages", filepath.FromSlash(rest))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "errgen.yaml"), []byte(yaml), 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := gen.Load(gen.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestChanges compares entries that differ in one thing.
func TestChanges(t *testing.T) {
	entry := func(change func(*catalog.Entry)) *catalog.Catalog {
		e := &catalog.Entry{Page: "shop/data/busy.mdx"}
		e.Code.V, e.Status.V = "err:shop:data:busy", 503
		e.Type.V = "https://docs.example.com/errors/shop/data/busy"
		e.Facts = []catalog.Value[string]{{V: "internal"}}
		e.Headers = []catalog.Header{{Name: catalog.Value[string]{V: "Allow"}, Value: catalog.Value[string]{V: "GET"}}}
		if change != nil {
			change(e)
		}
		c, _ := catalog.Build([]*catalog.Entry{e}, catalog.Meta{DocsURL: "https://docs.example.com/errors", Facts: []catalog.Fact{{Name: "kind"}}})
		return c
	}
	retired := func(e *catalog.Entry) { e.Retired = &catalog.Retirement{} }
	for _, c := range []struct {
		old, now *catalog.Catalog
		want     string
	}{
		{entry(nil), entry(func(e *catalog.Entry) { e.Facts[0].V = "outage" }), `[fact-changed] kind of err:shop:data:busy changed from "internal" to "outage"`},
		{entry(nil), entry(func(e *catalog.Entry) { e.Headers[0].Name.V = "Link" }), `[header-removed] response header "Allow" of err:shop:data:busy was removed`},
		{entry(nil), entry(func(e *catalog.Entry) { e.Headers[0].Name.V = "allow" }), ""},
		{entry(nil), entry(retired), "[constructor-removed] err:shop:data:busy was retired, which removes its constructor"},
		{entry(retired), entry(nil), `[code-reused] code "err:shop:data:busy" was retired, but is raised again`},
		{entry(nil), entry(func(e *catalog.Entry) { e.PageURL.V = "https://docs.example.com/busy" }),
			"[page-moved] the page of err:shop:data:busy moved from https://docs.example.com/errors/shop/data/busy to https://docs.example.com/busy"},
	} {
		var got []string
		for _, d := range compare.Findings(compare.Compare(c.old, c.now, compare.Settings{})) {
			got = append(got, "["+d.Rule+"] "+d.Message)
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("got %s\nwant %s", s, c.want)
		}
	}
}

// TestRules holds what the lists and the documentation rely on: ids are unique,
// every rule has a reason beside its summary, and each stands in a test, so
// that none is never reported.
func TestRules(t *testing.T) {
	shown := map[string]bool{}
	files, _ := filepath.Glob("testdata/*.txtar")
	files = append(files, "compare_test.go")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range compare.Rules {
			if strings.Contains(string(data), "["+r.ID+"]") {
				shown[r.ID] = true
			}
		}
	}
	for i, r := range compare.Rules {
		if compare.Find(r.ID) != r {
			t.Errorf("rule %d has the id %q of another", i, r.ID)
		}
		if !shown[r.ID] {
			t.Errorf("no test shows the rule %q", r.ID)
		}
		if r.Level != compare.None && !strings.Contains(r.Doc, "\n\n") {
			t.Errorf("the rule %q gives no reason", r.ID)
		}
		if i > 0 && r.Level != compare.None && r.Level < compare.Rules[i-1].Level {
			t.Errorf("the rule %q of the level %s stands behind one of a later level", r.ID, r.Level)
		}
	}
}

// TestSame finds nothing in a catalogue that is compared with itself, whatever the
// order of its entries.
func TestSame(t *testing.T) {
	p, err := gen.Load(gen.Options{Dir: filepath.FromSlash("../../errors")})
	if err != nil {
		t.Fatal(err)
	}
	if got := compare.Compare(p.Catalog, p.Catalog, compare.Settings{}); len(got) != 0 || len(p.Catalog.Entries) == 0 {
		t.Errorf("%d changes of nothing, the first: %v", len(got), got[0].Finding)
	}
	var none catalog.Catalog
	if got := compare.Semver(compare.Compare(&none, p.Catalog, compare.Settings{})); got != "minor" {
		t.Errorf("adding all codes asks for %q", got)
	}
	if got := compare.Semver(compare.Compare(p.Catalog, &none, compare.Settings{})); got != "major" {
		t.Errorf("removing all codes asks for %q", got)
	}
}
