package golang_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit/golang"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// busy is a template with a bit of everything.
const busy = `{
	"headers": {"X-Error": "{code}; {title|specific}", "X-Detail": "{detail}", "X-Hint": "{hint}"},
	"body": {
		"errors": [{"code": "{code:pascal}!", "message": "{detail|summary}", "hint": "{hint?}"}, "{instance}", "{hint}"],
		"text": "{hint}|{title}|{detail|summary}|{status}|{instance}", "why": "{hint|title|detail}", "what": "text {hint}",
		"path": "{path}", "kind": "{kind:upper}", "number": "number {hint}", "rest": {"...": "{params}"}, "a\"b": {"\\": null},
		"description": "{description}", "reason": "{reason_phrase:kebab}", "rpc": "{rpc_status}", "title": "{title:snake}"
	}
}`

// TestTemplates: whatever the pages say and the template is, the generated writer
// writes what the template says, and the decoder reads the code back.
func TestTemplates(t *testing.T) {
	m := newModule(t)
	program, err := os.ReadFile("testdata/property/bodies_test.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	templates := map[string]*envelope.Template{}
	for _, s := range conformance.Shapes(t) {
		if s.Catalog.HasSegment("specific") && s.Name != "timestamp" {
			templates[s.Name] = s.Template
		}
	}
	catalogs := map[string]*catalog.Catalog{}
	bodies := map[string]map[string]wanted{}
	templates["busy"] = nil
	for name := range templates {
		r := newRandom(uint64(len(name)))
		c := r.catalog(12)
		c.Facts = []catalog.Fact{{Name: "kind", Values: []string{"a b", "c\"d", "e"}}, {Name: "hint"}}
		for i, e := range c.Entries {
			e.Facts = []catalog.Value[string]{val(c.Facts[0].Values[i%3]), val([]string{"", "40142", r.text()}[r.IntN(3)])}
		}
		if c.Envelope = templates[name]; c.Envelope == nil {
			text := busy
			text = text[:len(text)-len(``+"\n\t}\n}")] + "\n\t}\n}"
			v, faults := jsonpos.Parse(text)
			if len(faults) > 0 {
				t.Fatal(faults[0].Message)
			}
			var bad []envelope.Fault
			if c.Envelope, bad = envelope.Parse(v, c.Knows); len(bad) > 0 {
				t.Fatal(bad[0].Message)
			}
		}
		catalogs[name] = c
		if found := golang.Target.Check(c, options(nil)); len(found) > 0 {
			t.Fatalf("%s: %s", name, found[0].Message)
		}
		m.writeAll(name, files(t, c, options(nil)))
		data, raise := r.cases(c)
		m.write(name+"/raise_test.go", raise)
		m.write(name+"/bodies_test.go", string(program))
		var all []wanted
		if err := json.Unmarshal([]byte(data), &all); err != nil {
			t.Fatal(err)
		}
		bodies[name] = map[string]wanted{}
		for _, w := range all {
			bodies[name][w.Code] = w
		}
	}
	m.run(nil, "go", "vet", "./...")
	m.run(nil, "go", "test", "./...")
	for name, c := range catalogs {
		data, err := os.ReadFile(filepath.Join(m.dir, name, "bodies.json"))
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]struct {
			Body    string
			Headers map[string]string
			Known   bool
		}
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		for _, e := range c.Entries {
			w, g := bodies[name][string(e.Code.V)], got[string(e.Code.V)]
			o := catalog.Occurrence{Instance: `/in"stance`, RequestID: `req\1`, Path: `/pa"th`, Timestamp: "2026-01-02T03:04:05Z", Params: w.params(t, e)}
			if w.Shown != e.Summary() {
				o.Detail = w.Shown
			}
			values := c.Values(e, o)
			if want, body := string(c.Envelope.AppendBody(nil, values)), normal(t, g.Body); body != want {
				t.Errorf("%s: %s is written as\n%s\nwant\n%s", name, e.Code.V, body, want)
			}
			headers := map[string]string{}
			for _, h := range c.Envelope.Headers {
				if v, ok := c.Envelope.Header(h, values); ok {
					headers[h.Name] = v
				}
			}
			if !maps.Equal(headers, g.Headers) {
				t.Errorf("%s: %s has the headers %q, want %q", name, e.Code.V, g.Headers, headers)
			}
			if !g.Known {
				t.Errorf("%s: %s is not read back from %s", name, e.Code.V, g.Body)
			}
		}
	}
}

// normal returns JSON in the one form that is compared.
func normal(t *testing.T, data string) string {
	t.Helper()
	v, faults := jsonpos.Parse(data)
	if len(faults) > 0 {
		t.Fatalf("%s: %s", data, faults[0].Message)
	}
	return string(v.Append(nil))
}

// params returns the parameters that are served, in the order of the page.
func (w wanted) params(t *testing.T, e *catalog.Entry) *jsonpos.Value {
	t.Helper()
	out := &jsonpos.Value{Kind: jsonpos.Object}
	for _, p := range e.Params {
		value, ok := w.Members[p.Name.V]
		if !ok {
			if p.Type.V != catalog.List || p.Optional.V {
				continue
			}
			value = []any{}
		}
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		v, faults := jsonpos.Parse(string(data))
		if len(faults) > 0 {
			t.Fatal(fmt.Sprint(faults[0]))
		}
		out.Members = append(out.Members, jsonpos.Member{Name: p.Name.V, Value: v})
	}
	return out
}

// TestNamesOfRows: segments and facts may be called like what the table has of its own.
func TestNamesOfRows(t *testing.T) {
	m := newModule(t)
	f, err := form.Parse("{page}.{link}.{identity}", form.Snake)
	if err != nil {
		t.Fatal(err)
	}
	v, faults := jsonpos.Parse(`{"body": {"code": "{code}", "p": "{page}", "l": "{link}", "i": "{identity}", "c": "{complete}", "d": "{lead}"}}`)
	if len(faults) > 0 {
		t.Fatal(faults[0].Message)
	}
	c := &catalog.Catalog{DocsURL: "https://example.com", Forms: []*form.Form{f}, Facts: []catalog.Fact{{Name: "complete"}, {Name: "lead"}}}
	e := entry(c.DocsURL, "a.b.c", 400, "", "")
	e.Form, e.Facts = f, []catalog.Value[string]{val("x"), val("y")}
	c.Entries = append(c.Entries, e)
	var bad []envelope.Fault
	if c.Envelope, bad = envelope.Parse(v, c.Knows); len(bad) > 0 {
		t.Fatal(bad[0].Message)
	}
	m.writeAll("codes", files(t, c, options(nil)))
	m.write("codes/body_test.go", `package codes

import "testing"

func TestBody(t *testing.T) {
	for code, want := range map[Code]string{
		"a.b.c": `+"`"+`{"code":"a.b.c","p":"a","l":"b","i":"c","c":"x","d":"y"}`+"`"+`,
		"d.e.f": `+"`"+`{"code":"d.e.f","p":"d","l":"e","i":"f"}`+"`"+`,
	} {
		if got := string(New(code).AppendJSON(nil)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
`)
	m.run(nil, "go", "test", "./...")
	m.vet()
}
