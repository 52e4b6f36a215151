package config_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/source"
)

type goOptions struct {
	Package      string   `yaml:"package" pattern:"^[a-z][a-z0-9_]*$" want:"a lower-case Go package name" doc:"Name of the package."`
	Names        string   `yaml:"names" enum:"full,category,specific" doc:"What identifiers are made of."`
	Constructors bool     `yaml:"constructors" doc:"Whether to write constructors."`
	Width        int      `yaml:"width" min:"20" doc:"Columns of comments."`
	Tags         []string `yaml:"tags" doc:"Build tags."`
}

type jsonOptions struct {
	Schema bool `yaml:"schema" doc:"Whether to write the schema beside it."`
}

var targets = []emit.Target{
	{Name: "go", Doc: "A Go package.", Options: func() any {
		return &goOptions{Package: "codes", Names: "full", Constructors: true, Width: 80}
	}},
	{Name: "json", Doc: "The catalogue as JSON.", Options: func() any { return &jsonOptions{} }},
}

var rules = []string{"stub", "status-missing", "title-code", "link-broken"}

// TestGolden reads each input as an errgen.yaml, and prints what the
// configuration holds or the findings as a person sees them.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		var read, found bytes.Buffer
		for _, name := range slices.Sorted(maps.Keys(in)) {
			c, list := config.Parse(source.NewFile(name, in[name]), "dir", targets, rules)
			list = append(list, c.Warnings...)
			if len(list) == 0 {
				fmt.Fprintf(&read, "%s\n", name)
				dump(&read, c)
				continue
			}
			if err := diag.Text(&found, list.Sorted(), diag.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			found.WriteByte('\n')
		}
		out := map[string][]byte{}
		if read.Len() > 0 {
			out["configs"] = read.Bytes()
		}
		if found.Len() > 0 {
			out["findings"] = found.Bytes()
		}
		return out
	})
}

