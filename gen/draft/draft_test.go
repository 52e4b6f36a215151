package draft_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/draft"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/source"
)

const docsURL = "https://example.com/errors"

func read(pages map[string]string, template *envelope.Template) (*catalog.Catalog, diag.List) {
	var found diag.List
	var entries []*catalog.Entry
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		r := page.Read(source.NewFile(path, []byte(pages[path])), path, page.Options{DocsURL: docsURL, Envelope: template})
		entries, found = append(entries, r.Entries...), append(found, r.Found...)
	}
	c, wrong := catalog.Build(entries, catalog.Meta{DocsURL: docsURL, Envelope: template})
	return c, append(found, wrong...)
}

// others returns the findings of the pages that are not about what is to be
// written.
func others(pages map[string]string, template *envelope.Template) string {
	c, found := read(pages, template)
	found = lint.Apply(append(found, lint.Run(c, lint.Settings{})...), c, lint.Settings{})
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Rule == "todo" })
	var b strings.Builder
	_ = diag.Text(&b, found.Sorted(), diag.TextOptions{})
	return b.String()
}

// parse reads a template, or the name of one.
func parse(t *testing.T, data []byte) *envelope.Template {
	v, faults := jsonpos.Parse(string(data))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	template, wrong := envelope.Parse(v, (&catalog.Catalog{}).Knows)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return template
}

// TestGolden shows drafts in the layout of other pages. The file draft says what
// is known of the page. Where there is an errgen.yaml, the file drafts says it of records in
// the form of their neighbours.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		if in["drafts"] != nil {
			return alike(t, in)
		}
		var p draft.Page
		if err := json.Unmarshal(in["draft"], &p); err != nil {
			t.Fatal(err)
		}
		template := envelope.Default
		pages := map[string]string{}
		for name, data := range in {
			switch name {
			case "draft":
			case "envelope":
				template = parse(t, data)
			default:
				pages[name] = string(data)
			}
		}
		c, _ := read(pages, template)
		layout := draft.LayoutOf(c)
		out := map[string][]byte{layout.Path(p.Code): layout.Page(p)}
		pages[layout.Path(p.Code)] = string(layout.Page(p))
		if found := others(pages, template); found != "" {
			t.Errorf("findings:\n%s", found)
		}
		return out
	})
}

// FuzzPage: whatever the command line says, the draft is a page that says it,
// with nothing wrong but what is still to be written.
func FuzzPage(f *testing.F) {
	f.Add("The order is gone", "Not Found", "id", 0, 404, false)
	f.Add("```\n---\n</Danger>{x} \u202e\x00\"\\", "</script>*/", "limit", 4, 500, true)
	f.Add("{id} is over {{limit}}", "", "id", 1, 422, true)
	f.Fuzz(func(t *testing.T, detail, title, name string, typ, status int, problem bool) {
		if status < 400 || status > 599 || !utf8.ValidString(detail) || !utf8.ValidString(title) {
			t.Skip()
		}
		p := draft.Page{Code: "err:shop:data:order_not_found", Status: status, Title: title, Detail: detail}
		types := []catalog.ParamType{catalog.String, catalog.Int, catalog.Float, catalog.Bool, catalog.Time, catalog.List}
		if strings.Contains(detail, "{"+name+"}") && catalog.CheckParamName(name, true) == nil {
			param := catalog.Param{Name: catalog.Value[string]{V: name}, Type: catalog.Value[catalog.ParamType]{V: types[(typ%6+6)%6]}}
			if len(catalog.CheckTemplate(detail, []catalog.Param{param})) == 0 {
				p.Params = []draft.Param{{Name: name, Type: param.Type.V}}
			}
		}
		template := envelope.Default
		if problem {
			template = envelope.Builtins()[1]
		}
		layout := draft.LayoutOf(&catalog.Catalog{DocsURL: docsURL, Envelope: template})
		pages := map[string]string{layout.Path(p.Code): string(layout.Page(p))}
		c, _ := read(pages, template)
		if len(c.Entries) != 1 {
			t.Fatalf("no entry of\n%s", layout.Page(p))
		}
		e := c.Entries[0]
		if e.Code.V != p.Code || e.Status.V != status || strings.TrimSpace(detail) != "" && e.Detail.V != detail || strings.TrimSpace(title) != "" && e.Title.V != title || len(e.Params) != len(p.Params) {
			t.Errorf("read back as %s %d %q %q of\n%s", e.Code.V, e.Status.V, e.Title.V, e.Detail.V, layout.Page(p))
		}
		for _, line := range strings.Split(others(pages, template), "\n") {
			// A title of one's own may be the phrase of another status; hidden
			// characters are reported for what they are.
			if strings.Contains(line, "error:") && !strings.Contains(line, "[encoding]") {
				t.Errorf("%s\n%s", line, layout.Page(p))
			}
		}
	})
}
