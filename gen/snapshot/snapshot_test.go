package snapshot_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/internal/steps"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

const goldenJSON = "testdata/catalogue.json"

func write(t *testing.T, c *catalog.Catalog) string {
	t.Helper()
	var b bytes.Buffer
	if err := snapshot.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	got := write(t, build(sample()))
	if os.Getenv("ERRGEN_UPDATE") != "" {
		if err := os.WriteFile(goldenJSON, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenJSON)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	const form = "  \"forms\": [\n    {\n      \"form\": \"err:{system}:{category}:{specific}\",\n      \"case\": \"snake\"\n    }\n  ],\n"
	none, _ := catalog.Build(nil, catalog.Meta{DocsURL: "https://example.com/docs/errors"})
	empty := write(t, none)
	before, rest, _ := strings.Cut(empty, "  \"envelope\": {\n")
	_, after, ok := strings.Cut(rest, "\n  },\n")
	if !ok || before+after != "{\n  \"version\": 2,\n  \"docs_url\": \"https://example.com/docs/errors\",\n"+form+"  \"errors\": []\n}\n" {
		t.Errorf("the empty catalogue is %s", empty)
	}
}

func schemaOf(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(snapshot.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("catalogue.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("catalogue.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, text string) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestSchema(t *testing.T) {
	s := schemaOf(t)
	c := build(sample())
	text := write(t, c)
	if err := validate(t, s, text); err != nil {
		t.Errorf("the catalogue does not fit its schema: %v", err)
	}
	// A page with nothing but a code is listed too.
	unfinished := build([]*catalog.Entry{bare("err:a:b:c", "a/b/c.mdx")})
	if err := validate(t, s, write(t, unfinished)); err != nil {
		t.Errorf("an unfinished page does not fit the schema: %v", err)
	}
	for _, change := range [][2]string{
		{`"status": 409`, `"status": "409"`}, {`"retryable": true,`, `"retryable": 1,`}, {`"status_from": "example"`, `"status_from": 1`},
		{`"level": 2`, `"level": 7`}, {`"code": "err:store:order:out_of_stock"`, `"code": ""`},
		{`"type": "time"`, `"type": "date"`}, {`"optional": true`, `"optional": false`},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("%s is not in the catalogue", change[0])
		}
		if validate(t, s, strings.Replace(text, change[0], change[1], 1)) == nil {
			t.Errorf("the schema accepts %s", change[1])
		}
	}
}

// TestOnePage adds a page at every place of the order: the lines of the others
// stay as they are and where they are.
func TestOnePage(t *testing.T) {
	all := []catalog.Code{"err:a:a:a", "err:b:b:b", "err:c:c:c"}
	entries := func(codes []catalog.Code) (out []*catalog.Entry) {
		for _, c := range codes {
			out = append(out, bare(c, form.Default.Path(string(c))+".mdx"))
		}
		return out
	}
	whole := strings.Split(write(t, build(entries(all))), "\n")
	for i := range all {
		without := strings.Split(write(t, build(entries(slices.Delete(slices.Clone(all), i, i+1)))), "\n")
		added := len(whole) - len(without)
		same := 0
		for same < len(without) && whole[same] == without[same] {
			same++
		}
		if !slices.Equal(whole[same+added:], without[same:]) {
			t.Errorf("adding %s changes other lines", all[i])
		}
	}
}

// TestOlderVersions reads what writers of the first version wrote, and what newer
// writers of this one may add.
func TestOlderVersions(t *testing.T) {
	data, err := os.ReadFile("testdata/catalogue_v1.json")
	if err != nil {
		t.Fatal(err)
	}
	first, found := snapshot.Read(source.NewFile("catalogue_v1.json", data))
	if len(found) > 0 || len(first.Entries) != 2 {
		t.Fatalf("%d entries of the first version, findings %v", len(first.Entries), found)
	}
	if e := first.Lookup("err:store:order:out_of_stock"); e.Retryable.V != catalog.True || e.Segment("category") != "order" {
		t.Errorf("retryable %v, category %q", e.Retryable.V, e.Segment("category"))
	}
	if e := first.Lookup("err:store:order:sold_out"); e.Retryable.V != catalog.Unset {
		t.Errorf("what a page did not say reads as %v", e.Retryable.V)
	}
	text := write(t, build(sample()))
	newer := strings.NewReplacer(`"version": 2,`, `"version": 2, "more": [1],`, `"kind": "what_happened"`, `"kind": "history", "since": 1`,
		`"status_from": "example"`, `"status_from": "planet"`).Replace(text)
	c, found := snapshot.Read(source.NewFile("catalogue.json", []byte(newer)))
	if len(found) > 0 || c.Entries[0].Sections[0].Kind != catalog.Other {
		t.Errorf("of a newer writer: findings %v, section %+v", found, c.Entries[0].Sections[0])
	}
}

// TestRoundTrip reads back what was written: the same bytes, and the same values
// for everything that a target reads.
func TestRoundTrip(t *testing.T) {
	c := build(sample())
	text := write(t, c)
	back, found := snapshot.Read(source.NewFile("catalogue.json", []byte(text)))
	if len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	if diff := cmp.Diff(text, write(t, back)); diff != "" {
		t.Errorf("written again, it differs:\n%s", diff)
	}
	if c.DocsURL != back.DocsURL || !slices.Equal(c.FormerDocsURLs, back.FormerDocsURLs) {
		t.Errorf("docs URL %q, want %q", back.DocsURL, c.DocsURL)
	}
	// Places differ, and what only lint rules read is not in the format.
	places := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().Type() == reflect.TypeFor[source.Span]() }, cmp.Ignore())
	lint := cmp.FilterPath(func(p cmp.Path) bool {
		return slices.Contains([]string{".File", ".Heading.V", ".Codes", ".Statuses", ".Links", ".Anchors", ".Keys", ".Ignores", ".HasFrontMatter"}, p.Last().String())
	}, cmp.Ignore())
	for i := range c.Entries {
		a, b := *c.Entries[i], *back.Entries[i]
		a.File, b.File, a.Links, b.Links = nil, nil, nil, nil
		if diff := cmp.Diff(a, b, places, lint, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(catalog.Catalog{})); diff != "" {
			t.Errorf("%s reads back as another (-page +JSON):\n%s", a.Code.V, diff)
		}
	}
	if back.Lookup("err:store:order:no_stock") != back.Entries[0] {
		t.Error("an alias is not found")
	}
}

