package redirects_test

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/redirects"
	"github.com/unkeyed/errgen/gen/internal/golden"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// of returns a catalogue of lines "path alias...", where the path may be "code@path".
func of(t testing.TB, lines string, former ...string) *catalog.Catalog {
	t.Helper()
	code := func(p string) catalog.Code { return catalog.Code("err:" + strings.ReplaceAll(p, "/", ":")) }
	var entries []*catalog.Entry
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		own, at, moved := strings.Cut(words[0], "@")
		if !moved {
			at = own
		}
		e := &catalog.Entry{Page: at + ".mdx", Path: at}
		e.Code.V, e.Status.V, e.Type.V = code(own), 410, "https://example.com/help/errors/"+at
		for _, a := range words[1:] {
			e.Aliases = append(e.Aliases, catalog.Value[catalog.Code]{V: code(a)})
		}
		entries = append(entries, e)
	}
	c, found := catalog.Build(entries, catalog.Meta{DocsURL: "https://example.com/help/errors", FormerURLs: former})
	for _, d := range found {
		t.Fatal(d.Message)
	}
	return c
}

// TestGolden shows what becomes of each file. "pages" has a line for each error: its
// path, and the paths of its aliases; "earlier" is the same for an earlier catalogue,
// "former" has former docs URLs, and "others" the pages that tell no error.
func TestGolden(t *testing.T) {
	golden.Run(t, func(t *testing.T, in map[string][]byte) map[string][]byte {
		c := of(t, string(in["pages"]), strings.Fields(string(in["former"]))...)
		c.Others = strings.Fields(string(in["others"]))
		out := map[string][]byte{}
		for name, data := range in {
			if name == "pages" || name == "earlier" || name == "former" || name == "others" {
				continue
			}
			o := &redirects.Options{File: path.Base(name), Base: "/help"}
			if strings.HasPrefix(name, "pages/") {
				o.File = strings.TrimPrefix(name, "pages/")
			}
			if text := in["earlier"]; text != nil {
				var b bytes.Buffer
				if err := snapshot.Write(&b, of(t, string(text))); err != nil {
					t.Fatal(err)
				}
				o.Earlier = []string{"earlier.json"}
				redirects.Target.Inputs(o)[0].File = source.NewFile("earlier.json", b.Bytes())
			}
			files, err := redirects.Target.Emit(c, o)
			if err == nil && len(files) > 0 && files[0].Edit != nil {
				files[0].Data, err = files[0].Edit(data)
			}
			if err != nil {
				out[name] = []byte(err.Error() + "\n")
				continue
			}
			if strings.HasPrefix(name, "pages/") {
				for _, f := range files {
					out["pages/"+f.Path] = f.Data
				}
				continue
			}
			out[name] = files[0].Data
			if files[0].Edit != nil {
				if again, err := files[0].Edit(files[0].Data); err != nil || string(again) != string(files[0].Data) {
					t.Errorf("%s: a second time changes it again: %v\n%s", name, err, again)
				}
			}
		}
		return out
	})
}

// FuzzJSON: whatever a file holds, all but its redirects is kept, no redirect is lost,
// and a second time changes nothing.
func FuzzJSON(f *testing.F) {
	f.Add("{\n  \"redirects\": []\n}")
	f.Add(`{"x": [1, "\u0026"], "redirects": [{"source": "/a", "destination": "/errors/shop/data/old"}, {"destination": "/b", "source": "/c/:slug*"}]}`)
	f.Add("{\r\n\t\"redirects\" : [ {\"source\":\"/errors/shop/data/old\",\"destination\":\"/x\"} ]}")
	c := of(f, "shop/data/new shop/data/old shop/data/older")
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"docs.json", "vercel.json"} {
			files, err := redirects.Target.Emit(c, &redirects.Options{File: name, Base: "/help"})
			if err != nil {
				t.Fatal(err)
			}
			out, err := files[0].Edit([]byte(text))
			if err != nil {
				continue
			}
			var was, now map[string]any
			if json.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &was) != nil {
				continue
			}
			if err := json.Unmarshal([]byte(strings.TrimPrefix(string(out), "\ufeff")), &now); err != nil {
				t.Fatalf("%v\n%s\n%s", err, text, out)
			}
			before, _ := was["redirects"].([]any)
			after, _ := now["redirects"].([]any)
			if len(after) < len(before) {
				t.Fatalf("redirects are lost\n%s\n%s", text, out)
			}
			delete(was, "redirects")
			delete(now, "redirects")
			a, _ := json.Marshal(was)
			b, _ := json.Marshal(now)
			if string(a) != string(b) {
				t.Fatalf("changed outside of the redirects:\n%s\n%s", text, out)
			}
			if again, err := files[0].Edit(out); err != nil || string(again) != string(out) {
				t.Fatalf("a second time changes it: %v\n%s\n%s", err, out, again)
			}
		}
	})
}
