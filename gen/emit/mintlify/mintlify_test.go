package mintlify_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/mintlify"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/internal/toolchain"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// of returns a catalogue of pages: system/category/specific.
func of(t testing.TB, paths ...string) *catalog.Catalog {
	t.Helper()
	var entries []*catalog.Entry
	for _, p := range paths {
		e := &catalog.Entry{Page: p + ".mdx", Named: true}
		e.Code.V = catalog.Code("err:" + strings.ReplaceAll(p, "/", ":"))
		entries = append(entries, e)
	}
	c, found := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/errors"})
	for _, d := range found {
		t.Fatal(d.Message)
	}
	return c
}

func edit(t testing.TB, c *catalog.Catalog, docs string) (string, error) {
	t.Helper()
	files, err := mintlify.Target.Emit(c, &mintlify.Options{File: "docs.json", Pages: "errors"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := files[0].Edit([]byte(docs))
	return string(out), err
}

// TestGolden shows what becomes of a navigation: a file "pages" has the error pages of
// today, a file "others" those that tell no error.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c := of(t, strings.Fields(string(in["pages"]))...)
		c.Others = strings.Fields(string(in["others"]))
		out, err := edit(t, c, string(in["docs.json"]))
		if err != nil {
			return map[string][]byte{"error": []byte(err.Error() + "\n")}
		}
		if again, err := edit(t, c, out); err != nil || again != out {
			t.Errorf("a second time changes it again: %v\n%s", err, again)
		}
		if !json.Valid([]byte(strings.TrimPrefix(out, "\ufeff"))) {
			t.Errorf("it is no JSON any more:\n%s", out)
		}
		return map[string][]byte{"docs.json": []byte(out)}
	})
}

// long is a docs.json of 1,000 lines in every formatting, with the pages of it.
func long(end string) (docs string, paths []string) {
	var b strings.Builder
	b.WriteString("{\n  \"name\": \"A \\u0026 B\",\t\n \"navigation\" : {\n    \"tabs\": [\n      {\"tab\": \"Guides\", \"pages\": [ \"a\",\"b\" , \"c\" ]},\n      {\n\t\"tab\": \"Errors\",\n\t\"groups\": [\n")
	for i := range 13 {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, "\t  {\n\t    \"group\": \"Group %02d \\u0026 more\",\n\t    \"icon\" : \"bug\",\n\t    \"pages\": [", i)
		for j := range 80 {
			p := fmt.Sprintf("shop/group_%02d/page_%02d", i, j)
			paths = append(paths, p)
			if j > 0 {
				b.WriteString(",")
			}
			if i == 3 {
				fmt.Fprintf(&b, " \"errors/%s\"", p) // on one line
			} else {
				fmt.Fprintf(&b, "\n\t      \"errors/%s\"", p)
			}
		}
		b.WriteString("\n\t    ]\n\t  }")
	}
	b.WriteString("\n\t]\n      }\n    ]\n  },\n\n\n  \"redirects\": [  ]\n}\n")
	return strings.ReplaceAll(b.String(), "\n", end), paths
}

// TestBytes: in a file of 1,000 lines, nothing to do changes no byte, and one page more
// and one less are two lines.
func TestBytes(t *testing.T) {
	for _, end := range []string{"\n", "\r\n"} {
		docs, paths := long(end)
		if n := strings.Count(docs, "\n"); n < 1000 {
			t.Fatalf("%d lines", n)
		}
		if out, err := edit(t, of(t, paths...), docs); err != nil || out != docs {
			t.Errorf("nothing to do, and it is changed: %v", err)
		}
		changed := slices.Insert(slices.Clone(paths), 5*80+41, "shop/group_05/page_40_and_a_half")
		changed = slices.DeleteFunc(changed, func(p string) bool { return p == "shop/group_07/page_10" })
		out, err := edit(t, of(t, changed...), docs)
		if err != nil {
			t.Fatal(err)
		}
		added := "\t      \"errors/shop/group_05/page_40_and_a_half\"," + end
		gone := "\t      \"errors/shop/group_07/page_10\"," + end
		was, now := strings.SplitAfter(docs, "\n"), strings.SplitAfter(out, "\n")
		at := slices.Index(was, "\t      \"errors/shop/group_05/page_41\","+end)
		want := slices.Insert(was, at, added)
		want = slices.DeleteFunc(want, func(line string) bool { return line == gone })
		if at < 0 || len(want) != len(now) || !slices.Equal(now, want) {
			for i := range now {
				if i >= len(want) || now[i] != want[i] {
					t.Fatalf("line %d is %q", i+1, now[i])
				}
			}
			t.Fatal("lines are missing")
		}
	}
}

// TestValid holds what is written against Mintlify's own schema of docs.json.
func TestValid(t *testing.T) {
	dir := toolchain.Site(t, "mintlify")
	docs := `{"$schema": "https://mintlify.com/docs.json", "theme": "mint", "name": "Shop", "colors": {"primary": "#ff0000"},
  "navigation": {"groups": [
    {"group": "Errors", "pages": ["errors/overview", {"group": "Data", "icon": "database", "pages": ["errors/shop/data/a"]}]}
  ]}}`
	out, err := edit(t, of(t, "shop/data/a", "shop/data/b", "shop/auth/c", "user/auth/d"), docs)
	if err != nil {
		t.Fatal(err)
	}
	text := toolchain.Run(t, dir, []byte(out), "node", "validate.mjs")
	if len(text) > 0 {
		t.Errorf("%s\n%s", text, out)
	}
}

