package page_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/page/fact"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzRead reads any text as a page, in both forms. Nothing panics; every place
// lies in the file; an entry holds what targets and rules rely on; and reading
// again gives the same.
func FuzzRead(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if !strings.HasPrefix(file.Name, "want/") && !strings.HasSuffix(file.Name, ".quoted") {
				f.Add(string(file.Data), strings.HasSuffix(file.Name, ".mdx"))
			}
		}
	}
	twins, err := filepath.Glob("testdata/twins/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range twins {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data), strings.HasSuffix(name, ".mdx"))
	}
	o := page.Options{DocsURL: docsURL, Status: []fact.StatusRule{{Match: "err:*:b:*", Status: catalog.Value[int]{V: 418}}}}
	f.Fuzz(func(t *testing.T, text string, mdx bool) {
		path := "a/b/c.md"
		if mdx {
			path = "a/b/c.mdx"
		}
		file := source.NewFile(path, []byte(text))
		r := page.Read(file, path, o)
		found := r.Found
		if r.Left != "" {
			t.Fatalf("left out, though at the place of an error page: %s", r.Left)
		}
		for _, d := range found {
			inside(t, "finding "+d.Message, d.Span, file)
			if d.Span.IsZero() || d.Message == "" || d.Rule == "" {
				t.Fatalf("finding without a place, a message or a rule: %+v", d)
			}
			for _, r := range d.Related {
				inside(t, "related "+r.Message, r.Span, file)
			}
			if d.Fix != nil {
				for _, edit := range d.Fix.Edits {
					inside(t, "edit", edit.Span, file)
				}
			}
		}
		if len(r.Entries) == 0 {
			if found.Err() == nil {
				t.Fatal("neither an entry nor an error")
			}
			return
		}
		e := r.Entries[0]
		checkEntry(t, e, file)
		if again := page.Read(file, path, o); !reflect.DeepEqual(r, again) {
			t.Fatal("reading twice gives two entries")
		}
		var out strings.Builder
		c, _ := catalog.Build([]*catalog.Entry{e}, catalog.Meta{DocsURL: docsURL})
		if err := snapshot.Write(&out, c); err != nil || !json.Valid([]byte(out.String())) {
			t.Fatalf("not written as JSON: %v", err)
		}
	})
}

func inside(t *testing.T, what string, s source.Span, file *source.File) {
	t.Helper()
	if s.IsZero() {
		return
	}
	if s.File != file || s.Start < 0 || s.End < s.Start || int(s.End) > len(file.Data) {
		t.Fatalf("%s at %d to %d of %d bytes", what, s.Start, s.End, len(file.Data))
	}
}

// checkEntry checks what everything after page.Read relies on.
func checkEntry(t *testing.T, e *catalog.Entry, file *source.File) {
	t.Helper()
	walkSpans(reflect.ValueOf(*e), func(s source.Span) { inside(t, "value", s, file) })
	if e.Segments() == nil {
		t.Fatalf("the code %q has not its form", e.Code.V)
	}
	if len(e.Codes) == 0 || e.Codes[0].Value != e.Code {
		t.Fatalf("code %v, but stated %v", e.Code, e.Codes)
	}
	for _, c := range e.Codes {
		if c.From != catalog.FromSection && strings.ReplaceAll(c.Span.Text(), `\`, "") != string(c.V) && utf8.ValidString(c.Span.Text()) &&
			!strings.ContainsAny(c.Span.Text(), "&\"'\n|>-") {
			t.Fatalf("code %q stands at %q", c.V, c.Span.Text())
		}
	}
	if (e.StatusFrom == "") != (len(e.Statuses) == 0) || len(e.Statuses) > 0 && e.Statuses[0].Value != e.Status {
		t.Fatalf("status %v from %q, but stated %v", e.Status, e.StatusFrom, e.Statuses)
	}
	if e.Type.V != docsURL+"/a/b/c" {
		t.Fatalf("type %q", e.Type.V)
	}
	for _, x := range e.Examples {
		if !json.Valid(x.Body) || x.Body[0] != '{' {
			t.Fatalf("example %q", x.Body)
		}
	}
	names := map[string]bool{}
	for _, p := range e.Params {
		if names[p.Name.V] || catalog.CheckParamName(p.Name.V, true) != nil || p.Type.V == "" || (p.Items != nil) != (p.Type.V == catalog.List) {
			t.Fatalf("parameter %+v", p)
		}
		names[p.Name.V] = true
		if p.Example.V != nil && !json.Valid(p.Example.V) {
			t.Fatalf("example of a parameter: %q", p.Example.V)
		}
	}
	for _, s := range e.Sections {
		if s.Level < 1 || s.Level > 6 || s.Kind == "" {
			t.Fatalf("section %+v", s)
		}
	}
	for i := 1; i < len(e.Sections); i++ {
		if e.Sections[i].Span.Start < e.Sections[i-1].Span.End {
			t.Fatalf("sections %d and %d overlap", i-1, i)
		}
	}
	for _, v := range []string{e.Heading.V, e.Description.V} {
		if strings.ContainsAny(v, "\r\n") {
			t.Fatalf("text of several lines: %q", v)
		}
	}
}

// walkSpans calls f with every span inside a value.
func walkSpans(v reflect.Value, f func(source.Span)) {
	if s, ok := v.Interface().(source.Span); ok {
		f(s)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Field(i).Type() != reflect.TypeFor[*source.File]() {
				walkSpans(v.Field(i), f)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkSpans(v.Index(i), f)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			walkSpans(v.Elem(), f)
		}
	}
}
