package catalog_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/form"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/source"
)

const goldenJSON = "testdata/catalogue.json"

func write(t *testing.T, c *catalog.Catalog) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteJSON(t *testing.T) {
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
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(catalog.JSONSchema()))
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
	first, found := catalog.FromJSON(source.NewFile("catalogue_v1.json", data))
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
	c, found := catalog.FromJSON(source.NewFile("catalogue.json", []byte(newer)))
	if len(found) > 0 || c.Entries[0].Sections[0].Kind != catalog.Other {
		t.Errorf("of a newer writer: findings %v, section %+v", found, c.Entries[0].Sections[0])
	}
}

// TestRoundTrip reads back what was written: the same bytes, and the same values
// for everything that a target reads.
func TestRoundTrip(t *testing.T) {
	c := build(sample())
	text := write(t, c)
	back, found := catalog.FromJSON(source.NewFile("catalogue.json", []byte(text)))
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

func TestFromJSONFindings(t *testing.T) {
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
		back, found := catalog.FromJSON(f)
		if back == nil {
			t.Fatal("no catalogue")
		}
		if got := listed(found); !strings.Contains(got, c.want) || !strings.Contains(got, "[catalogue]") && !strings.Contains(got, "[code-duplicate]") {
			t.Errorf("%s:\n got %swant %s", c.new, got, c.want)
		}
	}
}