func TestFindings(t *testing.T) {
	text := write(t, build(sample()))
	for _, c := range []struct{ old, new, want string }{
		{text, ``, `1:1: the catalogue is not valid JSON: empty text, want JSON`},
		{text, `[]`, `1:1: "the catalogue" is a list, want an object`},
		{text, `{}`, `1:1: "the catalogue" has no member "version"`},
		{`"version": 2`, `"version": 3`, `2:14: the format has version 3, want 1 to 2`},
		{`"retryable": true,`, `"retryable": true`, `: the catalogue is not valid JSON: missing comma after this member`},
		{`"code": "err:store:order:sold_out",` + "\n      \"segments\"", `"code": "err:store:Order:sold_out",` + "\n      \"segments\"",
			`category "Order" of code "err:store:Order:sold_out" is not a lower-case letter followed by lower-case letters, digits and underscores`},
		{`"status": 409,` + "\n      \"status_from\"", `"status": 99,` + "\n      \"status_from\"", `the status is 99, want 100 to 599`},
		{`"status": 410`, `"status": 410.5`, `"status" is the number 410.5, want a whole number`},
		{`"docs_url": "https`, `"docs_url": "javascript`, `docs_url is "javascript://example.com/docs/errors", want an absolute http or https URL`},
		{`"title": "Conflict",` + "\n      \"type\"", `"title": null,` + "\n      \"type\"", `"title" is null, want text`},
		{`"type": "https://example.com/docs/errors/store/order/sold_out"`, `"type": "javascript:alert(1)"`, `the type "javascript:alert(1)" is not an absolute http or https URL, a urn or a tag`},
		{`"type": "https://example.com/docs/errors/store/order/sold_out"`, `"type": "https://e/\r\nSet-Cookie: a=b"`, `is not an absolute http or https URL, a urn or a tag`},
		{`"page": "store/order/sold_out.md"`, `"page": "../../../etc/passwd"`, `the page "../../../etc/passwd" is not a relative path`},
		{`Only {left} of`, `Only {left of`, `"{left " does not start a placeholder, want {name}`},
		{`Only {left} of`, `Only {rest} of`, `the detail has the placeholder {rest}, but no parameter of that name`},
		{`"name": "left"`, `"name": "status"`, `parameter "status" has the name of a member that every error has, want another`},
		{`"name": "item"`, `"name": "left"`, `duplicate parameter "left"`},
		{`"type": "time"`, `"type": "object"`, `"type" is "object", want "string" or "int" or "float" or "bool" or "time" or "list"`},
		{`"type": "time"`, `"type": "list"`, `parameter "since" has type "list", want "items" for a list and only for a list`},
		{`"example": 3`, `"example": "3"`, `the example of "left" is the text "3", want a whole number`},
		{`"count": 2`, `"number": 2`, `item 1 of the example of "others" has the member "number", which is not among its items`},
		{`"replaced_by": "err:store:order:sold_out"`, `"replaced_by": "sold_out"`, `code "sold_out" does not start with "err:"`},
		{`"level": 2`, `"level": 0`, `the level is 0, want 1 to 6`},
		{`"url": "./sold_out"`, `"href": "./sold_out"`, `"the link" has no member "url"`},
		{`"name": "Example"`, `"name": 1`, `"name" is the number 1, want text`},
		{`"code": "err:store:order:sold_out",` + "\n      \"segments\"", `"code": "err:store:order:no_stock",` + "\n      \"segments\"",
			`alias "err:store:order:no_stock" is the code of the page "store/order/sold_out.md"`},
	} {
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s is not in the catalogue", c.old)
		}
		f := source.NewFile("catalogue.json", []byte(strings.Replace(text, c.old, c.new, 1)))
		back, found := snapshot.Read(f)
		if back == nil {
			t.Fatal("no catalogue")
		}
		if got := listed(found); !strings.Contains(got, c.want) || !strings.Contains(got, "[catalogue]") && !strings.Contains(got, "[code-duplicate]") {
			t.Errorf("%s:\n got %swant %s", c.new, got, c.want)
		}
	}
}

