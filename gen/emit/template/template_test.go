package template

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/emit"
	"github.com/unkeyed/errgen/gen/internal/conformance"
	"github.com/unkeyed/errgen/gen/source"
)

var update = flag.Bool("update", false, "write the golden files")

// options returns the options of a template that is given as text.
func options(template, file, each string) *Options {
	return &Options{Template: "t.tmpl", Each: each, file: file, input: emit.Input{File: source.NewFile("t.tmpl", []byte(template))}}
}

func example(t *testing.T, name, file, each string, c *catalog.Catalog) []emit.File {
	t.Helper()
	template, err := os.ReadFile(filepath.Join("testdata/examples", name+".tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := Target.Emit(c, options(string(template), file, each))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestExamples: what the templates of testdata/examples make is as it was looked at.
func TestExamples(t *testing.T) {
	c := conformance.Catalog(t)
	for _, tt := range []struct{ name, file, each string }{
		{"map.json", "errors.json", "catalogue"},
		{"table.csv", "errors.csv", "catalogue"},
		{"code.kt", "ErrorCode.kt", "catalogue"},
		{"page.md", "{name}.md", "code"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, f := range example(t, tt.name, tt.file, tt.each, c)[:1] {
				got.Write(f.Data)
			}
			golden := filepath.Join("testdata/golden", tt.name)
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

// TestJSON: the map says what hostile pages say, and is owned by the list of outputs.
func TestJSON(t *testing.T) {
	c := conformance.Hostile(1, 200)
	f := example(t, "map.json", "errors.json", "catalogue", c)[0]
	if !f.Bare {
		t.Error("a JSON file is said to have a header")
	}
	var got map[string]struct{ Identifier, Title, Summary string }
	if err := json.Unmarshal(f.Data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(c.Entries) {
		t.Fatalf("%d codes, want %d", len(got), len(c.Entries))
	}
	for _, e := range c.Entries {
		if g := got[string(e.Code.V)]; g.Title != valid(e.Title.V) || g.Summary != valid(e.Description.V) {
			t.Errorf("%s is %q, %q, want %q, %q", e.Code.V, g.Title, g.Summary, e.Title.V, e.Description.V)
		}
	}
}

// valid has U+FFFD for each byte that is no UTF-8.
func valid(s string) string { return string([]rune(s)) }

// TestCSV: the same of the table.
func TestCSV(t *testing.T) {
	c := conformance.Hostile(2, 200)
	f := example(t, "table.csv", "errors.csv", "catalogue", c)[0]
	r := csv.NewReader(strings.NewReader(string(f.Data)))
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(c.Entries)+1 {
		t.Fatalf("%d rows, want %d", len(rows), len(c.Entries)+1)
	}
	for i, e := range c.Entries {
		// A reader of CSV takes CRLF for a line feed.
		if want := strings.ReplaceAll(valid(e.Title.V), "\r\n", "\n"); rows[i+1][3] != want {
			t.Errorf("%s has the title %q, want %q", e.Code.V, rows[i+1][3], want)
		}
	}
}

// TestEach: each code has a file of its own, by its identifier or its segments.
func TestEach(t *testing.T) {
	c := conformance.Catalog(t)
	files, err := Target.Emit(c, options("{{.code}}\n", "{category}/{name}.txt", "code"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(c.Entries) {
		t.Fatalf("%d files, want %d", len(files), len(c.Entries))
	}
	for i, e := range c.Entries {
		want := e.Segment("category") + "/"
		if !strings.HasPrefix(files[i].Path, want) || string(files[i].Data) != string(e.Code.V)+"\n" {
			t.Errorf("%s is in %s: %q", e.Code.V, files[i].Path, files[i].Data)
		}
	}
}

// TestMembers: every member that the schema knows is there, so that a name that is
// misspelt is told from a member that an error has not.
func TestMembers(t *testing.T) {
	c := conformance.Catalog(t)
	c.Facts = []catalog.Fact{{Name: "kind"}}
	files, err := Target.Emit(c, options(
		`{{range .errors}}{{.page_url}}{{.anchor}}{{.no_status}}{{.grpc}}{{.retired}}{{.other_statuses}}{{.headers}}{{.facts.kind}}{{.services}}
{{end}}{{.default_code}}{{.initialisms}}{{.names}}`, "x.txt", "catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(files[0].Data), "false<no value>[][][]\n") {
		t.Errorf("members that are left out are written %.60q", files[0].Data)
	}
}

// TestRaw: the body of an example is what the page says, in its order.
func TestRaw(t *testing.T) {
	c := conformance.Catalog(t)
	i := slices.IndexFunc(c.Entries, func(e *catalog.Entry) bool { return len(e.Examples) > 0 })
	if i < 0 {
		e := *c.Entries[0]
		e.Examples = []catalog.Example{{Body: []byte(`{"z":1.50,"a":"<é>"}`)}}
		c.Entries[0] = &e
		i = 0
	}
	files, err := Target.Emit(c, options(`{{range .errors}}{{range .examples}}{{json .body}}
{{end}}{{end}}`, "x.txt", "catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	if got, _, _ := strings.Cut(string(files[0].Data), "\n"); got != string(c.Entries[i].Examples[0].Body) {
		t.Errorf("the body is written %s, want %s", got, c.Entries[i].Examples[0].Body)
	}
}

// TestHeader: files are owned by a line where they can have one.
func TestHeader(t *testing.T) {
	for file, want := range map[string]string{
		"x.kt":   "// " + emit.Header + "\n\n",
		"x.yaml": "# " + emit.Header + "\n\n",
		"x.csv":  "",
		"x.json": "",
	} {
		f := owned(file, "text\n")
		if string(f.Data) != want+"text\n" || f.Bare != (want == "") {
			t.Errorf("%s is %q, bare %v", file, f.Data, f.Bare)
		}
	}
	for _, text := range []string{"#!/bin/sh\n", "---\ntitle: x\n---\n"} {
		if f := owned("x.sh", text); string(f.Data) != text || !f.Bare {
			t.Errorf("%q became %q", text, f.Data)
		}
	}
	own := "<?xml?>\n# " + emit.Header + "\n"
	if f := owned("x.xml", own); string(f.Data) != own || f.Bare {
		t.Errorf("a header of the template's own became %q, bare %v", f.Data, f.Bare)
	}
}

// TestTime: a template that writes nothing and never ends is stopped too.
func TestTime(t *testing.T) {
	for _, text := range []string{`{{range 200000000}}{{end}}`, `{{range 200000000}}{{json 1}}{{end}}`} {
		o := options(text, "x.txt", "")
		o.time = 20 * time.Millisecond
		if _, err := Target.Emit(conformance.Catalog(t), o); err == nil || !strings.HasPrefix(err.Error(), "the template ran for more than 1m0s") {
			t.Errorf("%s: %v, want that it runs too long", text, err)
		}
	}
}

// TestRefused: a template that is wrong is a finding at its place, and one that asks
// for more than the catalogue is wrong.
func TestRefused(t *testing.T) {
	for _, tt := range []struct{ template, file, each, want string }{
		{"{{range .errors}}", "x.txt", "", "t.tmpl:1:1: unexpected EOF"},
		{"a\n{{.erors}}", "x.txt", "", `t.tmpl:2:3: map has no entry for key "erors"`},
		{"a\n  {{.titel}}", "{name}.txt", "code", `t.tmpl:2:5: map has no entry for key "titel", for the code ` + string(conformance.Catalog(t).Entries[0].Code.V)},
		{`{{env "HOME"}}`, "x.txt", "", `t.tmpl:1:1: function "env" not defined`},
		{`{{readFile "/etc/passwd"}}`, "x.txt", "", `t.tmpl:1:1: function "readFile" not defined`},
		{`{{template "/etc/passwd"}}`, "x.txt", "", `t.tmpl:1:12: template "/etc/passwd" not defined`},
		{`{{define "x"}}{{template "x"}}{{end}}{{template "x"}}`, "x.txt", "", "t.tmpl:1:26: exceeded maximum template depth (100000)"},
		{`{{range 1000000000}}x{{end}}`, "x.txt", "", "t.tmpl:1:1: the template wrote more than 64 MiB"},
		{`{{$s := "xxxxxxxxxx"}}{{range 100}}{{$s = print $s $s}}{{end}}`, "x.txt", "", "t.tmpl:1:43: the template wrote more than 64 MiB"},
		{`{{printf "%1000000000d" 1}}`, "x.txt", "", "t.tmpl:1:3: error calling printf: printf with a width over 999 or a width from an argument is not supported"},
		{`{{json .errors.x}}`, "x.txt", "", "t.tmpl:1:15: can't evaluate field x in type interface {}"},
		{`{{kotlin .errors}}`, "x.txt", "", "t.tmpl:1:3: error calling kotlin: kotlin writes a string, a number or a boolean, not a list or an object; use json"},
		{"x", "", "", "out is a folder, want a file"},
		{"x", "x.txt", "code", "out has no placeholder, but each: code writes a file for each code: add {name}"},
		{"x", "{name}.txt", "", "out has a placeholder, which needs each: code"},
		{"x", "{nmae}.txt", "code", "out has the placeholder {nmae}, want one of {name} {code} {system} {category} {specific}"},
		{"x", "{code}.txt", "code", `out has the placeholder {code}, but "` + string(conformance.Catalog(t).Entries[0].Code.V) + `" of `},
	} {
		o := options(tt.template, tt.file, tt.each)
		o.limit = 1 << 20
		_, err := Target.Emit(conformance.Catalog(t), o)
		if err == nil {
			t.Errorf("%s: no error, want %s", tt.template, tt.want)
			continue
		}
		got := err.Error()
		if found, ok := err.(*emit.FoundError); ok {
			d := found.Found[0]
			at := d.Span.From()
			got = fmt.Sprintf("%s:%d:%d: %s", d.Span.File.Name, at.Line, at.Column, d.Message)
		}
		if !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %s\nwant %s", tt.template, got, tt.want)
		}
	}
}