func dump(b *bytes.Buffer, c *config.Config) {
	at := func(s source.Span) string {
		if s.IsZero() {
			return "not set"
		}
		p := s.From()
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	line := func(format string, args ...any) { fmt.Fprintf(b, "  "+format+"\n", args...) }
	line("pages %q %s, as a path %q", c.Pages.V, at(c.Pages.Span), filepath.ToSlash(c.PagesDir()))
	if c.Catalogue != "" {
		line("catalogue %q", c.Catalogue)
	}
	for _, g := range c.Exclude {
		line("exclude %q %s", g.V, at(g.Span))
	}
	m := c.Meta()
	line("docs_url %q %s", m.DocsURL, at(c.DocsURL.Span))
	line("envelope %s %s", shown(m.Envelope), at(c.Envelope.Span))
	line("default_code %q %s", m.DefaultCode, at(c.DefaultCode.Span))
	for _, kind := range slices.Sorted(maps.Keys(c.Sections)) {
		line("section %s %q", kind, c.Sections[kind])
	}
	for _, s := range c.Status {
		line("status %q %d %s", s.Match.V, s.Status.V, at(s.Status.Span))
	}
	line("initialisms %q", m.Initialisms)
	for _, code := range slices.Sorted(maps.Keys(m.Names)) {
		line("name %s %q %q", code, m.Names[code].Identifier, m.Names[code].Aliases)
	}
	for _, o := range c.Generate {
		line("generate %s into %q %s, outside %t, item %s, options %+v", o.Target.Name, o.Out.V, at(o.Out.Span), o.AllowOutside, at(o.Span), o.Options)
	}
	for _, id := range slices.Sorted(maps.Keys(c.Lint.Rules)) {
		line("rule %s %s", id, c.Lint.Rules[id])
	}
	for _, o := range c.Lint.Overrides {
		line("override %v, matches legacy/a/b.mdx %t, a.mdx %t", o.Rules, o.Match("legacy/a/b.mdx"), o.Match("a.mdx"))
	}
	line("description %d to %d, sections %q, baseline %q", c.Lint.DescriptionMin, c.Lint.DescriptionMax, c.Lint.Sections, c.Baseline.V)
	if l := c.Lint; len(l.SectionOrder) > 0 {
		line("title %v, description %v words, order %q", l.TitleWords, l.DescriptionWords, l.SectionOrder)
	}
	for _, f := range c.Lint.Forbid {
		line("forbid %q (%s) in a.mdx %t, replaced %t", f.Match, f.Say, f.In == nil || f.In("a.mdx"), f.Replace != nil)
	}
	for _, t := range c.Lint.Terms {
		line("avoid %q, use %q in %q (%s)", t.Avoid, t.Use, t.In, t.Why)
	}
	if c.Header != "" {
		line("header %q", c.Header)
	}
	line("max_page_size %d, allow_outside %v", c.MaxPageSize, c.AllowOutside)
	if len(c.Records) == 1 && c.Records[0].Span.IsZero() {
		return
	}
	line("former %q, services %q, types %d", c.FormerURLs, c.Services, len(c.Types))
	for _, r := range c.Reserved {
		line("reserved %d to %d for %s, in %d globs", r.From, r.To, r.For.V, len(r.In))
	}
	for i, f := range c.Facts {
		line("fact %d %+v", i, f)
	}
	for _, r := range c.Records {
		line("rule %s: each %s, form %s %s, placeholders %q, merge %t, named %t, shown %t", at(r.Span), r.Each, r.Form, r.Form.Case(), r.Placeholders, r.Merge, r.Named, r.Shown)
		places := func(what string, ps record.Places) {
			for i := range ps {
				match := ""
				if ps[i].Match != nil {
					match = " match " + ps[i].Match.String()
				}
				line("  %s: %s %s%s", what, ps[i].String(), at(ps[i].Span), match)
			}
		}
		for _, g := range r.In {
			line("  in %s %s", g.V, at(g.Span))
		}
		places("code", r.Code)
		places("status", r.Status)
		places("title", r.Title)
		places("detail", r.Detail)
		places("description", r.Description)
		places("name", r.Name)
		for _, f := range r.Facts {
			places(fmt.Sprintf("fact %d %s, may %t", f.Index, f.Fact.Name, f.May), f.Places)
		}
	}
}

// shown returns the name of a built-in template, and another as JSON.
func shown(t *envelope.Template) string {
	if t.Name != "" {
		return strconv.Quote(t.Name)
	}
	return string(t.AppendJSON(nil))
}

func TestExcluded(t *testing.T) {
	f := source.NewFile("errgen.yaml", []byte("version: 1\ndocs_url: https://x.y\nexclude: [overview.mdx, 'drafts/**', '*/index.{md,mdx}', '[a-c].md']\n"))
	c, found := config.Parse(f, ".", nil, nil)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for page, want := range map[string]string{
		"overview.mdx":        "overview.mdx",
		"unkey/overview.mdx":  "",
		"drafts/a.mdx":        "drafts/**",
		"drafts/a/b/c.mdx":    "drafts/**",
		"draft/a.mdx":         "",
		"unkey/index.md":      "*/index.{md,mdx}",
		"unkey/data/index.md": "",
		"b.md":                "[a-c].md",
		"d.md":                "",
	} {
		if glob, ok := c.Excluded(page); glob != want || ok != (want != "") {
			t.Errorf("Excluded(%q) = %q, %t, want %q", page, glob, ok, want)
		}
	}
}

// TestOptionsAreFresh reads two outputs of one target: neither sees the other's
// options.
func TestOptionsAreFresh(t *testing.T) {
	f := source.NewFile("errgen.yaml", []byte("version: 1\ndocs_url: https://x.y\ngenerate:\n- {target: go, out: a, package: one}\n- {target: go, out: b}\n"))
	c, found := config.Parse(f, ".", targets, rules)
	if len(found) > 0 {
		t.Fatal(found)
	}
	first, second := c.Generate[0].Options.(*goOptions), c.Generate[1].Options.(*goOptions)
	if first.Package != "one" || second.Package != "codes" {
		t.Errorf("packages %q and %q, want one and codes", first.Package, second.Package)
	}
}

// TestPlaces keeps the places that later stages point at.
func TestPlaces(t *testing.T) {
	f := source.NewFile("errgen.yaml", []byte("version: 1\r\ndocs_url: \"https://x.y/\"  # é\r\npages: é日本\r\n"))
	c, found := config.Parse(f, ".", nil, nil)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if c.DocsURL.Span.Text() != `"https://x.y/"` || c.Pages.Span.Text() != "é日本" || c.DocsURL.V != "https://x.y" {
		t.Errorf("docs_url %q at %q, pages at %q", c.DocsURL.V, c.DocsURL.Span.Text(), c.Pages.Span.Text())
	}
	if c.Envelope != (catalog.Value[*envelope.Template]{V: envelope.Default}) {
		t.Errorf("envelope %+v, want the default without a place", c.Envelope)
	}
}
