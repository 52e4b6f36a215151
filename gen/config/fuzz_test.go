package config_test

import (
	"os"
	"reflect"
	"testing"

	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/source"
	"golang.org/x/tools/txtar"
)

// FuzzParse states what holds for any file: the findings are in it, the same
// each time; without findings every value is one that later stages can rely on;
// no page name makes a glob panic.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"good", "keys", "types", "values", "yaml"} {
		data, err := os.ReadFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			f.Add(file.Data, "legacy/a.mdx")
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, page string) {
		file := source.NewFile("errgen.yaml", data)
		c, found := config.Parse(file, ".", targets, rules)
		_, again := config.Parse(file, ".", targets, rules)
		if !reflect.DeepEqual(found, again) {
			t.Fatal("two readings differ")
		}
		for _, d := range found {
			if !file.All().Contains(d.Span) || d.Message == "" || d.Rule != "config" && d.Rule != "merge-conflict" {
				t.Errorf("finding %+v", d)
			}
		}
		c.Excluded(page)
		for _, o := range c.Lint.Overrides {
			o.Match(page)
		}
		if len(found) > 0 {
			return
		}
		if c.DocsURL.V == "" && c.Catalogue == "" || c.Pages.V == "" || c.Envelope.V == nil {
			t.Errorf("a value is missing: %+v", c)
		}
		for _, o := range c.Generate {
			if o.Out.V == "" || o.Options == nil || o.Target.Emit != nil {
				t.Errorf("output %+v", o)
			}
		}
		for _, s := range c.Status {
			if s.Status.V < 400 || s.Status.V > 599 || s.Match.V == "" {
				t.Errorf("status %+v", s)
			}
		}
	})
}