// FuzzRead feeds the reader of catalogues: no panic, findings have places in
// the file, and what is read without one is written back as something that reads
// the same.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := snapshot.Write(&b, build(sample())); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"version":1,"docs_url":"","errors":[]}`)
	f.Add(`{"version":1,"docs_url":"x","errors":[{}, null, {"code":"err:a:b:c"}]}`)
	s := schemaOf(f)
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("c.json", []byte(text))
		c, found := snapshot.Read(file)
		for _, d := range found {
			if d.Span.File != file || d.Message == "" {
				t.Fatalf("finding without a place or a message: %+v", d)
			}
		}
		if found.Err() != nil {
			return
		}
		once := write(t, c)
		if !json.Valid([]byte(once)) {
			t.Fatalf("no JSON: %s", once)
		}
		if err := validate(t, s, once); err != nil {
			t.Fatalf("does not fit the schema: %v", err)
		}
		again, found := snapshot.Read(source.NewFile("c.json", []byte(once)))
		if len(found) > 0 || write(t, again) != once {
			t.Fatalf("reads back as another: %v\n%s", found, once)
		}
	})
}

// TestGrowth: a catalogue is read and built by work that grows with its size alone.
func TestGrowth(t *testing.T) {
	written := func(entries []*catalog.Entry) string { return write(t, build(entries)) }
	steps.Growth(t, "catalogue", 64<<10, map[string]func(size int) string{
		"entries": func(size int) string {
			var entries []*catalog.Entry
			for i := range size / 500 {
				name := fmt.Sprintf("error_%06d", i)
				entries = append(entries, bare(catalog.Code("err:store:order:"+name), "store/order/"+name+".mdx"))
			}
			return written(entries)
		},
		"params": func(size int) string {
			e := []*catalog.Entry{bare("err:store:order:one", "store/order/one.mdx")}
			for i := range size / 80 {
				p := catalog.Param{Type: catalog.Value[catalog.ParamType]{V: catalog.String}}
				p.Name.V = "p" + strconv.Itoa(i)
				e[0].Params = append(e[0].Params, p)
			}
			return written(e)
		},
		"mistakes": func(size int) string {
			return `{"version": 1, "docs_url": "https://example.com", "errors": [` + strings.Repeat(`{"code": 1},`, size/12) + `{}]}`
		},
	})
}

func BenchmarkWrite(b *testing.B) {
	c := build(sample())
	for len(c.Entries) < 10_000 {
		c.Entries = append(c.Entries, c.Entries[:2]...)
	}
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := snapshot.Write(&out, c); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(out.Len()))
}

// listed returns findings one a line, with line and column.
func listed(l diag.List) string {
	var b strings.Builder
	for _, d := range l {
		at := d.Span.From()
		fmt.Fprintf(&b, "%d:%d: %s [%s]\n", at.Line, at.Column, d.Message, d.Rule)
	}
	return b.String()
}
