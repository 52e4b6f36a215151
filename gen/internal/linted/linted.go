// Package linted lints pages in tests of the lint rules, all rules as errgen runs them:
// a page that shows the mistake of one rule shows as well that the others are silent.
package linted

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/page"
	"github.com/unkeyed/errgen/gen/site"
	"github.com/unkeyed/errgen/gen/source"
)

// DocsURL is where the pages of tests are published.
const DocsURL = "https://example.com/errors"

// Read makes a catalogue of pages as errgen does, and returns what is wrong with
// them before the settings have their say.
func Read(pages map[string]string, url string) (*catalog.Catalog, diag.List) {
	return ReadOn(nil, pages, url)
}

// ReadOn is Read for pages that a docs site publishes.
func ReadOn(s *site.Site, pages map[string]string, url string) (*catalog.Catalog, diag.List) {
	var found diag.List
	var entries []*catalog.Entry
	template := envelope.Default
	if text, ok := pages[EnvelopeFile]; ok {
		v, _ := jsonpos.Parse(strings.TrimPrefix(text, "envelope: "))
		template, _ = envelope.Parse(v, (&catalog.Catalog{}).Knows)
	}
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		if path == EnvelopeFile {
			continue
		}
		r := page.Read(source.NewFile("errors/"+path, []byte(pages[path])), path, page.Options{DocsURL: url, Envelope: template}.On(s, ""))
		entries, found = append(entries, r.Entries...), append(found, r.Found...)
	}
	c, wrong := catalog.Build(entries, catalog.Meta{DocsURL: url, Envelope: template, Site: s})
	return c, append(found, wrong...)
}

// EnvelopeFile says what error bodies look like, among the pages.
const EnvelopeFile = "errgen.yaml"

// Judge returns all findings about pages, sorted.
func Judge(pages map[string]string, s lint.Settings) diag.List {
	c, found := ReadOn(s.Site, pages, DocsURL)
	found = append(found, lint.Run(c, s)...)
	return lint.Apply(found, c, s).Sorted()
}

// Fix applies the fixes of all findings to the pages and returns those that
// changed. Edits that overlap fail the test: nobody could say which comes first.
func Fix(t *testing.T, pages map[string]string, found diag.List) map[string]string {
	t.Helper()
	edits := map[string][]diag.Edit{}
	for _, d := range found {
		if d.Fix == nil {
			continue
		}
		for _, e := range d.Fix.Edits {
			path := strings.TrimPrefix(e.Span.File.Name, "errors/")
			edits[path] = append(edits[path], e)
		}
	}
	out := map[string]string{}
	for path, list := range edits {
		slices.SortFunc(list, func(a, b diag.Edit) int { return a.Span.Compare(b.Span) })
		var text strings.Builder
		at := int32(0)
		for i, e := range list {
			if e.Span.Start < at || i > 0 && e.Span.Start == list[i-1].Span.Start {
				t.Fatalf("%s: fixes overlap: %v and %v", path, list[i-1], e)
			}
			text.WriteString(pages[path][at:e.Span.Start] + e.New)
			at = e.Span.End
		}
		out[path] = text.String() + pages[path][at:]
	}
	return out
}

// Text returns findings as people see them.
func Text(found diag.List) string {
	var out bytes.Buffer
	if err := diag.Text(&out, found, diag.TextOptions{}); err != nil {
		panic(err) // a buffer takes everything
	}
	return out.String()
}

// All returns pages one below the other.
func All(pages map[string]string) string {
	var out strings.Builder
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		out.WriteString("-- " + path + " --\n" + pages[path])
	}
	return out.String()
}