// FuzzFromJSON feeds the reader of catalogues: no panic, findings have places in
// the file, and what is read without one is written back as something that reads
// the same.
func FuzzFromJSON(f *testing.F) {
	var b bytes.Buffer
	if err := build(sample()).WriteJSON(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"version":1,"docs_url":"","errors":[]}`)
	f.Add(`{"version":1,"docs_url":"x","errors":[{}, null, {"code":"err:a:b:c"}]}`)
	s := schemaOf(f)
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("c.json", []byte(text))
		c, found := catalog.FromJSON(file)
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
		again, found := catalog.FromJSON(source.NewFile("c.json", []byte(once)))
		if len(found) > 0 || write(t, again) != once {
			t.Fatalf("reads back as another: %v\n%s", found, once)
		}
	})
}

// FuzzTemplate holds that a template that is read stands for the text that its
// parts give, and that escaped text stands for itself.
func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"", "a {b} c", "{{", "}}", "{", "}", "{a", "{}", "{{{a}}}", "{ä}", "{a b}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if escaped, err := catalog.ParseTemplate(catalog.EscapeTemplate(s)); err != nil || s != "" && (len(escaped) != 1 || escaped[0].Text != s) {
			t.Fatalf("escaped, %q reads as %v, %v", s, escaped, err)
		}
		parts, err := catalog.ParseTemplate(s)
		var b strings.Builder
		at := 0
		for _, p := range parts {
			if p.Start != at || p.End <= p.Start || p.End > len(s) || (p.Text == "") == (p.Param == "") {
				t.Fatalf("part %+v of %q", p, s)
			}
			at = p.End
			if p.Param != "" {
				b.WriteString("{" + p.Param + "}")
			} else {
				b.WriteString(catalog.EscapeTemplate(p.Text))
			}
		}
		if err == nil && (b.String() != s || at != len(s)) {
			t.Fatalf("%q reads as %v", s, parts)
		}
	})
}

func TestCheckTemplate(t *testing.T) {
	params := []catalog.Param{
		{Name: val("name"), Type: val(catalog.String)},
		{Name: val("count"), Type: val(catalog.Int), Optional: val(true)},
		{Name: val("all"), Type: val(catalog.List), Items: &catalog.Param{Type: val(catalog.String)}},
	}
	for template, want := range map[string]string{
		"{name} is taken":         "",
		"{{name}} {name}":         "",
		"{nam}":                   `the detail has the placeholder {nam}, but no parameter of that name; the parameter "name" has no placeholder in the detail`,
		"{name} {count}":          "the detail has the placeholder {count}, but that parameter is optional",
		"{name} {all}":            "the detail has the placeholder {all}, but that parameter is a list",
		"none":                    `the parameter "name" has no placeholder in the detail`,
		"{name":                   `"{name" does not start a placeholder, want {name}`,
		"{name}}":                 `"}" does not end a placeholder`,
		"{name} {}":               `"{}" does not start a placeholder, want {name}`,
		"{name} {a b}":            `"{a " does not start a placeholder, want {name}`,
		"a brace at the end {":    `"{" does not start a placeholder, want {name}`,
		"{name} and {{braces}} }": `"}" does not end a placeholder`,
	} {
		var got []string
		for _, f := range catalog.CheckTemplate(template, params) {
			got = append(got, f.Message)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %s, want %s", template, s, want)
		}
	}
}

func TestNewExample(t *testing.T) {
	for body, want := range map[string]string{
		`{"meta": {"requestId": "r"}, "error": {"status": 404}}`: "nested",
		`{"error": {"status": 404}}`:                             "nested",
		`{"meta": {}, "error": "not found"}`:                     "nested",
		`{"error": "not found"}`:                                 "",
		`{"status": 404, "title": "Not Found"}`:                  "problem",
		`{"detail": "x", "type": "y"}`:                           "problem",
		`{"status": "ok", "title": "A book"}`:                    "",
		`{"type": "book", "title": "A book"}`:                    "",
		`{"status": 200, "title": "A book"}`:                     "",
		`{"meta": {"requestId": "r"}, "data": {}}`:               "",
		`[]`: "",
	} {
		got := ""
		if x := example(body); x.Template != nil {
			got = x.Template.Name
		}
		if got != want {
			t.Errorf("%s is %q, want %q", body, got, want)
		}
	}
	x := example(`{"meta": {"requestId": 7}, "error": {"status": "404", "title": null, "detail": "d", "type": 1.5, "retry": true, "instance": "i"}, "x": 1}`)
	var wrong, params, extra []string
	for _, w := range x.Wrong {
		wrong = append(wrong, w.Place+"="+w.Span.Text())
	}
	for _, p := range x.Params {
		params = append(params, p.Name.Span.Text()+"="+string(p.Value.V))
	}
	for _, e := range x.Extra {
		extra = append(extra, e.Place+" "+e.Span.Text())
	}
	if got := strings.Join(wrong, " "); got != `meta.requestId=7 error.status="404" error.title=null error.type=1.5` {
		t.Errorf("wrong types: %s", got)
	}
	if got := strings.Join(params, " "); got != `"retry"=true` {
		t.Errorf("parameters: %s", got)
	}
	if got := strings.Join(extra, " "); got != `x "x"` {
		t.Errorf("extra: %s", got)
	}
	if x.Detail.V != "d" || x.Detail.Span.Text() != `"d"` || x.Instance.V != "i" {
		t.Errorf("detail %+v, instance %+v", x.Detail, x.Instance)
	}
	if v, _ := jsonpos.Parse("{\"a\": \"\\u00e9\u2028\", \"n\": 1.0}"); string(catalog.NewExample(envelope.Default, "", v, x.Span.File.Span).Body) != `{"a":"é\u2028","n":1.0}` {
		t.Errorf("body %s", v.Append(nil))
	}
}

// TestNewExampleOwn reads bodies by a template of a house's own, in which members
// stand at the top.
func TestNewExampleOwn(t *testing.T) {
	read := func(template, body string) string {
		v, _ := jsonpos.Parse(template)
		own, faults := envelope.Parse(v, (&catalog.Catalog{}).Knows)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		b, _ := jsonpos.Parse(body)
		switch x := catalog.NewExample(own, "", b, source.NewFile("a.mdx", []byte(body)).Span); x.Template {
		case nil:
			return ""
		case own:
			return "own " + x.Code.V
		default:
			return x.Template.Name
		}
	}
	for _, c := range []struct{ template, body, want string }{
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"code": "a", "message": "b"}`, "own a"},
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"message": "b"}`, ""},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": false, "error": "b"}`, "own "},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": true, "error": "b"}`, ""},
		{`{"body": {"ok": false, "error": "{specific}"}}`, `{"ok": true, "user": {}}`, ""},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": true, "errors": [], "result": {}}`, ""},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": false, "errors": [{"code": "c"}], "result": {}}`, "own c"},
		{`{"body": {"success": false, "errors": [{"code": "{code}"}], "result": null}}`, `{"success": true, "errors": [{"code": "c"}], "result": {}}`, ""},
		{`{"body": {"code": "{code}", "message": "{detail}"}}`, `{"error": {"foo": 1}}`, ""},
		{`{"body": {"error": {"code": "{code}", "message": "{detail}"}}}`, `{"error": {"code": "c"}}`, "own c"},
		{`{"body": {"error": {"code": "{code}", "message": "{detail}"}}}`, `{"meta": {"requestId": "r"}, "error": {"detail": "d", "status": 404, "title": "t", "type": "u"}}`, "nested"},
		{`{"body": {"type": "error", "error": {"type": "{specific}_error"}}}`, `{"type": "error", "error": {"type": "a_error"}}`, "own "},
	} {
		if got := read(c.template, c.body); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.body, c.template, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	for description, want := range map[string]string{
		"":                                     "",
		"No key has the id.":                   "No key has the id.",
		"No key has the id. Check it.":         "No key has the id.",
		"Is it there? Check it.":               "Is it there?",
		"Use a tool, e.g. curl. Check it.":     "Use a tool, e.g. curl.",
		"A limit of 1.5 MB. Check it.":         "A limit of 1.5 MB.",
		"Sent vs. received. Check it.":         "Sent vs. received.",
		"No stop at all":                       "No stop at all",
		"First line.\nSecond":                  "First line.",
		"See https://example.com/a. Check it.": "See https://example.com/a. Check it.",
	} {
		e := catalog.Entry{Description: catalog.Value[string]{V: description}}
		if got := e.Summary(); got != want {
			t.Errorf("summary of %q is %q, want %q", description, got, want)
		}
	}
}
