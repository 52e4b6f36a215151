package page_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/config"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/mdx"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/record"
	"github.com/unkeyed/errgen/gen/snapshot"
	"github.com/unkeyed/errgen/gen/source"
)

// FuzzRecords reads any page by any rules. Nothing panics; every place lies in the
// file; what states a code is an entry, and what is meant to and does not is a finding;
// reading again gives the same.
func FuzzRecords(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	var texts []string
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		rules := ""
		for _, file := range archive.Files {
			switch {
			case file.Name == "errgen.yaml":
				rules = string(file.Data)
			case strings.HasPrefix(file.Name, "want/"):
			case rules != "":
				f.Add(rules, file.Name, string(file.Data))
				texts = append(texts, string(file.Data))
			}
		}
	}
	// Each place for each kind of record, on pages that have something at them.
	for i, w := range record.Vocabulary {
		argument := map[string]string{"KEY": "code", "NAME": "Code", "ELEMENT NAME": "Accordion title", "HEADING": "Status", "POINTER": "/code", "MEMBER": "status"}[w.Argument]
		for j, each := range []string{"page", "h2", "h3", "row", "item", "element Accordion"} {
			f.Add(fmt.Sprintf("version: 1\ndocs_url: https://x.y\nrecords:\n- in: '**'\n  each: %s\n  form: '{name}'\n  case: any\n  code: [%s %s, text]\n  status: [%s %s]\n",
				each, w.Name, argument, w.Name, argument), "a.md", texts[(i*7+j)%len(texts)])
		}
	}
	f.Fuzz(func(t *testing.T, rules, name, text string) {
		c, found := config.Parse(source.NewFile("errgen.yaml", []byte(rules)), ".", nil, nil)
		if found.Err() != nil || catalog.CheckPage(name) != nil || len(c.Types) > 0 {
			t.Skip()
		}
		o := page.Options{DocsURL: c.DocsURL.V, Envelope: c.Envelope.V, Rule: c.RuleOf(name), Forms: c.Forms, Facts: c.Facts, Services: c.Services}
		if o.Rule == nil {
			t.Skip()
		}
		file := source.NewFile(name, []byte(text))
		r := page.Read(file, name, o)
		if again := page.Read(file, name, o); !reflect.DeepEqual(r, again) {
			t.Fatal("reading twice gives two results")
		}
		configured := func(s source.Span) bool { return s.File == nil || s.File == file || s.File == c.File }
		for _, d := range r.Found {
			inside(t, "finding "+d.Message, d.Span, file)
			if d.Span.IsZero() || d.Message == "" || lint.Find(d.Rule) == nil {
				t.Fatalf("finding without a place, a message or a rule: %+v", d)
			}
			for _, other := range d.Related {
				if !configured(other.Span) {
					t.Fatalf("related place of another file: %+v", other)
				}
			}
		}
		for _, e := range r.Entries {
			walkSpans(reflect.ValueOf(*e), func(s source.Span) { inside(t, "value of "+string(e.Code.V), s, file) })
			if e.Segments() == nil || e.Type.V == "" || len(e.Facts) != len(c.Facts) && len(c.Facts) > 0 || e.Status.V == 0 && e.StatusFrom != "" {
				t.Fatalf("entry %+v", e)
			}
			for _, v := range []string{e.Heading.V, e.Description.V, e.Title.V} {
				if strings.ContainsAny(v, "\r\n") && e.Title.V != v {
					t.Fatalf("text of several lines: %q", v)
				}
			}
		}
		if len(r.Entries) == 0 && r.Left == "" && r.Found.Err() == nil {
			t.Fatal("neither an entry nor a reason nor an error")
		}
		told(t, file, name, o, r)
		for _, seen := range slices.Concat(r.Seen, page.Outside(file, name, o, c.Records).Seen) {
			inside(t, "seen "+seen.Finding.Message, seen.Finding.Span, file)
			if d := seen.Finding; d.Span.IsZero() || d.Message == "" || d.Hint == "" || lint.Find(d.Rule) == nil {
				t.Fatalf("something seen without a place, a message, a hint or a rule: %+v", d)
			}
		}
		built, _ := catalog.Build(r.Entries, c.Meta())
		var out strings.Builder
		if err := snapshot.Write(&out, built); err != nil || !json.Valid([]byte(out.String())) {
			t.Fatalf("not written as JSON: %v", err)
		}
		lint.Apply(append(r.Found, lint.Run(built, c.Lint)...), built, c.Lint)
	})
}

// told checks that each heading, row, item or element at which the first place of the
// rule has a code of the form is an entry, or stands in one.
func told(t *testing.T, file *source.File, name string, o page.Options, r page.Result) {
	t.Helper()
	doc, _ := mdx.Parse(file, o.Parse)
	s := &record.Source{File: file, Path: name, Blocks: doc.Root.Children}
	for _, rec := range record.Cut(s, o.Rule) {
		p := &o.Rule.Code[0]
		if rec.Head == nil || p.Word == "front" || p.Word == "example" || p.Source() == catalog.FromPath {
			continue
		}
		stated := ""
		for _, text := range rec.Texts(p) {
			code, start, end, v := o.Rule.FindCode(p, text.S, o.DocsURL)
			if v == record.IsCode && code == text.S[start:end] && record.Plain(text.Span(start, end).Text()) == code {
				stated = code
			}
			break
		}
		if stated == "" {
			continue
		}
		ok := false
		for _, e := range r.Entries {
			ok = ok || string(e.Code.V) == stated || e.Record.Start <= rec.Span.Start
		}
		for _, d := range r.Found {
			ok = ok || rec.Span.Start <= d.Span.Start && d.Span.Start <= rec.Span.End
		}
		if !ok {
			t.Fatalf("%q states %q and is no entry", rec.At().Text(), stated)
		}
	}
}
