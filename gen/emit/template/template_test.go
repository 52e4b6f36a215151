package template

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

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
			if diff := gocmp.Diff(string(want), got.String()); diff != "" {
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

// TestRaw: the body of an example is what the page says, in its order, but for what
// would end a script element.
func TestRaw(t *testing.T) {
	c := conformance.Catalog(t)
	e := *c.Entries[0]
	e.Examples = []catalog.Example{{Body: []byte(`{"z":1.50,"a":"<é></script><!--"}`)}}
	c.Entries[0] = &e
	files, err := Target.Emit(c, options(`{{range .errors}}{{range .examples}}{{json .body}}
{{end}}{{end}}`, "x.txt", "catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	got, _, _ := strings.Cut(string(files[0].Data), "\n")
	if want := `{"z":1.50,"a":"<é>\u003c/script>\u003c!--"}`; got != want {
		t.Errorf("the body is written %s, want %s", got, want)
	}
}

// TestHeader: files are owned by a line where they can have one.
func TestHeader(t *testing.T) {
	for _, tt := range []struct{ file, text, want string }{ // an empty want: the list of outputs owns it
		{"x.kt", "text\n", "// HEADER\n\ntext\n"},
		{"x.yaml", "text\n", "# HEADER\n\ntext\n"},
		{"x.SQL", "text\n", "-- HEADER\n\ntext\n"},
		{"x.css", "text\n", "/* HEADER */\n\ntext\n"},
		{"x.html", "text\n", "<!-- HEADER -->\n\ntext\n"},
		{"x.csv", "text\n", ""},
		{"x.json", "text\n", ""},
		// Some lines must stay the first.
		{"x.sh", "#!/bin/sh\ntext\n", "#!/bin/sh\n# HEADER\n\ntext\n"},
		{"x.yaml", "---\r\ntext\n", "---\r\n# HEADER\n\ntext\n"},
		{"x.xml", "<?xml version=\"1.0\"?>\n<a/>\n", "<?xml version=\"1.0\"?>\n<!-- HEADER -->\n\n<a/>\n"},
		{"x.xml", "<?xml version=\"1.0\"?><a/>", ""},
		{"x.html", "<!DOCTYPE html>\n<p>\n", "<!DOCTYPE html>\n<!-- HEADER -->\n\n<p>\n"},
		{"x.html", "<!doctype html public\n\"x\">\n", ""},
		{"x.css", "@charset \"utf-8\";\na {}\n", "@charset \"utf-8\";\n/* HEADER */\n\na {}\n"},
		{"x.kt", "\ufefftext\n", ""},
		// Some templates write the header.
		{"x.kt", "text\n// HEADER\n", "text\n// HEADER\n"},
		{"x.xml", "<?xml?>\n<!-- HEADER -->\n", "<?xml?>\n<!-- HEADER -->\n"},
		{"x.unknown", "# HEADER\n", "# HEADER\n"},
	} {
		expand := strings.NewReplacer("HEADER", emit.Header)
		text, want := expand.Replace(tt.text), expand.Replace(tt.want)
		f := owned(tt.file, text)
		if got := string(f.Data); got != cmp.Or(want, text) || f.Bare != (want == "") {
			t.Errorf("%s of %q is %q, bare %v", tt.file, text, got, f.Bare)
		}
	}
}

// TestTime: a template that writes nothing and never ends is stopped too, with the line
// that it was at, and runs no further.
func TestTime(t *testing.T) {
	calls := `{{define "t0"}}{{end}}`
	for i := range 60 {
		calls += fmt.Sprintf(`{{define "t%d"}}{{template "t%d"}}{{template "t%[2]d"}}{{end}}`, i+1, i)
	}
	for _, text := range []string{
		"\n{{range 1000000000000}}{{end}}", "\n{{range 1000000000000}}{{json 1}}{{end}}",
		calls + "\n{{template \"t60\"}}",
	} {
		o := options(text, "x.txt", "")
		o.time = 20 * time.Millisecond
		before := runtime.NumGoroutine()
		_, err := Target.Emit(conformance.Catalog(t), o)
		if after := runtime.NumGoroutine(); after > before {
			t.Errorf("%s: %d goroutines are left", text, after-before)
		}
		found := new(emit.FoundError)
		if !errors.As(err, &found) || found.Found[0].Message != "the template ran for more than 10s" {
			t.Errorf("%s: %v, want that it runs too long", text, err)
			continue
		}
		want := 2
		if strings.HasPrefix(text, calls) {
			want = 1 // where the templates call one another
		}
		if at := found.Found[0].Span.From(); at.Line != want || at.Column < 3 {
			t.Errorf("%s: stopped at %d:%d, want line %d", text, at.Line, at.Column, want)
		}
	}
}

// TestFailedAt: a template that fails at one of the errors that it ranges over names
// that one, and none where it is past them.
func TestFailedAt(t *testing.T) {
	c := conformance.Catalog(t)
	third := string(c.Entries[2].Code.V)
	fail := `{{if eq .code "` + third + `"}}{{.titel}}{{end}}`
	missing := `map has no entry for key "titel"`
	for _, tt := range []struct{ template, each, want string }{
		{`{{range .errors}}` + fail + `{{end}}`, "", missing + ", for the code " + third},
		{`{{range $i, $e := .errors}}{{range .params}}{{.name}}{{end}}{{with .code}}{{with $e}}` + fail + `{{end}}{{end}}{{end}}`, "", missing + ", for the code " + third},
		{`{{define "x"}}{{range .}}{{range $.none}}{{else}}` + fail + `{{end}}{{end}}{{end}}{{template "x" .errors}}`, "", `can't evaluate field none in type []interface {}, for the code ` + string(c.Entries[0].Code.V)},
		{`{{define "x"}}{{range .}}{{template "y" .}}{{end}}{{end}}{{define "y"}}` + fail + `{{end}}{{template "x" .errors}}`, "", missing + ", for the code " + third},
		{`{{range .errors}}{{.code}}{{if true}}{{break}}{{end}}{{end}}{{.titel}}`, "", missing},
		{`{{range (catalogue).errors}}{{.code}}{{end}}{{.titel}}`, "code", missing + ", for the code " + string(c.Entries[0].Code.V)},
	} {
		_, err := Target.Emit(c, options(tt.template, map[string]string{"": "x.txt", "code": "{name}.txt"}[tt.each], tt.each))
		found := new(emit.FoundError)
		if !errors.As(err, &found) || found.Found[0].Message != tt.want {
			t.Errorf("%s fails with %v, want %s", tt.template, err, tt.want)
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
		{`{{$s := "xxxxxxxxxx"}}{{range 100}}{{$s = print $s $s}}{{end}}`, "x.txt", "", "t.tmpl:1:43: the template made a text of more than 64 MiB"},
		{`{{$s := "\""}}{{range 100}}{{$s = json $s}}{{end}}`, "x.txt", "", "t.tmpl:1:35: the template made a text of more than 64 MiB"},
		{`{{$s := "'"}}{{range 100}}{{$s = js $s}}{{end}}`, "x.txt", "", "t.tmpl:1:34: the template made a text of more than 64 MiB"},
		{`{{$s := "x"}}{{range 100}}{{$s = join $s $.errors}}{{end}}`, "x.txt", "", "t.tmpl:1:34: the template made a text of more than 64 MiB"},
		{`{{$s := "x"}}{{range 100}}{{$s = printf "%s%s" $s $s}}{{end}}`, "x.txt", "", "t.tmpl:1:34: the template made a text of more than 64 MiB"},
		{`{{$s := "\n"}}{{range 100}}{{$s = print $s $s}}{{$t := indent 99 $s}}{{end}}`, "x.txt", "", "t.tmpl:1:56: the template made a text of more than 64 MiB"},
		{`{{printf "%1000000000d" 1}}`, "x.txt", "", "t.tmpl:1:3: error calling printf: printf with a width over 999 or a width from an argument is not supported"},
		{`{{json .errors.x}}`, "x.txt", "", "t.tmpl:1:15: can't evaluate field x in type interface {}"},
		{`{{kotlin .errors}}`, "x.txt", "", "t.tmpl:1:3: error calling kotlin: kotlin writes a string, a number or a boolean, not a list or an object; use json"},
		{`{{comment "/*" .docs_url}}`, "x.txt", "", `t.tmpl:1:3: error calling comment: comment has the marker "/*", want that of a line comment, such as "//", or "*" within a block comment`},
		{`{{comment "<!--" .docs_url}}`, "x.txt", "", `t.tmpl:1:3: error calling comment: comment has the marker "<!--", want`},
		{"x", "", "", "out is a folder, want a file"},
		{"x", "x.txt", "code", "out has no placeholder, but each: code writes a file for each code: add {name}"},
		{"x", "{name}.txt", "", "out has a placeholder, which needs each: code"},
		{"x", "{nmae}.txt", "code", "out has the placeholder {nmae}, want one of {name} {code} {system} {category} {specific}"},
		{"x", "{category}.txt", "code", `out gives ` + string(conformance.Catalog(t).Entries[0].Code.V) + ` and ` + string(conformance.Catalog(t).Entries[1].Code.V) + ` the same file "cart.txt": use {name}`},
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
