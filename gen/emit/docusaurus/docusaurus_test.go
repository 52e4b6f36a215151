package docusaurus_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit/docusaurus"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/source"
)

// of returns a catalogue of lines "page alias...".
func of(t testing.TB, lines string) *catalog.Catalog {
	t.Helper()
	code := func(p string) catalog.Code { return catalog.Code("err:" + strings.ReplaceAll(p, "/", ":")) }
	var entries []*catalog.Entry
	for line := range strings.Lines(lines) {
		words := strings.Split(strings.TrimSpace(line), " | ")
		e := &catalog.Entry{Page: words[0] + ".mdx", Path: words[0]}
		e.Code.V, e.Type.V = code(words[0]), "https://example.com/help/docs/errors/"+words[0]
		for _, a := range words[1:] {
			e.Aliases = append(e.Aliases, catalog.Value[catalog.Code]{V: code(a)})
		}
		entries = append(entries, e)
	}
	c, found := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/help/docs/errors", Initialisms: []string{"GitHub"}})
	for _, d := range found {
		t.Fatal(d.Message)
	}
	return c
}

// TestGolden shows what a site gets. "pages" has a line for each error: its page, and
// its older ones; "others" are the pages that tell no error, and files below site/ are
// there before.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c := of(t, string(in["pages"]))
		c.Others = strings.Fields(string(in["others"]))
		dir := t.TempDir()
		for name, data := range in {
			if at, ok := strings.CutPrefix(name, "site/"); ok {
				at = filepath.Join(dir, filepath.FromSlash(at))
				if os.MkdirAll(filepath.Dir(at), 0o755) != nil || os.WriteFile(at, data, 0o644) != nil {
					t.Fatal("the site cannot be written")
				}
			}
		}
		options, err := docusaurus.Target.Locate(&docusaurus.Options{Pages: "errors", Base: "/help"}, filepath.Join(dir, "docs"))
		if err != nil {
			t.Fatal(err)
		}
		for _, input := range docusaurus.Target.Inputs(options) {
			data, err := os.ReadFile(input.Path)
			if err != nil {
				t.Fatal(err)
			}
			input.File = source.NewFile(filepath.Base(input.Path), data)
		}
		files, err := docusaurus.Target.Emit(c, options)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]byte{}
		for _, f := range files {
			out[f.Path] = f.Data
			if !json.Valid(f.Data) {
				t.Errorf("%s is no JSON:\n%s", f.Path, f.Data)
			}
		}
		if found := docusaurus.Target.Check(c, options); len(found) > 0 {
			var text bytes.Buffer
			if err := diag.Text(&text, found, diag.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			out["findings"] = text.Bytes()
		}
		return out
	})
}

func TestSnapshot(t *testing.T) { conformance.FromSnapshot(t, docusaurus.Target) }