// FuzzEdit: whatever a docs.json holds, every byte outside of the lists of error pages
// is kept, and a second time changes nothing.
func FuzzEdit(f *testing.F) {
	docs, _ := long("\n")
	f.Add(docs[:800] + `"]}]}]}}`)
	f.Add(`{"navigation": {"groups": [{"group": "E", "pages": ["errors/shop/data/a", "x"]}]}, "x": "errors/shop/data/z"}`)
	f.Add(`{"navigation": [{"group": "E", "pages": [ "/errors/shop/data/z.mdx"  ]}]}`)
	f.Add(`{"navigation": {"languages": [{"language": "de", "tabs": [{"tab": "x", "groups": [{"pages": ["errors/user/b/c"], "group": "b"}]}]}]}}`)
	c := of(f, "shop/data/a", "shop/data/b", "user/b/c")
	f.Fuzz(func(t *testing.T, docs string) {
		out, err := edit(t, c, docs)
		if err != nil {
			t.Skip()
		}
		var was, now any
		if json.Unmarshal([]byte(strings.TrimPrefix(docs, "\ufeff")), &was) != nil {
			t.Skip() // what is wrong and read all the same
		}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(out, "\ufeff")), &now); err != nil {
			t.Fatalf("%v\n%s\n%s", err, docs, out)
		}
		if a, b := without(was), without(now); a != b {
			t.Fatalf("changed outside of the error pages:\n%s\n%s", a, b)
		}
		if a, b := skeleton(docs), skeleton(out); a != b {
			t.Fatalf("bytes outside of the error pages are changed:\n%s\n%s", a, b)
		}
		if again, err := edit(t, c, out); err != nil || again != out {
			t.Fatalf("a second time changes it: %v\n%s\n%s", err, out, again)
		}
	})
}

// skeleton returns a docs.json byte by byte, but for the lists of its navigation: of these
// it has the items that are no error pages, or groups of nothing else, and nothing of what
// is between them.
func skeleton(docs string) string {
	bom := ""
	if rest, ok := strings.CutPrefix(docs, "\ufeff"); ok {
		bom, docs = "\ufeff", rest
	}
	root, _ := jsonpos.Parse(docs)
	var b strings.Builder
	navigation := root.Get("navigation")
	var write func(v *jsonpos.Value, in bool)
	write = func(v *jsonpos.Value, in bool) {
		at := v.Start
		in = in || v == navigation
		var inside []*jsonpos.Value
		switch {
		case v.Kind == jsonpos.Array && in:
			b.WriteString("[")
			for _, item := range v.Items {
				if !ofErrors(item) {
					write(item, in)
					b.WriteString(",")
				}
			}
			b.WriteString("]")
			return
		case v.Kind == jsonpos.Array:
			inside = v.Items
		case v.Kind == jsonpos.Object:
			for _, m := range v.Members {
				inside = append(inside, m.Value)
			}
		}
		for _, child := range inside {
			b.WriteString(docs[at:child.Start])
			write(child, in)
			at = child.End
		}
		b.WriteString(docs[at:v.End])
	}
	b.WriteString(bom + docs[:root.Start])
	write(root, false)
	b.WriteString(docs[root.End:])
	return b.String()
}

// ofErrors reports whether an item of a list is an error page, or has lists of nothing
// else.
func ofErrors(v *jsonpos.Value) bool {
	switch v.Kind {
	case jsonpos.String:
		return strings.Contains(v.Text, "errors/")
	case jsonpos.Object:
		lists := 0
		for _, m := range v.Members {
			if m.Value.Kind != jsonpos.Array {
				continue
			}
			lists++
			if slices.ContainsFunc(m.Value.Items, func(item *jsonpos.Value) bool { return !ofErrors(item) }) {
				return false
			}
		}
		return lists > 0
	}
	return false
}

// TestGroups: what a group is called, its icon and all else of it stays to the byte,
// whatever comes and goes in it.
func TestGroups(t *testing.T) {
	docs, paths := long("\n")
	out, err := edit(t, of(t, append(paths[1:len(paths)-1:len(paths)-1], "shop/group_03/page_99", "shop/group_04/a")...), docs)
	if err != nil {
		t.Fatal(err)
	}
	headers := func(s string) string {
		var kept []string
		for line := range strings.Lines(s) {
			if !strings.Contains(line, "errors/") {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "")
	}
	if a, b := headers(docs), headers(out); a != b {
		t.Errorf("lines around the pages are\n%s\nand were\n%s", b, a)
	}
	if !strings.Contains(out, "\"errors/shop/group_03/page_79\", \"errors/shop/group_03/page_99\"") {
		t.Error("a list on one line does not go on on it")
	}
}

// without returns a docs.json as JSON without its error pages and the groups of nothing
// else.
func without(v any) string {
	v = stripped(v)
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func stripped(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, member := range v {
			out[name] = stripped(member)
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			if s, ok := item.(string); ok && strings.Contains(s, "errors/") {
				continue
			}
			s := stripped(item)
			if m, ok := s.(map[string]any); ok && emptied(m) {
				continue
			}
			out = append(out, s)
		}
		return out
	}
	return v
}

// emptied reports whether a group has no page left.
func emptied(m map[string]any) bool {
	lists, items := 0, 0
	for _, member := range m {
		if l, ok := member.([]any); ok {
			lists, items = lists+1, items+len(l)
		}
	}
	return lists > 0 && items == 0
}
